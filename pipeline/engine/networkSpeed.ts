/** How fast this machine trains a network now, so that a plan is not that of another machine. */
import { createRandom } from '../../src/core/random.ts';
import { type LabelledDrawings, PIXELS } from '../../src/learning/classifier.ts';
import { createClassifier } from '../../src/learning/index.ts';
import { type KernelSet, useKernels } from '../../src/learning/kernels/kernelSet.ts';

/** Two steps of the network of all words. */
const DRAWINGS = 128;
const FIT = { maps: [32, 64, 128], epochs: 2, warmup: 1 };
/** What it takes with the `relaxed` kernels where the families' seconds were measured (`FitCost.secondsPerMillion`). */
const REFERENCE_SECONDS = 0.45;
const ROUNDS = 3;

/** About a fifth of it ink, as in drawings. */
function noise(count: number): LabelledDrawings {
  const random = createRandom('network speed');
  const ink = () => (random.next() < 0.2 ? 255 : 0);
  return {
    classes: ['a', 'b'],
    count,
    pixels: Uint8Array.from({ length: count * PIXELS }, ink),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 2),
  };
}

const known = new Map<KernelSet, Promise<number>>();

/**
 * Seconds of a short fit over those of the machine that the families' costs are from: the least of three, since whatever
 * else the machine does only makes them longer, and the first compiles. Measured once, in less than two seconds on most.
 */
export function networkFactor(kernels: KernelSet): Promise<number> {
  const measure = async () => {
    useKernels(kernels);
    const drawings = noise(DRAWINGS);
    let least = Number.POSITIVE_INFINITY;
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now();
      await createClassifier('wide-convnet', FIT).fit(drawings, { random: createRandom(1) });
      least = Math.min(least, (performance.now() - started) / 1000);
    }
    return least / REFERENCE_SECONDS;
  };
  const factor = known.get(kernels) ?? measure();
  known.set(kernels, factor);
  return factor;
}
