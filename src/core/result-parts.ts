/** Parts of the results files that every kind of experiment has. */
import * as z from 'zod';
import { KERNEL_SETS } from './kernel-sets.ts';
import { ESTIMATOR_IDS } from './models.ts';

export const SCHEMA_VERSION = 2;

export const share = z.number().min(0).max(1);
export const count = z.int().min(0);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits');

/** An estimate with its 95 % interval. */
export const intervalSchema = z
  .strictObject({ value: z.number(), low: z.number(), high: z.number() })
  .refine((i) => i.low <= i.value && i.value <= i.high, 'expected low <= value <= high');
export type Interval = z.infer<typeof intervalSchema>;

/** What every results file begins with. */
export const identitySchema = {
  schemaVersion: z.literal(SCHEMA_VERSION),
  experiment: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected words in lower case joined by "-"'),
  title: z.string(),
  question: z.string(),
  /** Day of the run, YYYY-MM-DD. */
  date: z.iso.date(),
};

/** Where the drawings came from. `sha256` is over the rows that were loaded, in row order. */
export const datasetSchema = z.strictObject({
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
        /** Drawings that this experiment used, train and test together; in cross-validation drawn from those loaded. */
        used: count,
        sha256,
        /** Where drawings of two sorts were loaded, those after these; `vectors` were rendered. Left out where one sort was. */
        pooled: z
          .array(z.strictObject({ form: z.enum(['bitmaps', 'vectors']), count, sha256 }))
          .min(2)
          .optional(),
      }),
    )
    .min(2),
  /**
   * The list of all drawings that were loaded, below `public`, with the SHA-256 of the file: see `row-manifest.ts`. Left
   * out of results from before there was one, and of drawings that nobody else can have. The first lists lack `bytes`.
   */
  rows: z
    .strictObject({ file: z.string().regex(/^rows\/[a-z0-9-]+\.json$/), bytes: count, sha256 })
    .optional(),
});

export const hyperparametersSchema = z.record(
  z.string(),
  z.union([z.number(), z.string(), z.boolean(), z.array(z.number())]),
);

/** One epoch of a network's training. Losses are mean cross-entropies in nats. */
export const epochSchema = z.strictObject({
  epoch: z.int().min(1),
  /** Over the drawings of the epoch, measured while it went on. */
  trainLoss: z.number(),
  trainAccuracy: share.optional(),
  validationLoss: z.number().optional(),
  validationAccuracy: share.optional(),
});

/** McNemar's exact test on the same drawings: those that only the one, or only the other, got right. */
export const mcnemarSchema = z.strictObject({
  a: z.string(),
  b: z.string(),
  onlyA: count,
  onlyB: count,
  /** Two-sided. */
  pValue: share,
});
export type McNemar = z.infer<typeof mcnemarSchema>;

/**
 * How much larger a share `a` gets right than `b`, over all training sets on the same test drawings, or over all folds; with
 * its 95 % interval and the two-sided p-value of there being no difference (`mean-over-training-sets.ts`, `mean-over-folds.ts`).
 */
export const differenceSchema = z.strictObject({
  a: z.string(),
  b: z.string(),
  difference: intervalSchema,
  pValue: share,
});
export type Difference = z.infer<typeof differenceSchema>;

/** Wall-clock and memory figures. They describe a run and are never compared in tests. */
export const timingsSchema = z.strictObject({
  hardware: z.strictObject({ processor: z.string(), cores: z.int(), memoryBytes: z.number() }),
  /** Of computing: the sum over all fits and predictions, also of those that ran side by side or were kept from an earlier run. */
  totalSeconds: z.number().min(0),
  peakMemoryBytes: z.number().min(0),
  models: z.array(
    z.strictObject({
      model: z.enum(ESTIMATOR_IDS),
      fitSeconds: z.number().min(0),
      /** For the whole test set. */
      predictSeconds: z.number().min(0),
    }),
  ),
});

/** Name to version, of what the numbers depend on. */
export const softwareSchema = z.record(z.string(), z.string());

/** What the networks, if there are any, were trained with; left out in results from before there was a choice: `simd`. */
export const kernelsSchema = z.enum(KERNEL_SETS).optional();

/** Whether the probability of the most probable class says how often it is right. */
export const calibrationSchema = z.strictObject({
  /** Expected calibration error (Guo et al., 2017) over the bins. */
  calibrationError: intervalSchema,
  /** Squared error of the probabilities summed over the classes, 0..2 (Brier, 1950). */
  brierScore: intervalSchema,
  logLoss: intervalSchema,
  meanTopProbability: share,
  leastTopProbability: share,
  /** Equal bins of the top probability from 0 to 1, as columns; mean and frequency are null in an empty bin. */
  bins: z.strictObject({
    count: z.array(count),
    meanProbability: z.array(share.nullable()),
    /** Share of the bin's drawings whose most probable class is the true one, with its 95 % Wilson interval. */
    frequency: z.array(share.nullable()),
    low: z.array(share.nullable()),
    high: z.array(share.nullable()),
  }),
});
