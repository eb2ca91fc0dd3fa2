/**
 * Results of one network for all words of the game: `kind: "game"` of `results.ts`. Classes are told by their index into
 * `dataset.classes`; k is their number.
 */
import * as z from 'zod';
import { MODEL_IDS } from './models.ts';
import {
  calibrationSchema,
  count,
  datasetSchema,
  epochSchema,
  hyperparametersSchema,
  identitySchema,
  intervalSchema,
  kernelsSchema,
  sha256,
  share,
  softwareSchema,
  timingsSchema,
} from './result-parts.ts';

/** Shares of the test drawings whose word is among the network's first answers, with bootstrap intervals. */
const scoresSchema = z.strictObject({
  top1: intervalSchema,
  top3: intervalSchema,
  top5: intervalSchema,
  /** Mean negative log-likelihood of the word, in nats, probabilities clipped to [1e-7, 1]. */
  logLoss: intervalSchema,
});

/** A network that has been trained on all words. */
const trainedSchema = z.strictObject({
  model: z.enum(MODEL_IDS),
  hyperparameters: hyperparametersSchema,
  trainDrawings: z.int().min(1),
  /** Numbers that it learns. */
  parameters: z.int().min(1),
  scores: scoresSchema,
});

const wordSchema = z.strictObject({
  /** Of the word's test drawings: those whose word is the first answer, among the first three, among the first five. */
  right: count,
  inThree: count,
  inFive: count,
  /** Mean probability that the network gives the word where it is the word. */
  confidence: share,
  /** What its other test drawings are taken for, most often first: [class, drawings]. */
  takenFor: z.array(z.tuple([count, z.int().min(1)])),
  /** Words whose drawings the network answers most alike, nearest first, by the Hellinger distance of the mean answers. */
  nearest: z.array(count),
});

/** What the published network makes of a drawing on show. */
const exhibitSchema = z.strictObject({
  /** Row of the word's sprite. */
  row: count,
  /** Its first answers: [class, probability], most probable first. */
  answers: z.array(z.tuple([count, share])).min(1),
  /** Place of the word among all answers, 1 for the first. */
  rank: z.int().min(1),
  /** Place on the map, each 0..1000: to the right, and downwards. */
  at: z.tuple([z.number(), z.number()]),
});

export const gameSchema = z.strictObject({
  kind: z.literal('game'),
  ...identitySchema,
  dataset: datasetSchema,
  split: z.strictObject({
    seed: z.int(),
    testPerClass: z.int().min(1),
    /** On which the temperature was chosen, and nothing else. */
    validationPerClass: z.int().min(1),
    /** By class: words that few have drawn have fewer. [k] */
    trainPerClass: z.array(z.int().min(1)).min(2),
    /** Training drawings left out because the test set holds an exact copy. */
    duplicates: count,
  }),
  /** The published network. */
  network: trainedSchema.extend({
    /** Multiplications and additions for one drawing. */
    multiplyAdds: z.int().min(1),
    history: z.array(epochSchema).min(1),
    fitSeconds: z.number().min(0),
    calibration: z.strictObject({
      before: calibrationSchema,
      after: calibrationSchema,
      /** By which the log-probabilities are divided in the published file. */
      temperature: z.number().positive(),
    }),
    published: z.strictObject({
      /** Path below `public/`. */
      file: z.string(),
      bytes: z.int().min(1),
      sha256,
      /** Largest absolute difference of a probability between the measured network and the file in onnxruntime-web. */
      maxDifference: z.number().min(0),
      comparedDrawings: z.int().min(1),
      form: z.string(),
    }),
  }),
  /** Other networks on the same drawings. */
  others: z.array(trainedSchema),
  /** The same recipe with fewer drawings of each word, rising. */
  byDrawings: z.array(
    z.strictObject({
      model: z.enum(MODEL_IDS),
      drawingsPerWord: z.int().min(1),
      trainDrawings: z.int().min(1),
      top1: intervalSchema,
      top3: intervalSchema,
    }),
  ),
  /**
   * The published network where the answer is known to be one of so many words: `samples` random sets of words, the mean
   * share of their test drawings that it then gets right, and between which shares 90 % of the sets lie.
   */
  byWords: z.array(
    z.strictObject({ words: z.int().min(2), samples: z.int().min(1), mean: share, low: share, high: share }),
  ),
  /** In the order of `dataset.classes`. */
  words: z.array(wordSchema).min(2),
  /** Classes in an order in which those that are taken for each other stand together. [k] */
  order: z.array(count).min(2),
  /** Runs of `order` that belong together, one after the other. */
  families: z.array(z.strictObject({ size: z.int().min(1) })).min(1),
  /** By class: drawings that no network has learnt from. */
  exhibits: z.array(z.array(exhibitSchema)).min(2),
  /**
   * What the published network makes of the drawings on show before its last layer, which the map is made of: a .npy of signed
   * bytes [drawings, dimensions], word by word, every row of length 1 before all were multiplied by one number and rounded.
   */
  features: z.strictObject({
    /** Path below `public/`. */
    file: z.string(),
    bytes: z.int().min(1),
    sha256,
    dimensions: z.int().min(1),
  }),
  timings: timingsSchema,
  software: softwareSchema,
  kernels: kernelsSchema,
});

export type GameResult = z.infer<typeof gameSchema>;
export type GameWord = z.infer<typeof wordSchema>;
export type GameExhibit = z.infer<typeof exhibitSchema>;
export type GameScores = z.infer<typeof scoresSchema>;
