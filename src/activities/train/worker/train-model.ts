import { accuracy } from '../../../core/metrics/classification.ts';
import { createRandom } from '../../../core/random.ts';
import {
  type Classifier,
  type Epoch,
  type FitProgress,
  type FitReport,
  type LabelledDrawings,
  type PublishedState,
} from '../../../learning/classifier.ts';
import { exportModel } from '../../../learning/export/index.ts';
import { createPublished } from '../../../learning/published.ts';
import type { TrainedModel } from '../project.ts';
import type { TrainJob, TrainRequest } from './protocol.ts';
import { withinMeans } from './small-sets.ts';

/** What all models of one training share. */
export interface Lesson {
  readonly train: LabelledDrawings;
  readonly test: LabelledDrawings;
  readonly seed: number;
  /** In hexadecimal. */
  readonly datasetSha256: string;
}

export interface TrainEffects {
  /** In milliseconds. */
  now(): number;
  onProgress(progress: FitProgress): void;
  onEpoch(epoch: Epoch): void;
  stopped(): boolean;
}

export function lessonOf(request: TrainRequest, datasetSha256: string): Lesson {
  const { classes, trainPixels, trainLabels, testPixels, testLabels, seed } = request;
  const drawings = (pixels: Uint8Array, labels: Uint8Array) => ({
    count: labels.length,
    pixels,
    labels,
    classes,
  });
  return {
    train: drawings(trainPixels, trainLabels),
    test: drawings(testPixels, testLabels),
    seed,
    datasetSha256,
  };
}

/**
 * Fits one model, has it judge the held-out drawings, and writes its file; the model is that of the pipeline for the
 * same drawings, hyperparameters and seed, byte for byte.
 * @throws NothingLearntError when it was stopped too soon.
 * @throws RangeError for the reader: what cannot be trained so, and what to change.
 */
export async function trainModel(
  job: TrainJob,
  lesson: Lesson,
  effects: TrainEffects,
): Promise<TrainedModel> {
  const { id } = job;
  const { train, test, datasetSha256 } = lesson;
  const classifier = await createPublished(id, withinMeans(id, job.hyperparameters, train.count));
  let isStopped = false;
  const begun = effects.now();
  const { history = [], outOfBagAccuracy } = await fit(classifier, lesson, {
    ...effects,
    stopped() {
      isStopped = effects.stopped();
      return isStopped;
    },
  });
  const seconds = (effects.now() - begun) / 1000;
  const probabilities = await classifier.predictProba(test);
  if (!probabilities.every(Number.isFinite))
    throw new RangeError(
      'Its weights have grown beyond all bounds, so that it answers nothing: lower the learning rate.',
    );
  const onnx = exportModel(await publishable(classifier, lesson), {
    classes: train.classes,
    experiment: 'train',
    datasetSha256,
    trainDrawings: train.count,
    accuracy: accuracy(probabilities, test.labels),
  });
  const { hyperparameters } = classifier;
  return {
    id,
    hyperparameters,
    onnx,
    probabilities,
    history,
    outOfBagAccuracy,
    seconds,
    stopped: isStopped,
  };
}

/**
 * Convnets score the held-out drawings after each epoch, which changes nothing. The perceptron would stop by them, and
 * so be chosen by its own test: it holds drawings of its own back instead.
 */
async function fit(classifier: Classifier, lesson: Lesson, effects: TrainEffects): Promise<FitReport> {
  const isWatched = classifier.id === 'convnet' || classifier.id === 'convnet-plus';
  return classifier.fit(lesson.train, {
    random: createRandom(lesson.seed),
    onProgress: effects.onProgress,
    onEpoch: effects.onEpoch,
    stopped: effects.stopped,
    ...(isWatched && lesson.test.count > 0 && { validation: lesson.test }),
  });
}

/** What goes into the file: of neighbours on pixels, which hold drawings, the same neighbours on codes. */
async function publishable(
  classifier: Classifier<PublishedState>,
  { train, seed }: Lesson,
): Promise<PublishedState> {
  const state = classifier.state();
  if (state.family !== 'nearest' || state.form === 'codes') return state;
  const coded = await createPublished(
    'nearest',
    withinMeans('nearest', { k: state.k, form: 'codes' }, train.count),
  );
  await coded.fit(train, { random: createRandom(seed) });
  return coded.state();
}
