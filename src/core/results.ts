/**
 * The one schema of `content/results/<experiment>.json`: the pipeline validates before it writes,
 * the site's content collection validates on build. Shapes stand in brackets; k is the number of classes.
 */
import * as z from 'zod';
import { MODEL_IDS } from './models.ts';

export const SCHEMA_VERSION = 1;

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits');

/** An estimate with its 95 % interval. */
export const intervalSchema = z
  .strictObject({ value: z.number(), low: z.number(), high: z.number() })
  .refine((i) => i.low <= i.value && i.value <= i.high, 'expected low <= value <= high');

/** Where the drawings came from. `sha256` is over the rows that were used, in row order. */
const datasetSchema = z.strictObject({
  source: z.enum(['embedded', 'folder', 'official']),
  /** True when the run may stand in `content/results`: false for embedded drawings, which the site also exhibits. */
  publishable: z.boolean(),
  licence: z.string(),
  classes: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        /** Drawings that the source offered beyond the exhibits. */
        available: count,
        /** Drawings that this experiment used, train and test together. */
        used: count,
        sha256,
      }),
    )
    .min(2),
});

/** One fixed test set; training sets are drawn per seed from the rest, balanced over the classes. */
const splitSchema = z.strictObject({
  /** Seed of the split into test set and training pool. */
  seed: z.int(),
  testPerClass: z.int().min(1),
  trainPerClass: z.int().min(1),
  /** One training set and one fit for each. */
  seeds: z.array(z.int()).min(1),
  /** How hyperparameters were chosen, in a sentence. */
  validation: z.string(),
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

const modelResultSchema = z.strictObject({
  model: z.enum(MODEL_IDS),
  hyperparameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.array(z.number())])),
  selections: z.array(selectionSchema),
  trainDrawings: z.int().min(1),
  testDrawings: z.int().min(1),
  /** Share of test drawings whose most probable class is the true one. */
  accuracy: intervalSchema,
  /** Mean negative log-likelihood of the true class, in nats, probabilities clipped to [1e-7, 1]. */
  logLoss: intervalSchema,
  /** One-vs-rest curves: one of the positive class for two classes, one a class for more. */
  roc: z.array(rocSchema).min(1),
  /** Rows: true class; columns: most probable class. [k][k] */
  confusion: countsSchema,
  /** Rows: true class; columns: equal bins of the probability of the positive class from 0 to 1. [k][bins] */
  histogram: countsSchema,
  /** Forest only: accuracy on the drawings that each tree did not see. */
  outOfBagAccuracy: share.optional(),
  /** Forest only: mean decrease in impurity by pixel, summing to 1. [784] */
  importances: z.array(z.number().min(0)).length(784).optional(),
  /** Networks only: the training history of the published model; validation only where drawings were held out. */
  history: z
    .array(
      z.strictObject({
        epoch: z.int().min(1),
        trainLoss: z.number(),
        validationLoss: z.number().optional(),
        validationAccuracy: share.optional(),
      }),
    )
    .optional(),
  /** Probabilities of every exhibit by class name, as the published model gives them. [exhibits][k] */
  exhibits: z.record(z.string(), z.array(z.array(share))),
  /** The ONNX file that the demo runs. */
  published: z.strictObject({
    /** Path below `public/`. */
    file: z.string(),
    bytes: z.int().min(1),
    sha256,
    /** Of the exported form itself, on the same test set. */
    accuracy: intervalSchema,
    /** Largest absolute difference of a probability between the trained model and the file in onnxruntime-web. */
    maxDifference: z.number().min(0),
    comparedDrawings: z.int().min(1),
    /** What the exported form is, in a sentence. */
    form: z.string(),
  }),
});

/** Accuracy against training size; the interval is a t interval over the seeds' accuracies. */
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

/** Wall-clock and memory figures. They describe a run and are never compared in tests. */
const timingsSchema = z.strictObject({
  hardware: z.strictObject({ processor: z.string(), cores: z.int(), memoryBytes: z.number() }),
  /** Of computing: the sum over all fits and predictions, also of those that ran side by side or were kept from an earlier run. */
  totalSeconds: z.number().min(0),
  peakMemoryBytes: z.number().min(0),
  models: z.array(
    z.strictObject({
      model: z.enum(MODEL_IDS),
      fitSeconds: z.number().min(0),
      /** For the whole test set. */
      predictSeconds: z.number().min(0),
    }),
  ),
});

export const resultSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  experiment: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected words in lower case joined by "-"'),
  title: z.string(),
  question: z.string(),
  /** Day of the run, YYYY-MM-DD. */
  date: z.iso.date(),
  dataset: datasetSchema,
  /** The drawings that the site shows: a sprite of 28x28 cells a class, ten a row, below `public/`. */
  exhibits: z.array(
    z.strictObject({ class: z.string(), file: z.string(), count: z.int().min(1), blocked: z.array(count) }),
  ),
  split: splitSchema,
  models: z.array(modelResultSchema).min(1),
  learningCurve: learningCurveSchema,
  timings: timingsSchema,
  /** Name to version, of what the numbers depend on. */
  software: z.record(z.string(), z.string()),
});

export type Interval = z.infer<typeof intervalSchema>;
export type Roc = z.infer<typeof rocSchema>;
export type Counts = z.infer<typeof countsSchema>;
export type Selection = z.infer<typeof selectionSchema>;
export type ModelResult = z.infer<typeof modelResultSchema>;
export type LearningCurve = z.infer<typeof learningCurveSchema>;
export type ExperimentResult = z.infer<typeof resultSchema>;

/**
 * Validates the parsed JSON of one results file.
 * @param file named in the error.
 * @throws Error that lists every offending field with what was expected.
 */
export function parseResult(json: unknown, file: string): ExperimentResult {
  const parsed = resultSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    (issue) => `  ${issue.path.join('.') || '(top level)'}: ${issue.message}`,
  );
  throw new Error(
    `${file} does not match the results schema:\n${lines.join('\n')}\nRun the pipeline again; results are never edited by hand.`,
  );
}
