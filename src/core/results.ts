/**
 * The one schema of `content/results/<experiment>.json`: the pipeline validates before it writes,
 * the site's content collection validates on build. Shapes stand in brackets; k is the number of classes.
 * A file is of one of four kinds: a `comparison` of models, below, a `sweep` over settings (`sweep-results.ts`),
 * published models under changed `conditions` (`condition-results.ts`), or one network for the whole `game`
 * (`game-results.ts`).
 */
import * as z from 'zod';
import { type ConditionsResult, conditionsSchema } from './condition-results.ts';
import { type GameResult, gameSchema } from './game-results.ts';
import { MODEL_IDS } from './models.ts';
import {
  calibrationSchema,
  count,
  datasetSchema,
  differenceSchema,
  epochSchema,
  hyperparametersSchema,
  identitySchema,
  intervalSchema,
  kernelsSchema,
  mcnemarSchema,
  sha256,
  share,
  softwareSchema,
  timingsSchema,
} from './result-parts.ts';
import { type SweepResult, sweepSchema } from './sweep-results.ts';

export type {
  ConditionFactor,
  ConditionPoint,
  ConditionsResult,
  ConditionTask,
} from './condition-results.ts';
export type { GameExhibit, GameResult, GameScores, GameWord } from './game-results.ts';
export { type Difference, type Interval, type McNemar, SCHEMA_VERSION } from './result-parts.ts';
export type { SweepEpoch, SweepResult, SweepVariant } from './sweep-results.ts';

/**
 * `fixed`: one test set; training sets are drawn per seed from the rest, balanced over the classes.
 * `cross-validation`: as many drawings of every class as the scarcest has, in stratified folds; every drawing is
 * tested once, by a model that was trained on the other folds.
 */
const splitSchema = z.strictObject({
  method: z.enum(['fixed', 'cross-validation']),
  /** Cross-validation only. */
  folds: z.int().min(2).optional(),
  /** Seed of the split into test set and training pool. */
  seed: z.int(),
  /** Drawings tested; in cross-validation, in all folds together. */
  testPerClass: z.int().min(1),
  /** Of the main run; in cross-validation, for each fold. */
  trainPerClass: z.int().min(1),
  /** One training set and one fit for each; in cross-validation one seed a fold. */
  seeds: z.array(z.int()).min(1),
  /** How hyperparameters were chosen, in a sentence. */
  validation: z.string(),
  /** At every size, for each class, the mean share of a training set that another one holds too. */
  overlap: z
    .array(z.strictObject({ trainPerClass: z.int().min(1), byClass: z.array(share).min(2) }))
    .min(1)
    .optional(),
});

/** Candidates of one hyperparameter, scored on validation folds of the training pool, and the one taken. */
const selectionSchema = z.strictObject({
  hyperparameter: z.string(),
  chosen: z.number(),
  candidates: z.array(z.strictObject({ value: z.number(), accuracy: intervalSchema })).min(1),
});

/** Receiver operating characteristic of one class against the rest. */
const rocSchema = z.strictObject({
  positiveClass: z.string(),
  positives: z.int().min(1),
  negatives: z.int().min(1),
  auc: intervalSchema,
  /**
   * Operating points by falling threshold, as columns: at `threshold[i]` (score >= threshold counts as positive)
   * there are `truePositives[i]` and `falsePositives[i]`. The first is (above every score, 0, 0), the last has all.
   */
  threshold: z.array(z.number()),
  truePositives: z.array(count),
  falsePositives: z.array(count),
  /** Pointwise 95 % bootstrap band of the true-positive rate over a grid of false-positive rates. */
  band: z.strictObject({ fpr: z.array(share), low: z.array(share), high: z.array(share) }),
});

/** Counts with 95 % bootstrap intervals, all of one shape [rows][columns]. */
const countsSchema = z.strictObject({
  counts: z.array(z.array(count)),
  low: z.array(z.array(z.number().min(0))),
  high: z.array(z.array(z.number().min(0))),
});

/** Precision, recall and F1 of one class, each with its 95 % bootstrap interval. */
const classScoresSchema = z.strictObject({
  class: z.string(),
  /** Test drawings of the class. */
  support: z.int().min(1),
  precision: intervalSchema,
  recall: intervalSchema,
  f1: intervalSchema,
});

const modelResultSchema = z.strictObject({
  model: z.enum(MODEL_IDS),
  hyperparameters: hyperparametersSchema,
  selections: z.array(selectionSchema),
  /** In cross-validation, for each fold. */
  trainDrawings: z.int().min(1),
  testDrawings: z.int().min(1),
  /** Share of test drawings whose most probable class is the true one. */
  accuracy: intervalSchema,
  /** Mean negative log-likelihood of the true class, in nats, probabilities clipped to [1e-7, 1]. */
  logLoss: intervalSchema,
  /** One-vs-rest curves: one of the positive class for two classes, one a class for more. */
  roc: z.array(rocSchema).min(1),
  /** Means over the classes, with bootstrap intervals. */
  macroAuc: intervalSchema,
  macroF1: intervalSchema,
  /** In the order of the dataset's classes. */
  classScores: z.array(classScoresSchema).min(2),
  /** Of the probabilities as they are, and after temperature scaling (Guo et al., 2017). */
  calibration: z.strictObject({
    before: calibrationSchema,
    after: calibrationSchema,
    /** By which the log-probabilities are divided: chosen on drawings other than those that it is measured on. */
    temperature: z.number().positive(),
    /** How it was chosen, in a sentence. */
    chosenOn: z.string(),
  }),
  /** Rows: true class; columns: most probable class. [k][k] */
  confusion: countsSchema,
  /** Rows: true class; columns: equal bins of the probability of the positive class from 0 to 1. [k][bins] */
  histogram: countsSchema,
  /** Forest only: accuracy on the drawings that each tree did not see. */
  outOfBagAccuracy: share.optional(),
  /** Forest only: mean decrease in impurity by pixel, summing to 1. [784] */
  importances: z.array(z.number().min(0)).length(784).optional(),
  /** Networks only: the training history of the published model; validation only where drawings were held out. */
  history: z.array(epochSchema).optional(),
  /** Probabilities of every exhibit by class name, as the published model gives them. [exhibits][k] */
  exhibits: z.record(z.string(), z.array(z.array(share))),
  /** The ONNX file that the demo runs. */
  published: z.strictObject({
    /** Path below `public/`. */
    file: z.string(),
    bytes: z.int().min(1),
    sha256,
    /** In cross-validation the published model learns from all drawings. */
    trainDrawings: z.int().min(1),
    /** Of the exported form itself, on the same test set; in cross-validation of its like, trained on the other folds. */
    accuracy: intervalSchema,
    /** Largest absolute difference of a probability between the trained model and the file in onnxruntime-web. */
    maxDifference: z.number().min(0),
    comparedDrawings: z.int().min(1),
    /** What the exported form is, in a sentence. */
    form: z.string(),
  }),
});

/**
 * Accuracy against training size: the mean over the training sets, with the interval of `mean-over-training-sets.ts`, or
 * over the folds, with that of `mean-over-folds.ts`.
 */
const learningCurveSchema = z.array(
  z.strictObject({
    model: z.enum(MODEL_IDS),
    points: z.array(
      z.strictObject({
        trainDrawings: z.int().min(1),
        accuracy: intervalSchema,
        bySeed: z.array(share).min(1),
      }),
    ),
  }),
);

export const comparisonSchema = z.strictObject({
  kind: z.literal('comparison'),
  ...identitySchema,
  dataset: datasetSchema,
  /** The drawings that the site shows: a sprite of 28x28 cells a class, ten a row, below `public/`. */
  exhibits: z.array(
    z.strictObject({
      class: z.string(),
      file: z.string(),
      count: z.int().min(1),
      blocked: z.array(count),
      /** Collected by the author, and not from Quick, Draw!; the models have not learnt from them either. */
      own: z.literal(true).optional(),
    }),
  ),
  split: splitSchema,
  models: z.array(modelResultSchema).min(1),
  learningCurve: learningCurveSchema,
  /** Every two models on the same test drawings, in the main run. `a` and `b` are ids of models. */
  mcnemar: z.array(mcnemarSchema),
  /** Every two models over all training sets of the largest size. */
  differences: z.array(differenceSchema).optional(),
  timings: timingsSchema,
  software: softwareSchema,
  kernels: kernelsSchema,
});

export const resultSchema = z.discriminatedUnion('kind', [
  comparisonSchema,
  sweepSchema,
  conditionsSchema,
  gameSchema,
]);

export type Roc = z.infer<typeof rocSchema>;
export type Counts = z.infer<typeof countsSchema>;
export type Selection = z.infer<typeof selectionSchema>;
export type ModelResult = z.infer<typeof modelResultSchema>;
export type LearningCurve = z.infer<typeof learningCurveSchema>;
export type ClassScores = z.infer<typeof classScoresSchema>;
export type Calibration = z.infer<typeof calibrationSchema>;
/** Of a comparison: the kind that most of the article is about. */
export type ExperimentResult = z.infer<typeof comparisonSchema>;
export type AnyResult = ExperimentResult | SweepResult | ConditionsResult | GameResult;

/**
 * Validates the parsed JSON of one results file.
 * @param file named in the error.
 * @throws Error that lists every offending field with what was expected.
 */
export function parseAnyResult(json: unknown, file: string): AnyResult {
  const parsed = resultSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    (issue) => `  ${issue.path.join('.') || '(top level)'}: ${issue.message}`,
  );
  throw new Error(
    `${file} does not match the results schema:\n${lines.join('\n')}\nRun the pipeline again; results are never edited by hand.`,
  );
}

/**
 * The same for a file that is to hold a comparison.
 * @throws Error also for the other kinds.
 */
export function parseResult(json: unknown, file: string): ExperimentResult {
  const result = parseAnyResult(json, file);
  if (result.kind !== 'comparison')
    throw new Error(`${file} holds a ${result.kind}, expected a comparison of models`);
  return result;
}
