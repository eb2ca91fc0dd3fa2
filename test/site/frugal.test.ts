/** What the page fetches, and when: nothing before it is surely wanted, and under Save-Data nothing without a word. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUNTIME_LINE_BYTES } from '../../src/inference/runtime-bytes.ts';
import { assertNoProblems, CATS_AND_SHEEP, LOADED, newPage, openBrowser, SOON, siteUrl } from './harness.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function withPage(
  act: (page: Page, heavy: readonly string[]) => Promise<void>,
  saves = false,
): Promise<void> {
  const { page, problems } = await newPage(browser, { reducedMotion: true });
  const heavy: string[] = [];
  page.context().on('request', (request) => {
    if (/\.wasm$|\.onnx(\?|$)|\/worker-/.test(request.url())) heavy.push(request.url());
  });
  if (saves)
    await page
      .context()
      .addInitScript(() =>
        Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) }),
      );
  await act(page, heavy);
  assertNoProblems(problems);
  await page.context().close();
}
const alive = (page: Page) => page.locator('astro-island:not([ssr]) .demo').waitFor();
const status = (page: Page) => page.locator('.demo .status').innerText();

describe('the models', () => {
  it.each(['draw/', ''])(
    'are not fetched by a pointer that passes over the pad or a focus that passes, at /%s',
    (path) =>
      withPage(async (page, heavy) => {
        await page.goto(siteUrl('/', path));
        await alive(page);
        await expect.poll(() => status(page)).toMatch(/\d\.\d\sMB over the line/);
        const pad = page.getByRole('application');
        await pad.hover();
        for (const x of [50, 120, 200]) await pad.hover({ position: { x, y: 100 } });
        await pad.focus();
        await page.keyboard.press('Tab');
        await page.waitForTimeout(1500);
        expect(heavy).toEqual([]);
        await pad.click();
        await expect.poll(() => heavy.length, LOADED).toBeGreaterThan(0);
      }),
  );

  it('are asked for first where the browser saves data, once for the tab', () =>
    withPage(async (page, heavy) => {
      await page.goto(siteUrl('/', CATS_AND_SHEEP));
      await alive(page);
      await page.locator('[data-sample=catFace]').click();
      await expect
        .poll(() => status(page), SOON)
        .toMatch(/asks pages to save data[^]*\d\.\d\sMB over the line/);
      await expect
        .poll(() => page.locator('.demo .verdict').innerText())
        .toContain('until you let them be fetched');
      await page.waitForTimeout(500);
      expect(heavy).toEqual([]);
      await page.getByRole('button', { name: 'Fetch the models' }).click();
      const convnet = page.locator('.demo [data-model=convnet]');
      await expect.poll(() => convnet.getAttribute('data-class'), LOADED).toBe('cat');
      await page.getByRole('radio', { name: 'five animals' }).check();
      await expect
        .poll(() => convnet.getAttribute('data-class'), LOADED)
        .toMatch(/dog|octopus|bee|hedgehog|giraffe/);
    }, true));

  it('come with about as many bytes over the line as is said', async () => {
    const { page } = await newPage(browser);
    await page.goto(siteUrl('/', 'draw/'));
    await alive(page);
    const [response] = await Promise.all([
      page.context().waitForEvent('response', (each) => each.url().endsWith('.wasm')),
      page.getByRole('application').click(),
    ]);
    const file = new URL(response.url()).pathname;
    const { length } = readFileSync(`build/site${file}.br`);
    expect(Math.abs(length - RUNTIME_LINE_BYTES)).toBeLessThan(0.02 * RUNTIME_LINE_BYTES);
    await page.context().close();
  });
});

describe('the samples of the article', () => {
  it('come as a sheet of ten, and the other ninety when they are asked for', () =>
    withPage(async (page) => {
      await page.goto(siteUrl('/'));
      const samples = page.locator('[data-figure=samples]');
      const sprites = () =>
        samples
          .locator('[role=img]')
          .evaluateAll((all) => [...new Set(all.map((each) => getComputedStyle(each).maskImage))]);
      expect((await sprites()).every((each) => /exhibits\/first\/(cat|sheep)\.png/.test(each))).toBe(true);
      const labels = () =>
        samples
          .locator('[role=img]')
          .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
      expect(new Set(await labels()).size).toBe(20);
      await samples.scrollIntoViewIfNeeded();
      await page.locator('astro-island:not([ssr]) [data-figure=samples]').waitFor();
      await samples.getByRole('button', { name: 'Shuffle' }).click();
      await expect
        .poll(async () => (await sprites()).every((each) => /exhibits\/(cat|sheep)\.png/.test(each)), SOON)
        .toBe(true);
    }));
});
