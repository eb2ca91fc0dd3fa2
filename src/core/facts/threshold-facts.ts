/**
 * Facts of a two-class model at a threshold: `nearest.at.0.9.truePositives`. `free` are the positives that a lower line finds
 * at no cost, and `freeLine` is that line.
 */
import { freeStepDown, roundThreshold } from '../free-step.ts';
import type { ExperimentResult, Roc } from '../results.ts';
import type { Fact } from './fact.ts';

const AT_THRESHOLD = /^([a-z-]+)\.at\.(\d(?:\.\d+)?)\.(\w+)$/;

/**
 * One of the four cells of the two-class matrix, of the two rates or of what is free, when a score of at least the threshold
 * counts as positive; undefined when the name is none of them.
 */
export function thresholdFact(result: ExperimentResult, name: string): Fact | undefined {
  const [, id, threshold, cell] = AT_THRESHOLD.exec(name) ?? [];
  const roc = result.models.find(({ model }) => model === id)?.roc[0];
  return roc && cell ? countsAt(roc, Number(threshold)).get(cell) : undefined;
}

function countsAt(roc: Roc, threshold: number): ReadonlyMap<string, Fact> {
  const last = roc.threshold.findLastIndex((value) => value >= threshold);
  const truePositives = roc.truePositives[last] ?? 0;
  const falsePositives = roc.falsePositives[last] ?? 0;
  const count = (value: number): Fact => ({ unit: 'count', value });
  const free = freeStepDown(roc, last);
  return new Map<string, Fact>([
    ['truePositives', count(truePositives)],
    ['falsePositives', count(falsePositives)],
    ['falseNegatives', count(roc.positives - truePositives)],
    ['trueNegatives', count(roc.negatives - falsePositives)],
    ['free', count(free?.gained ?? 0)],
    ['freeLine', { unit: 'number', value: free === null ? threshold : roundThreshold(roc, free.index) }],
    ['truePositiveRate', { unit: 'share', value: truePositives / roc.positives }],
    ['falsePositiveRate', { unit: 'share', value: falsePositives / roc.negatives }],
  ]);
}
