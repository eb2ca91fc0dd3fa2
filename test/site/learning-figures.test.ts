/** The valley that a reader walks down, and the whisker that grows from dots in front of the reader. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MODEL_NAMES } from '../../src/core/models.ts';
import { parseResult } from '../../src/core/results.ts';
import { resampleModels } from '../../src/figures/Resample/resample-models.ts';
import { ENOUGH_DOTS } from '../../src/figures/Resample/tell-draws.ts';
import { ROOT } from './build.ts';
import {
  assertNoProblems,
  eventually,
  expectNoAxeViolations,
  newPage,
  openBrowser,
  siteUrl,
} from './harness.ts';

const FILE = 'content/results/cats-and-sheep.json';
const models = resampleModels(parseResult(JSON.parse(readFileSync(join(ROOT, FILE), 'utf8')), FILE));

async function island(page: Page, name: string): Promise<Locator> {
  const figure = page.locator(`[data-figure="${name}"]`);
  await page.locator(`figure:has([data-figure="${name}"])`).scrollIntoViewIfNeeded();
  await page.locator(`astro-island:not([ssr]) [data-figure="${name}"]`).waitFor();
  return figure;
}
const told = (figure: Locator) => figure.locator('[aria-live]').textContent();
const dots = (figure: Locator) => figure.locator('svg:visible .dot').count();

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe('the valley', () => {
  it('is walked down from the keyboard: too slowly, well, and out of the picture', async () => {
    const { page, problems } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/'));
    const figure = await island(page, 'valley');
    const slider = figure.getByRole('slider', { name: 'Learning rate' });
    const step = figure.getByRole('button', { name: 'Step', exact: true });

    await slider.focus();
    await page.keyboard.press('Home');
    await step.focus();
    await page.keyboard.press('Enter');
    await eventually(() => told(figure)).toMatch(/^Step 1: the slope is −?[\d.]+, so the weight moves /);
    await expect.poll(() => told(figure)).toContain('At this rate it creeps.');

    await slider.focus();
    await page.keyboard.press('End');
    await step.focus();
    await page.keyboard.press('Enter');
    await eventually(() => told(figure)).toMatch(/^Step 2: .* The ball is out of the picture, loss /);
    await expect
      .poll(() => figure.locator('svg:visible .note').textContent())
      .toContain('out of the picture');

    await figure.getByRole('button', { name: 'Start again' }).click();
    await eventually(() => told(figure)).toMatch(/^The ball starts at /);
    // Some rate between the two gets there.
    const last = Number(await slider.getAttribute('max'));
    const ends: string[] = [];
    for (let rate = 1; rate < last; rate++) {
      await slider.fill(String(rate));
      await figure.getByRole('button', { name: 'Ten steps' }).click();
      await eventually(() => told(figure)).toMatch(/^Steps 1 to 10: /);
      ends.push((await told(figure)) ?? '');
      await figure.getByRole('button', { name: 'Start again' }).click();
      await eventually(() => told(figure)).toMatch(/^The ball starts at /);
    }
    expect(ends.some((end) => end.includes('It has arrived'))).toBe(true);
    assertNoProblems(problems);
    await page.context().close();
  });

  it('stands still without JavaScript, with three ways down', async () => {
    const { page } = await newPage(browser, { javaScript: false });
    await page.goto(siteUrl('/'));
    const ways = page.locator('#valley .still li:visible');
    await expect
      .poll(() => ways.locator('b').allTextContents())
      .toEqual(['Too short', 'About right', 'Too long']);
    await expect.poll(() => ways.locator('svg[role=img] .curve').count()).toBe(3);
    await expect.poll(() => page.locator('[data-figure=valley]').isVisible()).toBe(false);
    await page.context().close();
  });
});

describe('the whisker', () => {
  it('grows from dots, beside the interval of the results, until it is enough', async () => {
    const { page, problems } = await newPage(browser);
    await page.goto(siteUrl('/'));
    const figure = await island(page, 'resample');
    const one = figure.getByRole('button', { name: 'Draw another test' });
    const twenty = figure.getByRole('button', { name: '× 20' });
    const forest = models.find(({ model }) => model === 'forest');
    if (forest === undefined) throw new Error('no forest in the results');
    await figure.getByRole('radio', { name: MODEL_NAMES.forest.short }).check();

    await one.click();
    await eventually(() => dots(figure)).toBe(1);
    const tests = forest.classes.reduce((sum, { of }) => sum + of, 0);
    await expect.poll(() => told(figure)).toMatch(new RegExp(`^Test set 1: \\d+ of ${tests} right, `));
    await expect.poll(() => figure.locator('svg:visible .grown').count()).toBe(0);

    await twenty.click();
    await eventually(() => dots(figure)).toBe(21);
    await expect.poll(() => figure.locator('svg:visible .grown').count()).toBe(1);
    const { low, high } = forest.accuracy;
    await expect
      .poll(() => told(figure))
      .toContain(`in the results goes from ${(low * 100).toFixed(1)} to ${(high * 100).toFixed(1)}.`);

    for (let dot = 21; dot < ENOUGH_DOTS; dot += 20) await twenty.click();
    await eventually(() => dots(figure)).toBe(ENOUGH_DOTS);
    await expect.poll(() => told(figure)).toContain('That is enough');
    await one.click({ force: true }); // its attribute says that it does nothing, and so it should
    await expect.poll(() => dots(figure)).toBe(ENOUGH_DOTS);

    await figure.getByRole('radio', { name: MODEL_NAMES.nearest.short }).check();
    await eventually(() => dots(figure)).toBe(0);
    assertNoProblems(problems);
    await page.context().close();
  });

  it('stands still without JavaScript: an interval and the training sets of every model', async () => {
    const { page } = await newPage(browser, { javaScript: false, width: 375 });
    await page.goto(siteUrl('/'));
    const still = page.locator('#resample .still svg:visible');
    await expect.poll(() => still.locator('.whisker').count()).toBe(4);
    const classic = models.filter(({ model }) => model !== 'convnet-plus');
    const sets = classic.reduce((sum, { bySet }) => sum + bySet.length, 0);
    await expect.poll(() => still.locator('.set').count()).toBe(sets);
    await expect.poll(() => page.locator('[data-figure=resample]').isVisible()).toBe(false);
    await page.context().close();
  });
});

it.each([
  [280, 'light'],
  [1280, 'dark'],
] as const)('both fit %i px and violate no accessibility rule in the %s', async (width, colorScheme) => {
  const { page, problems } = await newPage(browser, { width, colorScheme, reducedMotion: true });
  await page.goto(siteUrl('/'));
  const valley = await island(page, 'valley');
  await valley.getByRole('button', { name: 'Ten steps' }).click();
  await eventually(() => told(valley)).toContain('Steps 1 to 10');
  const resample = await island(page, 'resample');
  await resample.getByRole('button', { name: '× 20' }).click();
  await eventually(() => dots(resample)).toBe(20);
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
    .toBeLessThanOrEqual(width);
  await expectNoAxeViolations(page, '#valley', '#resample');
  assertNoProblems(problems);
  await page.context().close();
});
