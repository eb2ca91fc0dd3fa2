/** What the page trains is what the pipeline trains: the same drawings, settings and seed give the same file. */
import { describe, expect, it } from 'vitest';
import { type DrawingStore, runJob } from '../../../../pipeline/engine/job.ts';
import { datasetHash } from '../../../../src/activities/train/worker/dataset-hash.ts';
import type { TrainJob, TrainRequest } from '../../../../src/activities/train/worker/protocol.ts';
import { accuracy } from '../../../../src/core/metrics/classification.ts';
import { type Hyperparameters, PIXELS, type PublishedState } from '../../../../src/learning/classifier.ts';
import { exportModel } from '../../../../src/learning/export/index.ts';
import { loadPublished } from '../../../../src/learning/published.ts';
import { JOBS, requestOf } from './request.ts';
import { startHost } from './start-host.ts';

/** The drawings of a request as the pipeline keeps them: those to learn from, then those to test on. */
function storeOf({ classes, trainPixels, trainLabels, testPixels, testLabels }: TrainRequest): DrawingStore {
  const count = trainLabels.length + testLabels.length;
  const pixels = new Uint8Array(new SharedArrayBuffer(count * PIXELS));
  pixels.set(trainPixels);
  pixels.set(testPixels, trainPixels.length);
  const labels = new Uint16Array(new SharedArrayBuffer(2 * count));
  labels.set([...trainLabels, ...testLabels]);
  return { count, pixels, labels, classes };
}

/** The file and the probabilities of a fit of the pipeline. */
async function byPipeline(request: TrainRequest, { id }: TrainJob, hyperparameters: Hyperparameters) {
  const { trainLabels, testLabels, trainPixels } = request;
  const rows = (from: number, count: number) => Int32Array.from({ length: count }, (_, i) => from + i);
  const { state, probabilities } = await runJob(storeOf(request), {
    name: id,
    model: id,
    hyperparameters,
    seed: request.seed,
    train: rows(0, trainLabels.length),
    predict: { test: rows(trainLabels.length, testLabels.length) },
    keepState: true,
  });
  const test = probabilities['test'] as Float32Array;
  const metadata = {
    classes: request.classes,
    experiment: 'train',
    datasetSha256: await datasetHash(trainPixels, trainLabels),
    trainDrawings: trainLabels.length,
    accuracy: accuracy(test, testLabels),
  };
  return { test, onnxOf: () => exportModel(state as PublishedState, metadata), metadata };
}

describe.each(JOBS)('a $id', (job) => {
  it.each([2, 3, 4] as const)('of %i classes has the same bytes', async (classes) => {
    const request = requestOf([job], { classes });
    const { host, trained } = startHost();
    await host.handle(request);
    const [model] = trained();
    const { withinMeans } = await loadPublished(job.id);
    const given = job.hyperparameters;
    const { test, onnxOf } = await byPipeline(
      request,
      job,
      withinMeans?.(given, request.trainLabels.length) ?? given,
    );
    expect(model?.probabilities).toEqual(test);
    expect(Buffer.compare(model?.onnx as Uint8Array, onnxOf())).toBe(0);
  });
});

it('neighbours on pixels judge by pixels, and their file holds the same neighbours on codes', async () => {
  const job: TrainJob = { id: 'nearest', hyperparameters: { k: 3, form: 'pixels' } };
  const request = requestOf([job]);
  const { host, trained } = startHost();
  await host.handle(request);
  const [model] = trained();
  const onPixels = await byPipeline(request, job, { k: 3, form: 'pixels' });
  expect(model?.probabilities).toEqual(onPixels.test);
  const onCodes = await byPipeline(request, job, { k: 3, form: 'codes', components: 24 });
  // The file's accuracy is that of the model that the reader has chosen.
  expect(onCodes.metadata.accuracy).toBe(onPixels.metadata.accuracy);
  expect(Buffer.compare(model?.onnx as Uint8Array, onCodes.onnxOf())).toBe(0);
});
