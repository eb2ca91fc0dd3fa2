/** The network as it is published, and what it says of the drawings that it has not learnt from. */
import { fitTemperature } from '../../../src/core/metrics.ts';
import type { ConvnetLayers, PublishedState } from '../../../src/learning/classifier.ts';
import { fromState } from '../../../src/learning/index.ts';
import { type KernelSet, useKernels } from '../../../src/learning/kernels/kernelSet.ts';
import { takeRows } from '../../dataset/split.ts';
import { labelsOf } from '../folds.ts';
import type { Rows } from '../job.ts';
import { cooled } from './cooled.ts';
import type { FittedGame } from './fitGame.ts';
import type { GameDrawings } from './gameDrawings.ts';

export interface AskedNetwork {
  /**
   * With the weights that the file has, which this family rounds at the end of its fit, and the temperature in its last
   * layer.
   */
  readonly state: PublishedState;
  /** Chosen on the validation drawings. */
  readonly temperature: number;
  /** Probabilities of the test drawings, before the temperature and after. [n, k] */
  readonly before: Float32Array;
  readonly after: Float32Array;
  /** For the test drawings. */
  readonly predictSeconds: number;
  /** Multiplications and additions for one drawing. */
  readonly multiplyAdds: number;
}

export async function askNetwork(
  { store, test, validation }: GameDrawings,
  fitted: FittedGame,
  kernels: KernelSet,
): Promise<AskedNetwork> {
  useKernels(kernels);
  const learnt = fitted.network.state as PublishedState;
  const ask = (state: PublishedState, rows: Rows) => fromState(state).predictProba(takeRows(store, rows));
  const temperature = fitTemperature(await ask(learnt, validation), labelsOf(store, validation));
  const state = cooled(learnt, temperature);
  const started = performance.now();
  const after = await ask(state, test);
  const predictSeconds = (performance.now() - started) / 1000;
  return {
    state,
    temperature,
    before: await ask(learnt, test),
    after,
    predictSeconds,
    multiplyAdds: multiplyAddsOf(state as unknown as ConvnetLayers),
  };
}

const SIDE = 28;

/** Of the convolutions and the dense layers. */
function multiplyAddsOf({ convolutions, dense }: ConvnetLayers): number {
  let side = SIDE;
  let sum = 0;
  for (const { size, inputs, outputs, padding, pool = true } of convolutions) {
    if (padding !== 'same') side -= size - 1;
    sum += side * side * size * size * inputs * outputs;
    if (pool) side = Math.floor(side / 2);
  }
  return dense.reduce((total, { inputs, outputs }) => total + inputs * outputs, sum);
}
