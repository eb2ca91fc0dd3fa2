/** Metrics over bootstrap samples: each collects its value of every sample, and gives its percentile intervals at the end. */
import type { Counts, ModelResult, Roc } from '../results.ts';
import { percentileInterval } from '../statistics.ts';
import { type ClassScoresOf, classScores, macro } from './classScores.ts';
import { areaUnder, countRanked, emptyCounts, rankScores, rocCurve, truePositiveRates } from './roc.ts';

/** The band of the ROC curve stands at false-positive rates 0, 1/50, ..., 1. */
const BAND_STEPS = 50;

/** Intervals of a table of counts; `cells` says where each drawing counts. [n] */
export function bootstrapCounts(cells: ArrayLike<number>, replicates: number) {
  // A cell that no drawing is in is empty in every sample: of many classes most are.
  const samples = new Map<number, Uint32Array>();
  for (let i = 0; i < cells.length; i++)
    if (!samples.has(cells[i]!)) samples.set(cells[i]!, new Uint32Array(replicates));
  const own = Array.from(cells, (cell) => samples.get(cell)!);
  return {
    add(b: number, weights: Uint32Array): void {
      for (let i = 0; i < weights.length; i++) own[i]![b]! += weights[i]!;
    },
    result(counts: number[][]): Counts {
      const columns = counts[0]!.length;
      const intervals = counts.map((row, r) =>
        row.map((count, c) => {
          const sample = samples.get(r * columns + c);
          return sample ? percentileInterval(count, sample) : { value: count, low: 0, high: 0 };
        }),
      );
      return {
        counts,
        low: intervals.map((row) => row.map((interval) => interval.low)),
        high: intervals.map((row) => row.map((interval) => interval.high)),
      };
    },
  };
}

/** Intervals of precision, recall and F1 by class, and of their mean F1; `cells` says where each drawing counts. [n] */
export function bootstrapClassScores(cells: Uint32Array, classes: readonly string[], replicates: number) {
  const k = classes.length;
  const counts = new Float64Array(k * k);
  const scoresOf = (weights: ArrayLike<number>): ClassScoresOf => {
    counts.fill(0);
    for (let i = 0; i < cells.length; i++) counts[cells[i]!]! += weights[i]!;
    return classScores(counts, k);
  };
  const samples = { precision: [], recall: [], f1: [] } as Record<keyof ClassScoresOf, Float64Array[]>;
  for (const name of ['precision', 'recall', 'f1'] as const)
    samples[name] = classes.map(() => new Float64Array(replicates));
  const macroF1s = new Float64Array(replicates);
  return {
    add(b: number, weights: Uint32Array): void {
      const scores = scoresOf(weights);
      for (const name of ['precision', 'recall', 'f1'] as const)
        for (let c = 0; c < k; c++) samples[name][c]![b] = scores[name][c]!;
      macroF1s[b] = macro(scores.f1);
    },
    result(): Pick<ModelResult, 'macroF1' | 'classScores'> {
      const scores = scoresOf(new Uint8Array(cells.length).fill(1));
      const support = classes.map((_, c) =>
        cells.reduce((n, cell) => n + (Math.floor(cell / k) === c ? 1 : 0), 0),
      );
      const interval = (name: keyof ClassScoresOf, c: number) =>
        percentileInterval(scores[name][c]!, samples[name][c]!);
      return {
        macroF1: percentileInterval(macro(scores.f1), macroF1s),
        classScores: classes.map((name, c) => ({
          class: name,
          support: support[c]!,
          precision: interval('precision', c),
          recall: interval('recall', c),
          f1: interval('f1', c),
        })),
      };
    },
  };
}

/** A ROC curve with the intervals of its area and of its true-positive rates; scores are ranked only once. */
export function bootstrapRoc(
  scores: Float32Array,
  positives: Uint8Array,
  positiveClass: string,
  replicates: number,
  maxPoints: number,
) {
  const curve = rocCurve(scores, positives, { maxPoints });
  const ranked = rankScores(scores);
  const ones = new Uint8Array(scores.length).fill(1);
  const counts = emptyCounts(ranked.ends.length);
  const areas = new Float64Array(replicates);
  const rates = new Float64Array(BAND_STEPS + 1);
  const rateSamples = Array.from(rates, () => new Float64Array(replicates));
  return {
    /** By bootstrap sample; `result` sorts a copy. [replicates] */
    areas,
    add(b: number, weights: Uint32Array): void {
      countRanked(ranked, positives, weights, counts);
      areas[b] = areaUnder(counts);
      truePositiveRates(counts, BAND_STEPS, rates);
      for (let step = 0; step <= BAND_STEPS; step++) rateSamples[step]![b] = rates[step]!;
    },
    result(): Roc {
      countRanked(ranked, positives, ones, counts);
      truePositiveRates(counts, BAND_STEPS, rates);
      const band = rateSamples.map((sample, step) => percentileInterval(rates[step]!, sample));
      return {
        positiveClass,
        positives: counts.truePositives[counts.truePositives.length - 1]!,
        negatives: counts.falsePositives[counts.falsePositives.length - 1]!,
        auc: percentileInterval(areaUnder(counts), areas.slice()),
        threshold: curve.threshold,
        truePositives: curve.truePositives,
        falsePositives: curve.falsePositives,
        band: {
          fpr: band.map((_, step) => step / BAND_STEPS),
          low: band.map((interval) => interval.low),
          high: band.map((interval) => interval.high),
        },
      };
    },
  };
}
