import { accuracy } from '../../../core/metrics/classification.ts';
import { factsOf, isNetwork, type TrainableId } from '../../../core/models.ts';
import { createRandom } from '../../../core/random.ts';
import type {
  Classifier,
  Epoch,
  FitProgress,
  FitReport,
  Hyperparameters,
  LabelledDrawings,
  PublishedState,
} from '../../../learning/classifier.ts';
import { exportAs } from '../../../learning/export/exportAs.ts';
import type { PublishedFamily } from '../../../learning/family.ts';
import type { TrainedModel } from '../project.ts';
import type { TrainJob, TrainRequest } from './protocol.ts';

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
 * Fits one model of a family, has it judge the held-out drawings, and writes its file; the model is that of the
 * pipeline for the same drawings, hyperparameters and seed, byte for byte.
 * @param family the job's
 * @throws NothingLearntError when it was stopped too soon.
 * @throws RangeError for the reader: what cannot be trained so, and what to change.
 */
export async function trainModel(
  family: PublishedFamily,
  { id, hyperparameters: given }: TrainJob,
  lesson: Lesson,
  effects: TrainEffects,
): Promise<TrainedModel> {
  const { train, test, datasetSha256 } = lesson;
  const classifier = family.create(withinMeans(family, given, train));
  let isStopped = false;
  const begun = effects.now();
  const { history = [], outOfBagAccuracy } = await fit(id, classifier, lesson, {
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
  const onnx = exportAs(family, await publishable(family, classifier, lesson), {
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

const withinMeans = (family: PublishedFamily, given: Hyperparameters, train: LabelledDrawings) =>
  family.withinMeans?.(given, train.count) ?? given;

/**
 * Networks score the held-out drawings after each epoch, which changes nothing. One that stops by its validation fold
 * would be chosen by its own test: it holds drawings of its own back instead.
 */
async function fit(
  id: TrainableId,
  classifier: Classifier,
  lesson: Lesson,
  effects: TrainEffects,
): Promise<FitReport> {
  const isWatched = isNetwork(id) && !factsOf(id).setsAside;
  return classifier.fit(lesson.train, {
    random: createRandom(lesson.seed),
    onProgress: effects.onProgress,
    onEpoch: effects.onEpoch,
    stopped: effects.stopped,
    ...(isWatched && lesson.test.count > 0 && { validation: lesson.test }),
  });
}

/** What goes into the file: in the place of a model that holds drawings, such as neighbours on pixels, one that does not. */
async function publishable(
  family: PublishedFamily,
  classifier: Classifier<PublishedState>,
  { train, seed }: Lesson,
): Promise<PublishedState> {
  const state = classifier.state();
  const instead = family.insteadOf?.(state);
  if (instead === undefined) return state;
  const published = family.create(withinMeans(family, instead, train));
  await published.fit(train, { random: createRandom(seed) });
  return published.state();
}
