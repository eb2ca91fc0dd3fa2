/** The shapes of declarations: what TypeScript says of them in `experiments/`, checked when they are loaded, with the bounds. */
import { z } from 'zod';
import { ESTIMATOR_IDS, MODEL_IDS, type ModelId } from '../../src/core/models.ts';

/** Bounds that keep a slip of the pen, such as a zero too many, from being a run of weeks. */
const MOST_DRAWINGS = 1e7;
const MOST_FOLDS = 100;

const text = z.string().trim().min(1);
const whole = (min: number, max = Number.MAX_SAFE_INTEGER) => z.int().min(min).max(max);
const folds = whole(2, MOST_FOLDS);
const hyperparameters = z.record(
  z.string(),
  z.union([z.number(), z.string(), z.boolean(), z.array(z.number())]),
);

const search = z.strictObject({
  hyperparameter: text,
  folds,
  candidates: z.array(z.number()).min(1),
  prefer: z.enum(['best', 'smallest']),
});

const model = z.strictObject({
  hyperparameters,
  search: search.optional(),
  largestOnly: z.boolean().optional(),
  published: z.strictObject({ hyperparameters, search: search.optional(), form: text.optional() }).optional(),
});

const named = { id: text, title: text, question: text };
const classes = z.array(text).min(2);

const declared = {
  ...named,
  classes,
  trainSizes: z.array(whole(1, MOST_DRAWINGS)).min(1),
  maxTestPerClass: whole(1, MOST_DRAWINGS),
  leastTestShare: z.number().gt(0).lt(1).optional(),
  splitSeed: whole(0),
  seeds: z.array(whole(0)).min(1).max(100),
  whenScarce: z.strictObject({ folds }).optional(),
  exhibits: z.literal('own').optional(),
};

export const comparisonShape = z.strictObject({
  kind: z.literal('comparison'),
  ...declared,
  models: z.strictObject(
    Object.fromEntries(MODEL_IDS.map((id) => [id, model.optional()])) as Record<
      ModelId,
      z.ZodOptional<typeof model>
    >,
  ),
  calibrationFolds: folds,
});

export const sweepShape = z.strictObject({
  kind: z.literal('sweep'),
  ...declared,
  parameter: z.strictObject({ name: text, label: text, scale: z.enum(['linear', 'log', 'ordinal']) }),
  series: z
    .array(z.strictObject({ id: text, label: text }))
    .min(1)
    .optional(),
  variants: z
    .array(
      z.strictObject({
        id: text,
        label: text,
        value: z.number().optional(),
        series: text.optional(),
        estimator: z.enum(ESTIMATOR_IDS),
        hyperparameters,
      }),
    )
    .min(1),
  folds,
  overAllDrawings: z.boolean().optional(),
  chosen: z.strictObject({ variant: text, reason: text }).optional(),
  keepHistories: z.boolean().optional(),
  measureTest: z.boolean().optional(),
});

export const conditionsShape = z.strictObject({
  kind: z.literal('conditions'),
  ...named,
  of: z.array(text).min(1),
  mostPerClass: whole(1, MOST_DRAWINGS),
  factors: z
    .array(
      z.strictObject({
        id: text,
        label: text,
        unit: text,
        changes: z.enum(['lineWidth', 'size', 'shiftPx', 'ink', 'strokes']),
        values: z.array(z.number()).min(1),
        standard: z.number().optional(),
      }),
    )
    .min(1),
});

const trained = z.strictObject({ model: z.enum(MODEL_IDS), hyperparameters });

export const gameShape = z.strictObject({
  kind: z.literal('game'),
  ...named,
  classes,
  testPerClass: whole(1, MOST_DRAWINGS),
  validationPerClass: whole(1, MOST_DRAWINGS),
  mostTrainPerClass: whole(1, MOST_DRAWINGS),
  splitSeed: whole(0),
  seed: whole(0),
  network: trained,
  others: z.array(trained),
  byDrawings: z.array(trained.extend({ drawingsPerWord: z.array(whole(1, MOST_DRAWINGS)).min(1) })),
  byWords: z.array(whole(2)).min(1),
  wordSamples: whole(1),
  exhibitsPerClass: whole(1, 100),
  families: whole(1),
});

/** By `kind`. */
export const SHAPES = {
  comparison: comparisonShape,
  sweep: sweepShape,
  conditions: conditionsShape,
  game: gameShape,
} as const;

export type Kind = keyof typeof SHAPES;
export const KINDS = Object.keys(SHAPES) as readonly Kind[];

/** Field names that there are at a place, for those who misspell one. */
export function fieldsAt(shape: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const def = shape._zod.def as {
    readonly type: string;
    readonly innerType?: z.core.$ZodType;
    readonly element?: z.core.$ZodType;
    readonly valueType?: z.core.$ZodType;
    readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  };
  if (def.innerType !== undefined) return fieldsAt(def.innerType, path);
  const [first, ...rest] = path;
  if (first === undefined) return Object.keys(def.shape ?? {});
  const next = def.shape?.[String(first)] ?? def.element ?? def.valueType;
  return next === undefined ? [] : fieldsAt(next, rest);
}
