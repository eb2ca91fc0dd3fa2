/** `npm run bench:demo`: how soon the bars follow the pen, and how soon the first answer comes on a slow line. */
import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../site/open-browser.ts';
import { serve } from '../../site/server.ts';
import { slowLine } from '../../site/slow-line.ts';
import { builtSite } from '../built-site.ts';
import { draw, drawAll, openDemo } from './drive.ts';
import { timeEngines } from './engines.ts';
import { RECORDING } from './recording.ts';
import { countFrames, latencies, quantile } from './stats.ts';

const SLOW = { bitsPerSecond: 1.6e6, latencyMs: 150 };
const EXPERIMENTS = ['cats-and-sheep', 'five-animals'];
/** One network alone, which knows every word; told by itself. */
const GAME = 'whole-game';
/** How long the browser is left to compile code that has just been used for the first time. */
const COMPILING_MS = 3000;

const ms = (value: number) => value.toFixed(1);
const summary = (values: readonly number[]) =>
  `median ${ms(quantile(values, 0.5))}, p95 ${ms(quantile(values, 0.95))}`;

/** Every model in the runtime, or in plain arithmetic. */
const settled = (page: Page, engine: string, count: number) =>
  page.waitForFunction(
    ([wanted, models]) => document.querySelectorAll(`.demo [data-engine=${wanted}]`).length === models,
    [engine, count] as const,
    { timeout: 120_000 },
  );

async function following(browser: Browser, url: string, experiment: string, engine: 'runtime' | 'plain') {
  const { page, close } = await openDemo(browser, `${url}?task=${experiment}`, async (opened) => {
    if (engine === 'plain') await opened.route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
  });
  const count = await page.locator('.demo [data-model]').count();
  await draw(page, RECORDING[0] ?? []); // models are fetched at the first press
  await settled(page, engine, count);
  // Browsers go on compiling what has just arrived: not what a reader sees after the first strokes.
  await draw(page, RECORDING[0] ?? []);
  await page.waitForTimeout(COMPILING_MS);
  const probe = await drawAll(page);
  await close();
  const found = latencies(probe, count);
  const frames = countFrames(probe.frames);
  console.log(`\n${experiment}, ${count} models, ${engine}: ${found.points.length} points`);
  console.log(`  point to bars in the DOM, ms         ${summary(found.points)}`);
  console.log(`  point to bars in a finished frame    ${summary(found.painted)}`);
  for (const [part, values] of Object.entries(found.parts))
    console.log(`    ${part.padEnd(42)}${summary(values)}`);
  for (const [model, values] of Object.entries(found.models))
    console.log(`      ${model.padEnd(40)}${summary(values)}`);
  console.log(`  frames ${frames.count}, dropped ${frames.dropped}`);
  return found.points;
}

/** The same strokes on the same page with no model to ask. */
async function canvasAlone(browser: Browser, url: string): Promise<void> {
  const { page, close } = await openDemo(browser, url, (opened) =>
    opened.route('**/*.onnx*', (route) => route.fulfill({ status: 404 })),
  );
  await page.getByRole('application').hover();
  await draw(page, RECORDING[0] ?? []);
  const { frames } = await drawAll(page);
  await close();
  const { count, dropped } = countFrames(frames);
  console.log(`\nthe canvas alone, without a model: frames ${count}, dropped ${dropped}`);
}

/** A first visit: nothing in the cache, and the reader draws as soon as the pad is alive. */
async function firstAnswer(browser: Browser, folder: string, experiment: string): Promise<number> {
  const server = await serve(folder, '/', slowLine(SLOW));
  const { page, close } = await openDemo(browser, `${server.url}draw/?task=${experiment}`);
  await draw(page, RECORDING[0] ?? []);
  await page.waitForFunction(() => window.probe.answeredAt !== undefined, undefined, { timeout: 120_000 });
  const {
    downAt = Number.NaN,
    answeredAt = Number.NaN,
    aliveAt = Number.NaN,
  } = await page.evaluate(() => window.probe);
  await close();
  await server.close();
  const seconds = (value: number) => (value / 1000).toFixed(1);
  console.log(
    `\n${experiment} at 1.6 Mbit/s, ${SLOW.latencyMs} ms there and back, nothing cached, files compressed,`,
  );
  console.log('throttled in the server:');
  console.log(`  the pad is alive after ${seconds(aliveAt)} s, the pen touches it at ${seconds(downAt)} s`);
  console.log(`  the first answer: ${seconds(answeredAt)} s after navigation,`);
  console.log(`  ${seconds(answeredAt - downAt)} s after the pen first touches the pad`);
  return answeredAt - downAt;
}

async function main(): Promise<void> {
  const folder = await builtSite();
  const server = await serve(folder, '/');
  const browser = await openBrowser();
  try {
    console.log(
      `${cpus().length} cores, ${cpus()[0]?.model.trim()}, load ${loadavg()[0]?.toFixed(1)}, headless Chromium`,
    );
    console.log(
      'A point counts from the time stamp of its pointer event until the DOM holds the bars of all models',
    );
    console.log('for the first drawing with the point in it.');
    const url = `${server.url}draw/`;
    if (process.argv.includes('--engines')) {
      await timeEngines(`${url}?task=${EXPERIMENTS[1]}`);
      return;
    }
    const points: number[] = [];
    for (const experiment of EXPERIMENTS) {
      points.push(...(await following(browser, url, experiment, 'runtime')));
      await following(browser, url, experiment, 'plain');
    }
    if (existsSync(`content/results/${GAME}.json`)) {
      await following(browser, url, GAME, 'runtime');
      await following(browser, url, GAME, 'plain');
      await firstAnswer(browser, folder, GAME);
    }
    await canvasAlone(browser, url);
    const first = await firstAnswer(browser, folder, EXPERIMENTS[0] ?? '');
    const [median, p95] = [quantile(points, 0.5), quantile(points, 0.95)];
    console.log(
      `\nstroke to bars: median ${ms(median)} ms, p95 ${ms(p95)} ms; first answer at 1.6 Mbit/s: ${ms(first / 1000)} s`,
    );
  } finally {
    await browser.close();
    await server.close();
  }
}

await main();
