/** Training on `/train/` in Chromium, what comes out of it, and the pad with the reader's own models. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAD_SIDE } from '../../src/components/pad/drawing.ts';
import {
  assertNoProblems,
  eventually,
  expectNoAxeViolations,
  LOADED,
  newPage,
  openBrowser,
  type PageOptions,
  siteUrl,
} from './harness.ts';
import { doodleOf, drawWithMouse } from './pen.ts';

/** Four models on a busy machine. */
const TRAINED = { timeout: 240_000, interval: 100 };

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** `/train/` with cats and sheep, ready to train. */
async function open(query = '&examples=40', options: PageOptions = {}) {
  const { page, problems } = await newPage(browser, options);
  await page.goto(siteUrl('/', `train/?words=cat,sheep${query}`));
  await eventually(() => page.locator('.train').getAttribute('aria-disabled'), LOADED).toBe('false');
  return { page, problems, close: () => page.context().close() };
}

const phases = (page: Page) =>
  page.locator('[data-live]').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.phase));
const isTraining = (page: Page) => page.locator('#training').getAttribute('data-training');

async function train(page: Page): Promise<void> {
  await page.locator('.train').click();
  await eventually(() => page.locator('[data-live]').count()).toBeGreaterThan(0);
  await eventually(() => isTraining(page), TRAINED).toBe('false');
}

describe('training two words', () => {
  it('gives four models with their results, and a pad on which they answer', async () => {
    const { page, problems, close } = await open();
    await expect.poll(() => page.locator('#results').innerText()).toContain('Nothing yet.');
    await train(page);
    await expect.poll(() => phases(page)).toEqual(['trained', 'trained', 'trained', 'trained']);
    const results = page.locator('#results');
    await eventually(() => results.locator('[data-confidence]').count()).toBe(4);
    await expect.poll(() => results.locator('[data-pair]').innerText()).toContain('right');
    await results.getByText('The numbers', { exact: true }).click();
    await expect.poll(() => results.locator('[data-score]').count()).toBe(4);

    // A cell opens its drawings, and one of them opens large.
    const cell = results.locator('[data-cell="cat-cat"]');
    const count = Number(await cell.locator('strong').innerText());
    await cell.click();
    await eventually(() => results.locator('[data-drawing]').count()).toBe(count);
    await results.locator('[data-drawing]').first().click();
    await eventually(() => page.locator('dialog[open] h2').innerText()).toContain('A “cat”;');
    await page.keyboard.press('Escape');

    await eventually(() => page.locator('.pad .demo').count(), LOADED).toBe(1);
    await page.locator('.pad .demo').scrollIntoViewIfNeeded();
    await drawOnOwnPad(page, 'cat');
    await eventually(() => page.locator('.pad [data-model][data-class]').count(), LOADED).toBe(4);
    await eventually(() => page.locator('.pad .verdict').innerText()).toMatch(/cat|sheep/);
    await expect
      .poll(() => page.locator('.pad [data-model=forest] .note').textContent())
      .toContain('your 16 held-out drawings');

    // Its reasons are of the reader's own drawings.
    await page.locator('.evidence').scrollIntoViewIfNeeded();
    await eventually(() => page.locator('[data-reasons=nearest] .alike li').count(), LOADED).toBe(6);
    await expect
      .poll(() => page.locator('[data-reasons=nearest]').innerText())
      .toContain('training drawings');

    // A shared drawing leads back here.
    await page.getByText('Share or save', { exact: true }).click();
    await eventually(() => page.locator('.share input').inputValue()).toContain('/train/#d=1.train.');
    const link = await page.locator('.share input').inputValue();
    assertNoProblems(problems);
    await close();
    const other = await open(`&examples=40${new URL(link).hash}`);
    await eventually(() => other.page.locator('#results').innerText()).toContain('holds a drawing');
    await other.page.getByLabel('Convolutional network', { exact: true }).uncheck();
    await train(other.page);
    await eventually(() => other.page.locator('.pad [data-model][data-class]').count(), LOADED).toBe(3);
    assertNoProblems(other.problems);
    await other.close();
  });

  it('keeps nothing of older trainings, and says when results are of an earlier state', async () => {
    const { page, close } = await open();
    for (const id of ['Multi-layer perceptron', 'Convolutional network'])
      await page.getByLabel(id, { exact: true }).uncheck();
    await page.evaluate(() => {
      const live = new Set<string>();
      const { createObjectURL, revokeObjectURL } = URL;
      URL.createObjectURL = (made) => {
        const url = createObjectURL.call(URL, made);
        live.add(url);
        return url;
      };
      URL.revokeObjectURL = (url) => {
        live.delete(url);
        revokeObjectURL.call(URL, url);
      };
      Object.assign(globalThis, { live });
    });
    const counts: number[] = [];
    for (let round = 0; round < 3; round++) {
      await train(page);
      await eventually(() => page.locator('.pad .demo').count(), LOADED).toBe(1);
      counts.push(await page.evaluate(() => (globalThis as unknown as { live: Set<string> }).live.size));
    }
    expect(new Set(counts).size).toBe(1);
    await expect.poll(() => page.locator('.stale').count()).toBe(0);
    const card = page.locator('[data-card=forest]');
    await card.locator('summary').click();
    await card.getByLabel('5', { exact: true }).check();
    await eventually(() => page.locator('.stale').innerText()).toContain('the random forest');
    await card.getByRole('button', { name: 'Back to the defaults' }).click();
    await eventually(() => page.locator('.stale').count()).toBe(0);
    await close();
  });
});

describe('stopping in the middle', () => {
  it('keeps what has been learnt so far, and says how much that is', async () => {
    const { page, problems, close } = await open('&models=convnet');
    const card = page.locator('[data-card=convnet]');
    await card.locator('summary').click();
    const longest = card.locator('fieldset').first().locator('input').last();
    await longest.check();
    await page.locator('.train').click();
    const words = page.locator('[data-live=convnet] .words');
    await eventually(() => words.innerText(), LOADED).toMatch(/^[3-9] of \d+ epochs/);
    await page.getByRole('button', { name: 'Stop, and keep what is learnt' }).click();
    await eventually(() => isTraining(page), TRAINED).toBe('false');
    await expect
      .poll(() => words.innerText())
      .toMatch(/^stopped after \d+ of \d+ epochs; what it has learnt so far stays$/);
    await eventually(() => page.locator('#results').innerText()).toContain('Stopped before its time');
    await eventually(() => page.locator('.pad .demo').count(), LOADED).toBe(1);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.classList.contains('train')))
      .toBe(true);
    assertNoProblems(problems);
    await close();
  });
});

describe.each([1280, 375])('at %i px', (width) => {
  it.each(['light', 'dark'] as const)('results are accessible to everyone, %s', async (colorScheme) => {
    const { page, problems, close } = await open('&examples=30&models=forest,nearest,perceptron', {
      width,
      colorScheme,
    });
    await train(page);
    await eventually(() => page.locator('.pad .demo').count(), LOADED).toBe(1);
    for (const summary of await page.locator('#models summary, #results .curves summary').all())
      await summary.click();
    await page.locator('[data-cell="sheep-sheep"]').click();
    await expectNoAxeViolations(page);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(width);
    assertNoProblems(problems);
    await close();
  });
});

/** Draws a doodle of the house on the pad of the results: the page has another one. */
async function drawOnOwnPad(page: Page, word: string): Promise<void> {
  const pads = page.getByRole('application');
  if ((await pads.count()) === 1) return drawWithMouse(page, doodleOf(word));
  const box = await page.locator('.pad').getByRole('application').boundingBox();
  if (box === null) throw new Error('the pad is not in the window');
  for (const [xs, ys] of doodleOf(word))
    for (let i = 0; i < xs.length; i++) {
      const place = (at: number) => (at * box.width) / PAD_SIDE;
      await page.mouse.move(box.x + place(xs[i] as number), box.y + place(ys[i] as number));
      if (i === 0) await page.mouse.down();
      if (i === xs.length - 1) await page.mouse.up();
    }
}
