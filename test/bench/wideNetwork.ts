/** The network of 32-64-128 maps that no peer trains here, in any checkout of this project. */
import type { Random } from '../../src/core/random.ts';
import type { LabelledDrawings } from '../../src/learning/classifier.ts';
import type { Crew } from '../../src/learning/crew.ts';

/** Drawings a step. */
const BATCH = 128;
/** Of each pair of convolutions, 3x3 with zeros around, each with batch normalisation; 2x2 pooling after the pair. */
const MAPS = [32, 64, 128];

/** The variable of the environment that tells a thread which checkout is measured. */
export const ROOT_VARIABLE = 'DOODLES_BENCH_ROOT';

/** What a training of the network is made of, from the checkout that is measured. */
export interface Parts {
  readonly createRandom: (seed: string) => Random;
  readonly prepareBackend: () => Promise<void>;
  readonly weights: typeof import('../../src/learning/tfjs/weights.ts');
  readonly training: typeof import('../../src/learning/tfjs/training.ts');
}

/** @param root of a checkout, as a URL that ends with a slash */
export async function partsOf(root: string): Promise<Parts> {
  const load = (path: string) => import(/* @vite-ignore */ `${root}src/${path}`);
  return {
    createRandom: (await load('core/random.ts')).createRandom,
    prepareBackend: (await load('learning/backend.ts')).prepareBackend,
    weights: await load('learning/tfjs/weights.ts'),
    training: await load('learning/tfjs/training.ts'),
  };
}

/**
 * Trains for one epoch, after two steps that are not measured.
 * @param crew threads that may help, in a checkout that knows of them
 * @returns seconds
 */
export async function trainWide(
  { createRandom, prepareBackend, weights, training }: Parts,
  drawings: LabelledDrawings,
  crew: Crew | undefined,
): Promise<number> {
  await prepareBackend();
  const random = createRandom('wide');
  const convolutions = MAPS.flatMap((maps, i) => {
    const pair = [
      { inputs: i === 0 ? 1 : (MAPS[i - 1] as number), pool: false },
      { inputs: maps, pool: true },
    ];
    return pair.map(({ inputs, pool }) =>
      weights.initialConvolution(3, inputs, maps, random, { padding: 'same', pool }),
    );
  });
  // Pooling leaves 14, 7 and 3 rows.
  const dense = [weights.initialDense(3 * 3 * 128, drawings.classes.length, random)];
  const options = { batch: BATCH, batchNorm: true, random, ...(crew && { crew }) };
  const wide = training.createTraining({ convolutions, dense }, options);
  try {
    let steps = 0;
    const goOn = () => ++steps < 2;
    await wide.epoch(drawings, () => 1e-3, goOn);
    const started = performance.now();
    await wide.epoch(drawings, () => 1e-3);
    return (performance.now() - started) / 1000;
  } finally {
    wide.dispose();
  }
}
