/** The figures of settings tried, against the results files that they are drawn from. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../../src/components/csv.ts';
import { parseAnyResult, type SweepResult, type SweepVariant } from '../../src/core/results.ts';
import { ROOT } from './build.ts';
import { assertNoProblems, newPage, openBrowser, siteUrl } from './harness.ts';

const FOLDER = process.env['SITE_RESULTS'] ?? join(ROOT, 'content/results');

function sweep(id: string): SweepResult {
  const file = join(FOLDER, `${id}.json`);
  const result = parseAnyResult(JSON.parse(readFileSync(file, 'utf8')), file);
  if (result.kind !== 'sweep') throw new Error(`${file} holds a ${result.kind}, expected a sweep`);
  return result;
}

const percent = (share: number) => `${(share * 100).toFixed(1)}\u202f%`;
const variantOf = (result: SweepResult, id: string): SweepVariant => {
  const found = result.variants.find((variant) => variant.id === id);
  if (!found) throw new Error(`${result.experiment} has no variant "${id}"`);
  return found;
};

/** The first element with `selector`, once its island answers. */
async function awake(page: Page, selector: string): Promise<Locator> {
  await page.locator(selector).first().scrollIntoViewIfNeeded();
  const island = page.locator(`astro-island:not([ssr]):has(${selector})`).locator(selector).first();
  await island.waitFor();
  return island;
}

const readingOf = (part: Locator) => part.locator('[aria-live]').textContent();

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe('the figures of settings tried', () => {
  it('read every number of trees from the keyboard as the results file has it', async () => {
    const trees = sweep('forest-trees');
    const { page, problems } = await newPage(browser);
    await page.goto(siteUrl('/', 'part-2/'));
    const panel = await awake(page, '[data-sweep="forest-trees"]');
    const chosen = variantOf(trees, trees.chosen.variant);
    await expect
      .poll(() => readingOf(panel))
      .toContain(`${chosen.label}, chosen: ${percent(chosen.accuracy.value)} right`);
    await panel.locator('input[type=range]').focus();
    await page.keyboard.press('Home');
    for (const { label, accuracy } of trees.variants) {
      const reading = await readingOf(panel);
      expect(reading).toContain(label);
      expect(reading).toContain(`${percent(accuracy.value)} right`);
      expect(reading).toContain(`${(accuracy.low * 100).toFixed(1)}–`);
      await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('Escape');
    await expect.poll(() => readingOf(panel)).toContain('chosen');
    assertNoProblems(problems);
    await page.context().close();
  });

  it('switch all panels from accuracy to seconds, and for the neighbours to the time of predicting', async () => {
    const [trees, neighbours] = [sweep('forest-trees'), sweep('nearest-k')];
    const { page, problems } = await newPage(browser, { width: 375 });
    await page.goto(siteUrl('/', 'part-2/'));
    for (const [result, verb, seconds] of [
      [trees, 'fit', variantOf(trees, trees.chosen.variant).fitSeconds],
      [neighbours, 'predict', variantOf(neighbours, neighbours.chosen.variant).predictSeconds],
    ] as const) {
      const selector = `[data-sweep="${result.experiment}"]`;
      const panel = await awake(page, selector);
      const figure = page.locator(`[data-figure="tuning"]:has(${selector})`);
      await figure.getByRole('radio', { name: `Time to ${verb}` }).check();
      const reading = (await readingOf(panel)) ?? '';
      const shown = Number(/: ([\d.]+)\u202fs to /.exec(reading)?.[1]);
      expect(Math.abs(shown / seconds - 1), `${reading} of ${seconds}`).toBeLessThan(0.06);
      expect(reading).toContain(`to ${verb}`);
      await figure.getByRole('radio', { name: 'Accuracy' }).check();
      await expect.poll(() => readingOf(panel)).toContain('right');
    }
    assertNoProblems(problems);
    await page.context().close();
  });

  it('share one accuracy axis between the panels of a figure', async () => {
    const { page } = await newPage(browser, { javaScript: false });
    await page.goto(siteUrl('/', 'part-2/'));
    const ticks = (id: string) =>
      page
        .locator(`[data-sweep="${id}"] .small svg text`)
        .evaluateAll((texts) =>
          texts.filter((t) => t.textContent?.endsWith('%')).map((t) => [t.textContent, t.getAttribute('y')]),
        );
    const penalty = await ticks('perceptron-alpha');
    expect(penalty.length).toBeGreaterThan(2);
    await expect.poll(() => ticks('perceptron-learning-rate')).toEqual(penalty);
    await page.context().close();
  });

  it('compare every part of the convnet with the whole, p-values included', async () => {
    const parts = sweep('convnet-parts');
    const { page, problems } = await newPage(browser);
    await page.goto(siteUrl('/', 'part-2/'));
    const figure = await awake(page, '[data-sweep="convnet-parts"]');
    if (parts.differences) await figure.getByRole('radio', { name: 'Accuracy' }).check();
    await figure.locator('input[type=range]').focus();
    await page.keyboard.press('Home');
    for (const { id, label, accuracy, size } of parts.variants) {
      const reading = (await readingOf(figure)) ?? '';
      expect(reading).toContain(`${label}: ${percent(accuracy.value)} right`);
      if (size) expect(reading).toContain(`${size.count.toLocaleString('en-GB')} ${size.unit}`);
      const test = parts.mcnemar.find(
        ({ a, b }) => [a, b].includes(id) && [a, b].includes(parts.chosen.variant),
      );
      if (test && id !== parts.chosen.variant) {
        const [won, lost] = test.a === id ? [test.onlyA, test.onlyB] : [test.onlyB, test.onlyA];
        expect(reading).toContain(`${won} drawings won, ${lost} lost`);
        const shown = /p ([=<]) ([\d.]+)\.$/.exec(reading);
        if (shown?.[1] === '=') expect(Number(shown[2])).toBeCloseTo(test.pValue, 2);
        else expect(test.pValue).toBeLessThan(0.0001);
      }
      await page.keyboard.press('ArrowDown');
    }
    assertNoProblems(problems);
    await page.context().close();
  });

  it.runIf(sweep('convnet-parts').differences)(
    'begin with the difference of every part to the whole, on the same drawings, as the results file has it',
    async () => {
      const parts = sweep('convnet-parts');
      const whole = variantOf(parts, parts.chosen.variant);
      const { page, problems } = await newPage(browser);
      await page.goto(siteUrl('/', 'part-2/'));
      const figure = await awake(page, '[data-sweep="convnet-parts"]');
      await expect.poll(() => figure.getByRole('radio', { name: 'Difference' }).isChecked()).toBe(true);
      await figure.locator('input[type=range]').focus();
      await page.keyboard.press('Home');
      for (const { id, label, accuracy } of parts.variants) {
        const reading = (await readingOf(figure)) ?? '';
        expect(reading).toContain(`${label}: ${percent(accuracy.value)} right`);
        const pair = parts.differences?.find(({ a, b }) => [a, b].includes(id) && [a, b].includes(whole.id));
        if (id === whole.id) expect(reading).toContain('The others are compared with it');
        else if (pair) {
          const { value, low, high } = pair.difference;
          const [own, from, to] = pair.a === id ? [value, low, high] : [-value, -high, -low];
          const tenths = (Math.abs(own) * 100).toFixed(1);
          if (Number(tenths) === 0) expect(reading).toContain(`level with “${whole.label}”`);
          else expect(reading).toMatch(new RegExp(`${tenths} points? ${own > 0 ? 'above' : 'below'} “`));
          expect(reading.includes('may be chance')).toBe(from <= 0 && to >= 0);
        }
        await page.keyboard.press('ArrowDown');
      }
      assertNoProblems(problems);
      await page.context().close();
    },
  );

  it('ring the epoch with the least mean validation loss, and follow the keys from there', async () => {
    const epochs = sweep('convnet-epochs');
    const { page, problems } = await newPage(browser);
    await page.goto(siteUrl('/', 'part-2/'));
    for (const { id, histories = [] } of epochs.variants) {
      const means = (histories[0] ?? []).map((_, epoch) => {
        const losses = histories.map((fold) => fold[epoch]?.validationLoss ?? Number.NaN);
        return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
      });
      const best = means.reduce((at, mean, i) => (mean < (means[at] ?? 0) ? i : at), 0) + 1;
      const panel = await awake(page, `[data-variant="${id}"]`);
      const reading = (await readingOf(panel)) ?? '';
      const [, epoch, loss] = /^Epoch (\d+): .*validation ([\d.]+)\.$/.exec(reading) ?? [];
      // Losses on the page end after five decimals: another epoch may be shown only if it is as good.
      expect(means[Number(epoch) - 1]).toBeCloseTo(means[best - 1] ?? Number.NaN, 3);
      expect(Number(loss)).toBeCloseTo(means[best - 1] ?? Number.NaN, 2);
      await panel.locator('input[type=range]').focus();
      await page.keyboard.press('End');
      await expect.poll(() => readingOf(panel)).toContain(`Epoch ${means.length}: loss`);
      await page.keyboard.press('ArrowLeft');
      await expect.poll(() => readingOf(panel)).toContain(`Epoch ${means.length - 1}: loss`);
    }
    assertNoProblems(problems);
    await page.context().close();
  });

  it('walk over the squares of the forest and end at the edge', async () => {
    const { page, problems } = await newPage(browser, { width: 375, colorScheme: 'dark' });
    await page.goto(siteUrl('/'));
    const map = await awake(page, '[data-figure="pixel-importances"]');
    await expect.poll(() => readingOf(map)).toContain('the most of all');
    await map.locator('input[type=range]').focus();
    for (let i = 0; i < 28; i++) await page.keyboard.press('ArrowUp');
    for (let i = 0; i < 28; i++) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => readingOf(map)).toContain('Column 1, row 1:');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => readingOf(map)).toContain('Column 2, row 1:');
    assertNoProblems(problems);
    await page.context().close();
  });

  it('stand in the page without JavaScript, with the same numbers in their tables', async () => {
    const { page } = await newPage(browser, { javaScript: false });
    await page.goto(siteUrl('/', 'part-2/'));
    for (const id of ['forest-trees', 'convnet-parts', 'linear-and-kernel', 'convnet-plus']) {
      const result = sweep(id);
      const figure = page.locator(`figure#${id}`);
      await expect
        .poll(() => figure.locator('svg[data-download]').first().getAttribute('aria-label'))
        .toMatch(/: .*\d/);
      await expect.poll(() => figure.locator('input:visible').count()).toBe(0);
      const href = await figure.locator('[data-as="csv"]').getAttribute('href');
      const [table = []] = readCsv(await (await fetch(new URL(href ?? '', page.url()))).text());
      const rows = table.slice(1);
      const expected = result.variants.map(({ label, accuracy }) => [
        label,
        ...[accuracy.value, accuracy.low, accuracy.high].map((share) => (share * 100).toFixed(1)),
      ]);
      const shown = rows.map(([label, ...cells]) => [label?.replace(' (chosen)', ''), ...cells.slice(0, 3)]);
      expect(shown.map(String).sort()).toEqual(expected.map(String).sort());
    }
    await page.context().close();
  });
});
