/** What the network says of the drawings that it has not learnt from. */
import type { ConvnetLayers, PublishedState } from '../../../src/learning/classifier.ts';
import { fromState } from '../../../src/learning/index.ts';
import { type KernelSet, useKernels } from '../../../src/learning/kernels/kernelSet.ts';
import { takeRows } from '../../dataset/split.ts';
import type { Rows } from '../job.ts';
import type { FittedGame } from './fitGame.ts';
import type { GameDrawings } from './gameDrawings.ts';

export interface AskedNetwork {
  /** With the weights that the file has: this family rounds them at the end of its fit. */
  readonly state: PublishedState;
  /** [n, k] */
  readonly test: Float32Array;
  readonly validation: Float32Array;
  /** For the test drawings. */
  readonly predictSeconds: number;
  /** Multiplications and additions for one drawing. */
  readonly multiplyAdds: number;
}

export async function askNetwork(
  drawings: GameDrawings,
  fitted: FittedGame,
  kernels: KernelSet,
): Promise<AskedNetwork> {
  useKernels(kernels);
  const state = fitted.network.state as PublishedState;
  const classifier = fromState(state);
  const ask = (rows: Rows) => classifier.predictProba(takeRows(drawings.store, rows));
  const started = performance.now();
  const test = await ask(drawings.test);
  const predictSeconds = (performance.now() - started) / 1000;
  return {
    state,
    test,
    validation: await ask(drawings.validation),
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
