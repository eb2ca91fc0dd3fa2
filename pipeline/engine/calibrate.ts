/** Temperatures, chosen on other drawings than those that they are then measured on. */
import {
  evaluateCalibration,
  fitTemperature,
  type Labels,
  scaleTemperature,
} from '../../src/core/metrics.ts';
import { createRandom } from '../../src/core/random.ts';
import type { ModelResult } from '../../src/core/results.ts';
import { concatProbabilities, type FoldTask, foldsOf, labelsOf, type RunJob, runFolds } from './folds.ts';
import type { DrawingStore, Rows } from './job.ts';

/** Predictions of one part of the drawings, by a model that has not seen them. */
export interface Part {
  readonly probabilities: Float32Array; // [n, classes]
  readonly labels: Labels; // [n]
}

export interface Chosen {
  /** Of the test drawings, scaled. [n, classes] */
  readonly scaled: Float32Array;
  readonly temperature: number;
  readonly chosenOn: string;
}

const joined = (parts: readonly Part[]): Part => ({
  probabilities: concatProbabilities(parts.map((part) => part.probabilities)),
  labels: Uint16Array.from(parts.flatMap((part) => [...part.labels])),
});

/** Predictions of the training drawings, fold by fold, by models that have not seen them. */
export async function partsOfFolds(
  store: DrawingStore,
  { train, folds: count, ...task }: FoldTask & { readonly train: Rows; readonly folds: number },
  run: RunJob,
): Promise<Part[]> {
  const folds = foldsOf(store, train, count, task.seed);
  const outcomes = await runFolds(folds, task, run);
  return folds.map(({ validation }, f) => ({
    probabilities: outcomes[f]?.probabilities.validation as Float32Array,
    labels: labelsOf(store, validation),
  }));
}

/**
 * A fixed test set: one temperature, from validation folds of the training drawings.
 * @param test predictions of the test drawings [n, classes]
 */
export function temperatureFromFolds(parts: readonly Part[], classes: number, test: Float32Array): Chosen {
  const { probabilities, labels } = joined(parts);
  const temperature = fitTemperature(probabilities, labels);
  return {
    scaled: scaleTemperature(test, classes, temperature),
    temperature,
    chosenOn: `${parts.length} validation folds of the training drawings.`,
  };
}

/** Cross-validation: for each fold the temperature that suits the predictions of the other folds best. */
export function temperatureAcrossFolds(parts: readonly Part[], classes: number): Chosen {
  const temperatures = parts.map((_, f) => {
    const { probabilities, labels } = joined(parts.filter((__, other) => other !== f));
    return fitTemperature(probabilities, labels);
  });
  return {
    scaled: concatProbabilities(
      parts.map(({ probabilities }, f) =>
        scaleTemperature(probabilities, classes, temperatures[f] as number),
      ),
    ),
    temperature: Number((temperatures.reduce((a, b) => a + b, 0) / temperatures.length).toPrecision(3)),
    chosenOn: 'For each fold the predictions of the other folds; their mean is given.',
  };
}

/** Before and after, with intervals. */
export function measureCalibration(
  { probabilities, labels }: Part,
  { scaled, temperature, chosenOn }: Chosen,
  seed: string,
): ModelResult['calibration'] {
  return {
    before: evaluateCalibration(probabilities, labels, { random: createRandom(`${seed} before`) }),
    after: evaluateCalibration(scaled, labels, { random: createRandom(`${seed} after`) }),
    temperature,
    chosenOn,
  };
}
