/**
 * Results of an experiment that tries several settings of one model, or several models, on validation folds of the
 * training drawings: `kind: "sweep"` of `results.ts`.
 */
import * as z from 'zod';
import { ESTIMATOR_IDS } from './models.ts';
import {
  count,
  datasetSchema,
  differenceSchema,
  epochSchema,
  hyperparametersSchema,
  identitySchema,
  intervalSchema,
  kernelsSchema,
  mcnemarSchema,
  share,
  softwareSchema,
  timingsSchema,
} from './result-parts.ts';

const variantSchema = z.strictObject({
  /** Unique in the experiment, e.g. "100" or "distance-5". */
  id: z.string().min(1),
  /** For a person, e.g. "100 trees". */
  label: z.string().min(1),
  /** Place on the axis of the swept parameter; left out where there is no number to it. */
  value: z.number().optional(),
  /** Which of the `series` it belongs to. */
  series: z.string(),
  estimator: z.enum(ESTIMATOR_IDS),
  hyperparameters: hyperparametersSchema,
  /** Mean over the validation folds, with the interval of `mean-over-folds.ts`. */
  accuracy: intervalSchema,
  logLoss: intervalSchema,
  byFold: z.array(share).min(2),
  /** Median over the folds, on one thread. */
  fitSeconds: z.number().min(0),
  /** Median over the folds, for one fold's validation drawings, on one thread. */
  predictSeconds: z.number().min(0),
  /** Numbers that the model learns or keeps: weights of a network, nodes of a forest, stored pixels of neighbours. */
  size: z.strictObject({ count, unit: z.string() }).optional(),
  /** Networks only, where the experiment asks for it: one training history a fold. */
  histories: z.array(z.array(epochSchema).min(1)).optional(),
  /** Trained once on all training drawings and measured on the test set, where the experiment asks for it. */
  testAccuracy: intervalSchema.optional(),
});

export const sweepSchema = z.strictObject({
  kind: z.literal('sweep'),
  ...identitySchema,
  dataset: datasetSchema,
  split: z.strictObject({
    /** Seed of the split into test set and training pool; that of the comparison on the same classes. */
    seed: z.int(),
    trainPerClass: z.int().min(1),
    /** Drawings that no fold holds, measured on only where `testAccuracy` is given; 0 where the folds hold all. */
    testPerClass: count,
    folds: z.int().min(2),
    /** In a sentence. */
    validation: z.string(),
  }),
  /** What is changed: the axis of the figure. */
  parameter: z.strictObject({
    name: z.string(),
    label: z.string(),
    scale: z.enum(['linear', 'log', 'ordinal']),
  }),
  /** Lines of the figure; most sweeps have one. */
  series: z.array(z.strictObject({ id: z.string(), label: z.string() })).min(1),
  variants: z.array(variantSchema).min(2),
  /** The variant that the other experiments use, or the best, and why it, in a sentence. */
  chosen: z.strictObject({ variant: z.string(), reason: z.string() }),
  /** Every two variants, on the predictions of all folds together. `a` and `b` are ids of variants. */
  mcnemar: z.array(mcnemarSchema),
  /** Every two variants over all folds. */
  differences: z.array(differenceSchema).optional(),
  timings: timingsSchema,
  software: softwareSchema,
  kernels: kernelsSchema,
});

export type SweepResult = z.infer<typeof sweepSchema>;
export type SweepVariant = z.infer<typeof variantSchema>;
export type SweepEpoch = z.infer<typeof epochSchema>;
