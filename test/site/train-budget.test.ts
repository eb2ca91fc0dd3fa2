/** `/train/` is light until training begins; what training needs comes then, and is light for what it is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JOBS, requestOf } from '../activities/train/worker/request.ts';
import { ROOT } from './build.ts';
import { newPage, openBrowser, siteUrl } from './harness.ts';
import { trainInPage, trainingWorkerIn } from './training-worker.ts';

const BEFORE_BYTES = 64_000;
const TRAINING_BYTES = 400_000;
/** Where the site at the base `/` is built. */
const SITE = join(ROOT, 'build/site');

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** A page of `/train/` that notes the scripts and the WebAssembly that come, each with its size in gzip. */
async function watched() {
  const { page } = await newPage(browser);
  const sizes = new Map<string, number>();
  page.context().on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!/\.(m?js|wasm)$/.test(pathname) || response.status() !== 200) return;
    sizes.set(pathname, gzipSync(readFileSync(join(SITE, pathname)), { level: 9 }).length);
  });
  await page.goto(siteUrl('/', 'train/'), { waitUntil: 'networkidle' });
  await page.locator('astro-island:not([ssr])').first().waitFor();
  await page.waitForLoadState('networkidle');
  const total = () => [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  return { page, sizes, total };
}

describe('/train/', () => {
  it(`runs on at most ${BEFORE_BYTES / 1000} kB of scripts until training begins, none of them the trainer's`, async () => {
    const { page, sizes, total } = await watched();
    expect(total(), [...sizes].map((pair) => pair.join(': ')).join('\n')).toBeLessThanOrEqual(BEFORE_BYTES);
    expect([...sizes.keys()].filter((path) => /\.wasm$|worker-/.test(path))).toEqual([]);
    await page.context().close();
  });

  it(`trains every family on at most ${TRAINING_BYTES / 1000} kB more`, async () => {
    const { page, sizes, total } = await watched();
    const before = total();
    const jobs = [...JOBS, { id: 'nearest', hyperparameters: { k: 3, form: 'pixels' } } as const];
    const { failures, models } = await trainInPage(page, trainingWorkerIn(SITE), requestOf(jobs));
    expect(failures).toEqual([]);
    expect(models).toHaveLength(jobs.length);
    expect([...sizes.keys()].filter((path) => path.endsWith('.wasm'))).toHaveLength(1);
    expect(total() - before).toBeGreaterThan(150_000); // all of it was seen
    expect(total() - before).toBeLessThanOrEqual(TRAINING_BYTES);
    await page.context().close();
  });
});
