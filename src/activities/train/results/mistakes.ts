import type { TrainableId } from '../../../core/models.ts';
import type { Outcome } from '../project.ts';
import type { Score } from './scores.ts';

/** A held-out drawing as a model read it. */
export interface Reading {
  /** Index among the held-out drawings. */
  readonly drawing: number;
  readonly truth: number;
  readonly called: number;
  /** That the model gave what it says, 0..1. */
  readonly probability: number;
}

/** A reading that is wrong. */
export interface Mistake extends Reading {
  /** Other models that misread the drawing too. */
  readonly alsoWrong: readonly TrainableId[];
}

/** Every held-out drawing as the model read it. [n] */
export function readingsOf({ id, predicted }: Score, { classes, models, test }: Outcome): Reading[] {
  const probabilities = models.find((model) => model.id === id)?.probabilities;
  return test.map(({ label }, drawing) => {
    const called = predicted[drawing] ?? 0;
    const probability = probabilities?.[drawing * classes.length + called] ?? 0;
    return { drawing, truth: label, called, probability };
  });
}

/** What a model got wrong, the most confident first; of equals the earlier drawing. */
export function mistakesOf(score: Score, scores: readonly Score[], outcome: Outcome): Mistake[] {
  return readingsOf(score, outcome)
    .filter(({ truth, called }) => truth !== called)
    .sort((a, b) => b.probability - a.probability || a.drawing - b.drawing)
    .map((reading) => ({
      ...reading,
      alsoWrong: scores
        .filter(({ id, predicted }) => id !== score.id && predicted[reading.drawing] !== reading.truth)
        .map(({ id }) => id),
    }));
}

/** The drawings in one cell of a model's confusion matrix, the most confident first. */
export function readingsInCell(
  score: Score,
  outcome: Outcome,
  cell: { readonly truth: number; readonly called: number },
): Reading[] {
  return readingsOf(score, outcome)
    .filter(({ truth, called }) => truth === cell.truth && called === cell.called)
    .sort((a, b) => b.probability - a.probability || a.drawing - b.drawing);
}
