/** `npm run bench:train`: how fast the page trains beside Node, and how long a reader waits. */
import { cpus, loadavg } from 'node:os';
import type { Browser } from 'playwright-core';
import type { TrainRequest } from '../../../src/activities/train/worker/protocol.ts';
import { CLASSIC_IDS } from '../../../src/core/models.ts';
import { startHost } from '../../activities/train/worker/start-host.ts';
import { openBrowser } from '../../site/open-browser.ts';
import { serve } from '../../site/server.ts';
import { trainInPage, trainingWorkerIn } from '../../site/training-worker.ts';
import { builtSite } from '../built-site.ts';
import { quantile } from '../demo/stats.ts';
import { lesson } from './lesson.ts';

const ROUNDS = 3;
const TWO = ['cat', 'sheep'];
const FIVE = ['dog', 'octopus', 'bee', 'hedgehog', 'giraffe'];
const EPOCHS = 30;

const median = (values: readonly number[]) => quantile(values, 0.5);
const seconds = (values: readonly number[]) => `${median(values).toFixed(1)} s`;

/** On a fresh page with an empty cache, as a first visitor has it. */
async function inPage(browser: Browser, url: string, worker: string, request: TrainRequest) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}train/`);
  const trained = await trainInPage(page, worker, request);
  await context.close();
  if (trained.failures.length > 0) throw new Error(`it does not train: ${trained.failures.join(', ')}`);
  return trained;
}

/** Seconds of the fit alone. */
async function inNode(request: TrainRequest): Promise<number> {
  const { host, trained } = startHost();
  await host.handle(request);
  return trained()[0]?.seconds ?? Number.NaN;
}

async function main(): Promise<void> {
  const folder = await builtSite();
  const worker = trainingWorkerIn(folder);
  const server = await serve(folder, '/');
  const browser = await openBrowser();
  try {
    console.log(
      `${cpus().length} cores, ${cpus()[0]?.model.trim()}, load ${loadavg()[0]?.toFixed(1)}, headless Chromium; medians of ${ROUNDS} rounds`,
    );
    const network = lesson(FIVE, ['convnet'], { epochs: EPOCHS });
    const drawings = EPOCHS * network.trainLabels.length;
    const rates = { page: [] as number[], node: [] as number[] };
    const waits = { two: [] as number[], five: [] as number[] };
    await inNode(network); // the backend loads, and what is hot gets compiled
    for (let round = 0; round < ROUNDS; round++) {
      const { models } = await inPage(browser, server.url, worker, network);
      rates.page.push(drawings / (models[0]?.seconds ?? Number.NaN));
      rates.node.push(drawings / (await inNode(network)));
      const two = await inPage(browser, server.url, worker, lesson(TWO, CLASSIC_IDS));
      waits.two.push(two.ms / 1000);
      if (round === 0)
        for (const { id, atMs, seconds } of two.models)
          console.log(
            `  ${id.padEnd(12)} fitted in ${seconds.toFixed(2)} s, there after ${Math.round(atMs)} ms`,
          );
      const five = await inPage(browser, server.url, worker, lesson(FIVE, ['convnet-plus']));
      waits.five.push(five.ms / 1000);
    }
    const [page, node] = [median(rates.page), median(rates.node)];
    console.log(
      `train: convnet ${Math.round(page)} drawings/s in the page, ${Math.round(node)} in Node, ratio ${(page / node).toFixed(2)}; two words and four models ${seconds(waits.two)}; five words and the improved convnet ${seconds(waits.five)}`,
    );
  } finally {
    await browser.close();
    await server.close();
  }
}

await main();
