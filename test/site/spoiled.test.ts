/** Browsers and add-ons that change what the page is made of: translators, falsified canvases, scripts that do not come. */
import { readFile } from 'node:fs/promises';
import { decode } from 'fast-png';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSprite } from '../../src/core/read-sprite.ts';
import { CATS_AND_SHEEP, LOADED, newPage, openBrowser, SOON, siteUrl } from './harness.ts';
import { doodleOf, drawWithMouse } from './pen.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const alive = (page: Page) => page.locator('astro-island:not([ssr]) .demo').waitFor();
const said = (page: Page) => page.locator('.demo [data-model] .answer').allInnerTexts();
const all = (page: Page) =>
  expect.poll(async () => (await said(page)).every((each) => /%|undecided/.test(each)), LOADED).toBe(true);

/** Puts every text of the page into a `<font>`, as translators do, in capitals for want of a language. */
const translate = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      const parent = text.parentElement;
      if (!text.data.trim() || parent === null || ['SCRIPT', 'STYLE'].includes(parent.tagName)) continue;
      if (parent.closest('[translate=no]')) continue;
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      inner.textContent = text.data.toUpperCase();
      outer.append(inner);
      text.replaceWith(outer);
    }
  });

describe('a page that was translated', () => {
  it('goes on to say what the models say, and what was pressed', async () => {
    const { page, problems } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/', CATS_AND_SHEEP));
    await alive(page);
    await translate(page);
    await expect.poll(() => page.locator('.demo .verdict').innerText()).toBe('NOTHING DRAWN YET.');
    await drawWithMouse(page, doodleOf('cat'));
    await all(page);
    await expect.poll(() => page.locator('.demo .verdict').innerText(), SOON).toMatch(/say/);
    await translate(page);
    await page.getByRole('button', { name: 'CLEAR', exact: true }).click();
    await expect.poll(() => page.locator('.demo .verdict').innerText(), SOON).toBe('Nothing drawn yet.');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('follows in the figures of the article too', async () => {
    const { page, problems } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/'));
    const figure = page.locator('[data-figure=threshold]');
    await figure.scrollIntoViewIfNeeded();
    await page.locator('astro-island:not([ssr]) [data-figure=threshold]').waitFor();
    await translate(page);
    const before = await figure.innerText();
    await figure.getByRole('slider').first().focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('PageDown');
    await expect.poll(() => figure.innerText(), SOON).not.toBe(before);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

describe('a browser that falsifies canvases', () => {
  /** As Firefox does with `privacy.resistFingerprinting`. */
  const falsify = () => {
    const noise = (data: Uint8ClampedArray) => {
      for (let i = 0; i < data.length; i++) data[i] = (i * 2654435761) >>> 24;
    };
    const { getImageData } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.getImageData = function (...args) {
      const image = getImageData.apply(this, args);
      noise(image.data);
      return image;
    };
    HTMLCanvasElement.prototype.toBlob = (callback) => callback(new Blob(['noise'], { type: 'image/png' }));
    HTMLCanvasElement.prototype.toDataURL = () => 'data:image/png;base64,bm9pc2U=';
  };

  async function openExhibit(spoiled: boolean): Promise<Page> {
    const { page } = await newPage(browser, { reducedMotion: true });
    if (spoiled) await page.addInitScript(falsify);
    await page.goto(siteUrl('/', CATS_AND_SHEEP));
    await alive(page);
    await page.locator('.chooser summary').click();
    await page.locator('.chooser .grid button').first().click();
    await all(page);
    return page;
  }

  it('has the models judge a real drawing as every other browser does', async () => {
    const [right, spoiled] = [await openExhibit(false), await openExhibit(true)];
    await expect.poll(() => said(spoiled)).toEqual(await said(right));
    for (const page of [right, spoiled]) await page.context().close();
  });

  it('shows the numbers that a drawing is made of, and saves pictures of it, as they are', async () => {
    const { page } = await newPage(browser, { reducedMotion: true });
    await page.addInitScript(falsify);
    await page.goto(siteUrl('/'));
    const samples = page.locator('[data-figure=samples]');
    await samples.scrollIntoViewIfNeeded();
    await page.locator('astro-island:not([ssr]) [data-figure=samples]').waitFor();
    const button = samples.locator('li button').first();
    const number = Number(
      /drawing (\d+)/.exec((await button.locator('[role=img]').getAttribute('aria-label')) ?? '')?.[1],
    );
    const label = await button.locator('[role=img]').getAttribute('aria-label');
    const word = label?.includes('sheep') ? 'sheep' : 'cat';
    await button.click();
    const ink = readSprite(await readFile(`public/exhibits/${word}.png`), 100, word)[number - 1];
    const value = page.locator('dialog [data-ink]');
    await expect.poll(() => value.getAttribute('data-ink'), SOON).toMatch(/\d/);
    await page.locator('dialog input[type=range]').focus();
    for (let step = 0; step < 8; step++) {
      const row = 14 - step;
      await expect
        .poll(() => value.getAttribute('data-ink'), SOON)
        .toBe(String(Math.round(255 * (ink?.[row * 28 + 14] ?? -1))));
      await page.keyboard.press('ArrowUp');
    }

    await page.goto(siteUrl('/', CATS_AND_SHEEP));
    await alive(page);
    await drawWithMouse(page, doodleOf('cat'));
    await page.locator('details.share summary').click();
    for (const [name, side] of [
      ['28 × 28 PNG', 28],
      ['PNG', 1000],
    ] as const) {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name, exact: true }).click(),
      ]);
      const image = decode(await readFile(await file.path()));
      expect([image.width, image.height, image.channels]).toEqual([side, side, 1]);
    }
    await page.context().close();
  });
});

describe('a script that does not come', () => {
  it.each([
    ['TimelinePanel', 'The timeline has not come', 'How they made up their minds'],
    ['EvidencePanel', 'What the models went by has not come', 'Why they say so'],
  ])('is missed (%s), and comes after a retry', async (chunk, sentence, title) => {
    const { page } = await newPage(browser, { reducedMotion: true });
    const uncaught: string[] = [];
    page.on('pageerror', (error) => uncaught.push(error.message));
    await page.route(`**/${chunk}*.js`, (route) => route.abort());
    await page.goto(siteUrl('/', CATS_AND_SHEEP));
    await alive(page);
    const alert = page.getByRole('alert').filter({ hasText: sentence });
    await alert.waitFor();
    await page.unroute(`**/${chunk}*.js`);
    await alert.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('heading', { name: title }).waitFor();
    await expect.poll(() => alert.count()).toBe(0);
    expect(uncaught).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['draw/', 'DrawTasks'],
    ['embed/draw/', 'DrawEmbed'],
  ])('is missed where it is the pad itself, at /%s', async (path, chunk) => {
    const { page } = await newPage(browser, { reducedMotion: true });
    await page.route(`**/${chunk}*.js`, (route) => route.abort());
    await page.goto(siteUrl('/', path));
    const notice = page.locator('.missing-island');
    await notice.waitFor();
    await expect.poll(() => notice.innerText()).toMatch(/has not come/);
    await page.unroute(`**/${chunk}*.js`);
    await notice.getByRole('button', { name: 'Reload the page' }).click();
    await alive(page);
    await expect.poll(() => notice.count()).toBe(0);
    await page.context().close();
  });
});
