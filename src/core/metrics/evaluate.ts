/** Every metric of one model on one test set, each with its 95 % bootstrap interval, in the fields of `results.ts`. */
import type { Random } from '../random.ts';
import type { Interval, ModelResult } from '../results.ts';
import { percentileInterval, stratifiedBootstrap } from '../statistics.ts';
import { bootstrapClassScores, bootstrapCounts, bootstrapRoc } from './bootstrapped.ts';
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
import { macro } from './classScores.ts';

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
  /** Bootstrap samples; 2,000 by default, of more than ten classes 300, as there is a ROC curve for each. */
  readonly replicates?: number;
  /** Longest ROC curve that is written; 1,000 by default, of more than ten classes 50. */
  readonly maxRocPoints?: number;
}

/** More classes than these have so many curves and cells that each may be told a little less exactly. */
export const MANY_CLASSES = 10;

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
    replicates = classes.length > MANY_CLASSES ? 300 : 2000,
    maxRocPoints = classes.length > MANY_CLASSES ? 50 : 1000,
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
  const confusionBoot = bootstrapCounts(confusionCells, replicates);
  const classBoot = bootstrapClassScores(confusionCells, classes, replicates);
  const histogramCells = Uint32Array.from(
    labels,
    (label, i) => label * bins + binOf(probabilities[i * k + positive]!, bins),
  );
  const histogramBoot = bootstrapCounts(histogramCells, replicates);
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
