/** How well a published model reads drawings under one changed condition after the other. */
import type { ConditionPoint } from '../../src/core/condition-results.ts';
import { createRandom } from '../../src/core/random.ts';
import { percentileInterval, stratifiedBootstrap } from '../../src/core/statistics.ts';
import type { Stroke } from '../../src/core/strokes.ts';
import type { Factor } from '../experiments/conditions.ts';
import type { OpenModel } from '../export/openModel.ts';
import { pictures, stack } from './pictures.ts';

const RESAMPLES = 1000;
/** A model is sure of what it gives at least this probability. */
const SURE = 0.9;

/** Drawings of one class that the models have not learnt from. */
export interface Unseen {
  readonly drawings: readonly (readonly Stroke[])[];
  readonly leftOut: number;
}

export const isCumulative = (changes: Factor['changes']) => changes === 'ink' || changes === 'strokes';

/** Of one drawing at one value: means over the pictures of it. */
interface Seen {
  readonly right: number;
  readonly confidence: number;
  readonly sureAndWrong: number;
}

/** @param unseen by class. @returns a point for each of the factor's values. */
export async function measureFactor(
  model: OpenModel,
  unseen: readonly Unseen[],
  { changes, values }: Factor,
): Promise<ConditionPoint[]> {
  const labels = Uint8Array.from(unseen.flatMap(({ drawings }, c) => drawings.map(() => c)));
  const drawings = unseen.flatMap((each) => each.drawings);
  const k = unseen.length;
  const bySeen: Seen[][] = [];
  for (const value of values) {
    const shown = drawings.map((strokes) => pictures(strokes, changes, value));
    const probabilities = await model.probabilities(stack(shown.flat()));
    let at = 0;
    bySeen.push(
      shown.map((each, i) => {
        const answers = each.map(() => probabilities.subarray(at * k, ++at * k));
        return seen(answers, labels[i] as number);
      }),
    );
  }
  return values.map((value, v) => {
    const now = bySeen[v] as Seen[];
    const right = Float64Array.from(now, (each) => each.right);
    const byClass = perClass(right, labels, k);
    const accuracy = mean(byClass);
    const later = bySeen.slice(v);
    return {
      value,
      accuracy: percentileInterval(accuracy, resampled(right, labels, k)),
      byClass,
      confidence: meanOverClasses(
        now.map((each) => each.confidence),
        labels,
        k,
      ),
      sureAndWrong: meanOverClasses(
        now.map((each) => each.sureAndWrong),
        labels,
        k,
      ),
      ...(isCumulative(changes) && {
        settled: meanOverClasses(
          now.map((_, i) => Number(later.every((each) => each[i]?.right === 1))),
          labels,
          k,
        ),
      }),
    };
  });
}

/** @param answers probabilities of the classes, one for each picture. */
function seen(answers: readonly Float32Array[], label: number): Seen {
  const each = answers.map((probabilities) => {
    const top = Math.max(...probabilities);
    const right = probabilities.indexOf(top) === label;
    return { right: Number(right), confidence: top, sureAndWrong: Number(!right && top >= SURE) };
  });
  const over = (value: (one: Seen) => number) => mean(each.map(value));
  return {
    right: over((one) => one.right),
    confidence: over((one) => one.confidence),
    sureAndWrong: over((one) => one.sureAndWrong),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function perClass(values: ArrayLike<number>, labels: Uint8Array, k: number): number[] {
  const sums = new Float64Array(k);
  const counts = new Uint32Array(k);
  labels.forEach((label, i) => {
    sums[label] = (sums[label] as number) + (values[i] as number);
    counts[label] = (counts[label] as number) + 1;
  });
  return Array.from(sums, (sum, c) => sum / (counts[c] as number));
}

const meanOverClasses = (values: ArrayLike<number>, labels: Uint8Array, k: number): number =>
  mean(perClass(values, labels, k));

/** Means over the classes of bootstrap samples of the drawings. */
function resampled(values: Float64Array, labels: Uint8Array, k: number): Float64Array {
  const bootstrap = stratifiedBootstrap(labels, createRandom('conditions'));
  const counts = new Uint32Array(k);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  return Float64Array.from({ length: RESAMPLES }, () => {
    const times = bootstrap.next();
    const sums = new Float64Array(k);
    labels.forEach((label, i) => {
      sums[label] = (sums[label] as number) + (times[i] as number) * (values[i] as number);
    });
    return mean(Array.from(sums, (sum, c) => sum / (counts[c] as number)));
  });
}
