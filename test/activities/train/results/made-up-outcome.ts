/** An outcome for the tests, made of what its models say. */
import { DEFAULT_SETTINGS } from '../../../../src/activities/train/changes.ts';
import type { Outcome, TrainedModel } from '../../../../src/activities/train/project.ts';
import type { TrainableId } from '../../../../src/core/models.ts';

/** @param says by model, the probability of the second of two classes for every drawing. */
export function madeUpOutcome(
  labels: readonly number[],
  says: Partial<Record<TrainableId, readonly number[]>>,
): Outcome {
  return {
    classes: ['cat', 'sheep'],
    settings: DEFAULT_SETTINGS,
    trainIds: [],
    test: labels.map((label, i) => ({ exampleId: `e${i}`, label, pixels: new Uint8Array(784).fill(i) })),
    models: Object.entries(says).map(
      ([id, sheep]): TrainedModel => ({
        id: id as TrainableId,
        hyperparameters: {},
        onnx: Uint8Array.of(8, 1),
        probabilities: Float32Array.from(sheep.flatMap((p) => [1 - p, p])),
        history: [],
        seconds: 1,
        stopped: false,
      }),
    ),
  };
}
