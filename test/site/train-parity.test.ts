/** What the page trains in Chromium is what Node trains: the same file, byte for byte. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainJob } from '../../src/activities/train/worker/protocol.ts';
import { JOBS, requestOf } from '../activities/train/worker/request.ts';
import { startHost } from '../activities/train/worker/start-host.ts';
import { ROOT } from './build.ts';
import { newPage, openBrowser, siteUrl } from './harness.ts';
import { trainInPage, trainingWorkerIn } from './training-worker.ts';

let browser: Browser;
let page: Page;
let worker: string;
beforeAll(async () => {
  const url = siteUrl('/', 'train/');
  worker = trainingWorkerIn(join(ROOT, 'build/site'));
  browser = await openBrowser();
  ({ page } = await newPage(browser));
  await page.goto(url);
});
afterAll(() => browser?.close());

/** Also what the page trains with when no knob is turned, cut short. */
const AS_ON_THE_PAGE: readonly TrainJob[] = [
  { id: 'perceptron', hyperparameters: { alpha: 0.001, refit: true } },
  { id: 'convnet', hyperparameters: { epochs: 2, augmentShift: 2 } },
  { id: 'convnet-plus', hyperparameters: { epochs: 2, members: 1, plainMembers: 1 } },
  { id: 'nearest', hyperparameters: { k: 3, form: 'pixels' } },
];

describe.each([...JOBS, ...AS_ON_THE_PAGE])('a $id with $hyperparameters', (job) => {
  it('has the same bytes from Chromium and from Node', async () => {
    const request = requestOf([job], { classes: 3 });
    const { host, trained } = startHost();
    await host.handle(request);
    const { models, failures } = await trainInPage(page, worker, request);
    expect(failures).toEqual([]);
    expect(models[0]?.probabilities).toEqual(trained()[0]?.probabilities);
    expect(Buffer.compare(models[0]?.onnx as Uint8Array, trained()[0]?.onnx as Uint8Array)).toBe(0);
  });
});

it('six classes of 300 drawings are trained and measured, by every model', async () => {
  const request = requestOf(JOBS, { classes: 4, train: 240, test: 60 });
  // Six names for the four kinds of bars: the fifth and the sixth are the first two once more.
  const again = (labels: Uint8Array) => labels.map((label, i) => (i % 8 < 2 ? label + 4 : label));
  const { models, failures } = await trainInPage(page, worker, {
    ...request,
    classes: [...request.classes, 'fifth', 'sixth'],
    trainLabels: again(request.trainLabels),
    testLabels: again(request.testLabels),
  });
  expect(failures).toEqual([]);
  expect(models.map(({ id }) => id)).toEqual(JOBS.map(({ id }) => id));
});
