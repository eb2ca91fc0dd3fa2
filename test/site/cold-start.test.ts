/** The demo on a slow line, and when a file breaks off: what a reader has, and in which order. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './build.ts';
import { CATS_AND_SHEEP, LOADED, newPage, openBrowser, SOON, siteUrl } from './harness.ts';
import { type StaticServer, serve } from './server.ts';
import { slowLine } from './slow-line.ts';

let browser: Browser;
let slow: StaticServer;
beforeAll(async () => {
  browser = await openBrowser();
  // Ten times as fast as the line that the bench measures: here the order counts, not the time.
  slow = await serve(join(ROOT, 'build/site'), '/', slowLine({ bitsPerSecond: 16e6, latencyMs: 20 }));
});
afterAll(async () => {
  await browser?.close();
  await slow?.close();
});

const alive = (page: Page) => page.locator('astro-island:not([ssr]) .demo').waitFor();
const row = (page: Page, model: string) => page.locator(`.demo [data-model=${model}]`);
const answered = (page: Page, model: string) =>
  expect.poll(() => row(page, model).getAttribute('data-class'), LOADED).not.toBeNull();

async function openSlow(): Promise<{ page: Page; requested: string[] }> {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  const requested: string[] = [];
  context.on('request', (request) => {
    const name =
      /(?:(?<!create-)worker|runtime|[\w-]+-(convnet|perceptron|nearest|forest|plus))[^/]*\.(js|onnx\?v=\w+)$|\.wasm$/.exec(
        request.url(),
      );
    if (name !== null) requested.push(name[0]);
  });
  await page.goto(`${slow.url}${CATS_AND_SHEEP}`);
  await alive(page);
  return { page, requested };
}

describe('on a slow line', () => {
  it('answers with the convnet before anything else has been asked for', async () => {
    const { page, requested } = await openSlow();
    await page.locator('[data-sample=catFace]').click();
    await answered(page, 'convnet');
    await expect.poll(() => row(page, 'convnet').getAttribute('data-engine')).toBe('plain');
    expect(requested[0]).toMatch(/^worker/);
    expect(requested[1]).toMatch(/-convnet\.onnx\?v=/);
    expect(requested.filter((name) => name.endsWith('.wasm'))).toEqual([]);
    await page.context().close();
  });

  it('answers with every model before the runtime is here, and the runtime then says the same', async () => {
    const { page } = await openSlow();
    await page.locator('[data-sample=sheepGrazing]').click();
    await answered(page, 'forest');
    await expect.poll(() => page.locator('.demo').getAttribute('data-phase'), LOADED).toBe('ready');
    const answers = () => page.locator('.models .answer').allInnerTexts();
    const engines = () =>
      page
        .locator('.demo [data-model]')
        .evaluateAll((rows) => rows.map((each) => each.getAttribute('data-engine')));
    expect(new Set(await engines())).toEqual(new Set(['plain']));
    await expect.poll(answers, SOON).toEqual(Array(5).fill(expect.stringMatching(/%|undecided/)));
    const before = await answers();
    await expect.poll(async () => [...new Set(await engines())], LOADED).toEqual(['runtime']);
    await page.locator('[data-sample=sheepGrazing]').click();
    await expect.poll(answers, LOADED).toEqual(before);
    await page.context().close();
  });

  it('is sent compressed files, and counts and checks what is in them', async () => {
    const { page } = await openSlow();
    const [response] = await Promise.all([
      page.context().waitForEvent('response', (each) => each.url().includes('-forest.onnx')),
      page.locator('[data-sample=catFace]').click(),
    ]);
    expect(response.headers()['content-encoding']).toMatch(/^(br|gzip)$/);
    const sent = Number(response.headers()['content-length']);
    expect(sent).toBeLessThan((await response.body()).length / 2);
    await answered(page, 'forest');
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    await page.context().close();
  });
});

describe('a file that breaks off', () => {
  it('leaves the other models at work, is named, and is fetched again on a retry', async () => {
    const { page } = await newPage(browser, { reducedMotion: true });
    await page.route('**/*-perceptron.onnx*', (route) => route.abort('connectionreset'));
    await page.goto(siteUrl('/', CATS_AND_SHEEP));
    await alive(page);
    await page.locator('[data-sample=catFace]').click();
    for (const model of ['convnet', 'nearest', 'forest']) await answered(page, model);
    await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/could not be reached/);
    await page.unroute('**/*-perceptron.onnx*');
    await page.getByRole('button', { name: 'Retry' }).click();
    await answered(page, 'perceptron');
    await page.context().close();
  });

  it('leaves every model at work when it is the runtime’s own script', async () => {
    const { page } = await newPage(browser, { reducedMotion: true });
    await page.context().route('**/runtime-*.js', (route) => route.abort('connectionreset'));
    await page.goto(siteUrl('/', CATS_AND_SHEEP));
    await alive(page);
    await page.locator('[data-sample=catFace]').click();
    await expect
      .poll(() => page.locator('.status').innerText(), LOADED)
      .toContain('in plain JavaScript here');
    for (const model of ['convnet', 'forest']) await answered(page, model);
    await page.context().unroute('**/runtime-*.js');
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect.poll(() => row(page, 'convnet').getAttribute('data-engine'), LOADED).toBe('runtime');
    await page.context().close();
  });

  it('leaves the drawing and its answer when the page comes back', async () => {
    const { page } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/', CATS_AND_SHEEP));
    await alive(page);
    await page.locator('[data-sample=catFace]').click();
    await answered(page, 'convnet');
    const before = await row(page, 'convnet').locator('.answer').innerText();
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await page.waitForTimeout(4000); // the patience with a worker that may be gone
    await expect.poll(() => row(page, 'convnet').locator('.answer').innerText()).toBe(before);
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    await page.context().close();
  });
});
