/**
 * Results of an experiment that shows published models the same unseen drawings under changed conditions, one at a time:
 * another pen, another size, another place, or only the beginning of the drawing. `kind: "conditions"` of `results.ts`.
 */
import * as z from 'zod';
import { MODEL_IDS } from './models.ts';
import {
  count,
  datasetSchema,
  identitySchema,
  intervalSchema,
  sha256,
  share,
  softwareSchema,
  timingsSchema,
} from './result-parts.ts';

const pointSchema = z.strictObject({
  /** Of the factor, in its unit. */
  value: z.number(),
  /** Mean over the classes of the share of a class's drawings that are read rightly, with its bootstrap interval. */
  accuracy: intervalSchema,
  /** The same share for each class. [k] */
  byClass: z.array(share).min(2),
  /** Mean over the classes of the probability that the model gives its answer. */
  confidence: share,
  /** Mean over the classes of the share of drawings that are read wrongly with a probability of 0.9 or more. */
  sureAndWrong: share,
  /** Cumulative factors only: the same mean of the drawings that are read rightly here and at every later value. */
  settled: share.optional(),
});

export const conditionsSchema = z.strictObject({
  kind: z.literal('conditions'),
  ...identitySchema,
  /** Vector drawings; `used` counts those that no model was trained on. `sha256` is over the bitmaps of all that were read. */
  dataset: datasetSchema,
  factors: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        label: z.string(),
        unit: z.string(),
        /** The value of the training drawings; for a cumulative factor the whole drawing, where there is a number to it. */
        standard: z.number().optional(),
        /** Whether every value shows what the one before showed, and more. */
        cumulative: z.boolean(),
      }),
    )
    .min(1),
  tasks: z
    .array(
      z.strictObject({
        /** The comparison whose published models are asked. */
        of: z.string(),
        /** In the order of the models' probabilities. */
        classes: z.array(z.string()).min(2),
        /** Drawings of each class that were shown, and that were left out since the models had learnt from them. [k] */
        drawings: z.array(count).min(2),
        leftOut: z.array(count).min(2),
        models: z
          .array(
            z.strictObject({
              model: z.enum(MODEL_IDS),
              /** Path below `public/`. */
              file: z.string(),
              sha256,
              series: z
                .array(z.strictObject({ factor: z.string(), points: z.array(pointSchema).min(2) }))
                .min(1),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
  timings: timingsSchema,
  software: softwareSchema,
});

export type ConditionsResult = z.infer<typeof conditionsSchema>;
export type ConditionPoint = z.infer<typeof pointSchema>;
export type ConditionFactor = ConditionsResult['factors'][number];
export type ConditionTask = ConditionsResult['tasks'][number];
