/** Every metric of one model on one test set, each with its 95 % bootstrap interval, in the fields of `results.ts`. */
import type { Random } from '../random.ts';
import type { Counts, Interval, ModelResult, Roc } from '../results.ts';
import { percentileInterval, stratifiedBootstrap } from '../statistics.ts';
import {
  accuracy,
  binOf,
  classCount,
  confusion,
  histogram,
  type Labels,
  logLoss,
  losses,
  predictedLabels,
} from './classification.ts';
import { type ClassScoresOf, classScores, macro } from './classScores.ts';
import { areaUnder, countRanked, emptyCounts, rankScores, rocCurve, truePositiveRates } from './roc.ts';

/** The band of the ROC curve stands at false-positive rates 0, 1/50, ..., 1. */
const BAND_STEPS = 50;

export type Evaluation = Pick<
  ModelResult,
  'accuracy' | 'logLoss' | 'roc' | 'macroAuc' | 'macroF1' | 'classScores' | 'confusion' | 'histogram'
>;

export interface EvaluationOptions {
  /** Name of the class whose probability the histogram shows, and of the one ROC curve of two classes; by default the first. */
  readonly positiveClass?: string;
  readonly random: Random;
  /** Bins of the histogram. */
  readonly bins?: number;
  /** Bootstrap samples. */
  readonly replicates?: number;
  /** Longest ROC curve that is written. */
  readonly maxRocPoints?: number;
}

/**
 * Metrics of probabilities [n, k] against labels [n], with percentile intervals over bootstrap samples
 * stratified by class. The same random seed gives the same intervals.
 * @param classes names in the order of the columns. [k]
 * @throws RangeError when shapes do not fit, or when a class has no drawing.
 */
export function evaluate(
  probabilities: Float32Array,
  labels: Labels,
  classes: readonly string[],
  {
    positiveClass = classes[0]!,
    random,
    bins = 20,
    replicates = 2000,
    maxRocPoints = 1000,
  }: EvaluationOptions,
): Evaluation {
  const n = labels.length;
  const k = classCount(probabilities, labels);
  if (classes.length !== k)
    throw new RangeError(`${classes.length} class names for probabilities of ${k} classes`);
  const positive = classes.indexOf(positiveClass);
  if (positive < 0)
    throw new RangeError(`positive class "${positiveClass}", expected one of ${classes.join(', ')}`);

  const predicted = predictedLabels(probabilities, k);
  const loss = losses(probabilities, labels);
  const confusionCells = Uint32Array.from(labels, (label, i) => label * k + predicted[i]!);
  const confusionBoot = bootstrapCounts(confusionCells, k * k, replicates);
  const classBoot = bootstrapClassScores(confusionCells, classes, replicates);
  const histogramCells = Uint32Array.from(
    labels,
    (label, i) => label * bins + binOf(probabilities[i * k + positive]!, bins),
  );
  const histogramBoot = bootstrapCounts(histogramCells, k * bins, replicates);
  const rocBoots = (k === 2 ? [positive] : Array.from(classes, (_, c) => c)).map((c) =>
    bootstrapRoc(column(probabilities, k, c), isClass(labels, c), classes[c]!, replicates, maxRocPoints),
  );
  const accuracies = new Float64Array(replicates);
  const logLosses = new Float64Array(replicates);

  const bootstrap = stratifiedBootstrap(labels, random);
  for (let b = 0; b < replicates; b++) {
    const weights = bootstrap.next();
    let correct = 0;
    let lossSum = 0;
    for (let i = 0; i < n; i++) {
      if (predicted[i]! === labels[i]!) correct += weights[i]!;
      lossSum += weights[i]! * loss[i]!;
    }
    accuracies[b] = correct / n;
    logLosses[b] = lossSum / n;
    confusionBoot.add(b, weights);
    histogramBoot.add(b, weights);
    classBoot.add(b, weights);
    for (const roc of rocBoots) roc.add(b, weights);
  }
  const roc = rocBoots.map((boot) => boot.result());
  const macroAucs = Float64Array.from({ length: replicates }, (_, b) =>
    macro(rocBoots.map((boot) => boot.areas[b]!)),
  );
  return {
    accuracy: percentileInterval(accuracy(probabilities, labels), accuracies),
    logLoss: percentileInterval(logLoss(probabilities, labels), logLosses),
    macroAuc: percentileInterval(macro(roc.map(({ auc }) => auc.value)), macroAucs),
    ...classBoot.result(),
    roc,
    confusion: confusionBoot.result(confusion(probabilities, labels)),
    histogram: histogramBoot.result(histogram(probabilities, labels, positive, bins)),
  };
}

/** Accuracy alone, with its percentile interval over bootstrap samples stratified by class. */
export function accuracyInterval(
  probabilities: Float32Array,
  labels: Labels,
  { random, replicates = 2000 }: Pick<EvaluationOptions, 'random' | 'replicates'>,
): Interval {
  const predicted = predictedLabels(probabilities, classCount(probabilities, labels));
  const bootstrap = stratifiedBootstrap(labels, random);
  const accuracies = Float64Array.from({ length: replicates }, () => {
    const weights = bootstrap.next();
    return (
      weights.reduce((sum, weight, i) => (predicted[i]! === labels[i]! ? sum + weight : sum), 0) /
      labels.length
    );
  });
  return percentileInterval(accuracy(probabilities, labels), accuracies);
}

const column = (probabilities: Float32Array, k: number, c: number) =>
  Float32Array.from({ length: probabilities.length / k }, (_, i) => probabilities[i * k + c]!);

const isClass = (labels: Labels, c: number) => Uint8Array.from(labels, (label) => (label === c ? 1 : 0));

/** Intervals of a table of counts; `cells` says where each drawing counts. [n] */
function bootstrapCounts(cells: ArrayLike<number>, size: number, replicates: number) {
  const samples = Array.from({ length: size }, () => new Uint32Array(replicates));
  return {
    add(b: number, weights: Uint32Array): void {
      for (let i = 0; i < weights.length; i++) samples[cells[i]!]![b]! += weights[i]!;
    },
    result(counts: number[][]): Counts {
      const columns = counts[0]!.length;
      const intervals = counts.map((row, r) =>
        row.map((count, c) => percentileInterval(count, samples[r * columns + c]!)),
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
function bootstrapClassScores(cells: Uint32Array, classes: readonly string[], replicates: number) {
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
function bootstrapRoc(
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
