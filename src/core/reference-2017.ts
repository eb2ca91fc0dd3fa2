/**
 * What the 2017 blog post and its notebook reported on the same question (scikit-learn and Keras),
 * shown beside our own numbers. Published figures, copied by hand once: one split each, tested on as
 * many drawings as were trained on, so an accuracy at 500 drawings moves in steps of 0.2 points.
 */
import type { ModelId } from './models.ts';

export interface ReferenceSeries {
  readonly model: ModelId;
  /** The settings that the notebook used for the curve. */
  readonly settings: string;
  readonly points: readonly { readonly trainDrawings: number; readonly accuracy: number }[];
}

export const REFERENCE_2017_SOURCE =
  'the 2017 blog post on the same question and the notebook published with it (scikit-learn and Keras)';

const SIZES = [500, 2000, 5000, 10000, 15000];
const series = (model: ModelId, settings: string, accuracies: number[]): ReferenceSeries => ({
  model,
  settings,
  points: SIZES.map((trainDrawings, i) => ({ trainDrawings, accuracy: accuracies[i] as number })),
});

/** Accuracy on cats against sheep by number of training drawings. */
export const LEARNING_CURVE_2017: readonly ReferenceSeries[] = [
  series('forest', '100 trees', [0.868, 0.903, 0.8992, 0.921, 0.926867]),
  series('nearest', 'k = 5, Euclidean, uniform weights', [0.862, 0.906, 0.9218, 0.9322, 0.9364]),
  series('perceptron', 'hidden layers (50, 50), L2 0.001, Adam', [0.86, 0.8945, 0.914, 0.9299, 0.932933]),
  series('convnet', 'nine layers, Adam, 10 epochs, batches of 200', [0.892, 0.9315, 0.9392, 0.956, 0.9642]),
];
