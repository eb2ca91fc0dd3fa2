import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classicModels } from '../../src/core/classic-models.ts';
import { CLASSIC_IDS, MODEL_NAMES } from '../../src/core/models.ts';
import { parseResult, type Roc } from '../../src/core/results.ts';
import { ROOT } from './build.ts';
import { assertNoProblems, expectNoAxeViolations, newPage, openBrowser, siteUrl } from './harness.ts';

const FILE = 'content/results/cats-and-sheep.json';
const result = classicModels(parseResult(JSON.parse(readFileSync(join(ROOT, FILE), 'utf8')), FILE));
const rocs = Object.fromEntries(result.models.map((m) => [m.model, m.roc[0] as Roc]));

/** Straight from the results file: the last operating point whose threshold is at least `t`. */
function expected(model: string, t: number) {
  const roc = rocs[model] as Roc;
  const index = Math.max(
    0,
    roc.threshold.findLastIndex((threshold) => threshold >= t),
  );
  const tp = roc.truePositives[index] as number;
  const fp = roc.falsePositives[index] as number;
  return {
    tp,
    fn: roc.positives - tp,
    fp,
    tn: roc.negatives - fp,
    fpr: fp / roc.negatives,
    tpr: tp / roc.positives,
  };
}

const cats = result.exhibits.find((e) => e.class === 'cat');
const blocked = new Set(cats?.blocked);
const shownCats = Array.from({ length: cats?.count ?? 0 }, (_, i) => i).filter((i) => !blocked.has(i));

/** Exhibits of the first class that are called the second at `t`, by the published probabilities. */
function missedCats(model: string, t: number): number {
  const rows = result.models.find((m) => m.model === model)?.exhibits.cat ?? [];
  return rows.filter((row, i) => !blocked.has(i) && (row[0] as number) < t).length;
}

async function island(page: Page, name: string): Promise<Locator> {
  const figure = page.locator(`[data-figure="${name}"]`);
  await figure.scrollIntoViewIfNeeded();
  await page.locator(`astro-island:not([ssr]) [data-figure="${name}"]`).waitFor();
  return figure;
}

async function matrixOf(figure: Locator) {
  const read = async (cell: string) =>
    Number(await figure.locator(`[data-cell="${cell}"] strong`).textContent());
  return {
    tp: await read('cat-cat'),
    fn: await read('cat-sheep'),
    fp: await read('sheep-cat'),
    tn: await read('sheep-sheep'),
  };
}

/** The operating point as drawn: rates read back from the circle's place between the axes' ends. */
async function drawnPoint(figure: Locator) {
  return figure.locator('svg:has(.curve)').evaluate((svg) => {
    const number = (selector: string, name: string) =>
      Number((svg.querySelector(selector) as Element).getAttribute(name));
    const [left, width] = [number('clipPath rect', 'x'), number('clipPath rect', 'width')];
    const [top, height] = [number('clipPath rect', 'y'), number('clipPath rect', 'height')];
    return {
      fpr: (number('.point', 'cx') - left) / width,
      tpr: (top + height - number('.point', 'cy')) / height,
    };
  });
}

/** @param digits to which the place of the point is told: in the page as it comes, a thousandth of a pixel. */
async function expectConsistent(figure: Locator, model: string, threshold: number, digits = 6) {
  const { fpr, tpr, ...counts } = expected(model, threshold);
  await expect.poll(() => matrixOf(figure)).toEqual(counts);
  const drawn = await drawnPoint(figure);
  expect(drawn.fpr).toBeCloseTo(fpr, digits);
  expect(drawn.tpr).toBeCloseTo(tpr, digits);
  const accuracy = ((counts.tp + counts.tn) / (counts.tp + counts.fn + counts.fp + counts.tn)) * 100;
  await expect
    .poll(() => figure.locator('[data-metric="accuracy"]').textContent())
    .toContain(accuracy.toFixed(1));
  await expect
    .poll(() => figure.locator('.summary').textContent())
    .toContain(
      `${counts.tp.toLocaleString('en-GB')} of ${(counts.tp + counts.fn).toLocaleString('en-GB')} cats`,
    );
}

async function setSlider(figure: Locator, threshold: number) {
  await figure.locator('input[type="range"]').fill(String(threshold));
}

describe('the figures', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it('link threshold, matrix and ROC point exactly as the results file says, for every model', async () => {
    const { page, problems } = await newPage(browser);
    await page.goto(siteUrl('/'));
    const figure = await island(page, 'threshold');
    for (const model of CLASSIC_IDS) {
      await figure.getByRole('radio', { name: MODEL_NAMES[model].short }).check();
      for (const threshold of [0.5, 0, 0.07, 0.62, 0.95, 1]) {
        await setSlider(figure, threshold);
        await expectConsistent(figure, model, threshold);
      }
    }
    assertNoProblems(problems);
    await page.context().close();
  });

  it('offer the moves of the threshold that cost nothing, and say so where there is none', async () => {
    const { page } = await newPage(browser);
    await page.goto(siteUrl('/'));
    const figure = await island(page, 'threshold');
    const moves = figure.locator('.free button');
    for (const threshold of [0.5, 0.9, 0.2]) {
      await setSlider(figure, threshold);
      await expect.poll(() => figure.locator('[data-threshold]').textContent()).toBe(threshold.toFixed(2));
      for (let taken = 0; taken < 4 && (await moves.count()) > 0; taken++) {
        const before = await matrixOf(figure);
        await moves.first().click();
        await expect.poll(() => matrixOf(figure)).not.toEqual(before);
        const after = await matrixOf(figure);
        expect([after.tp - before.tp, before.fp - after.fp].sort((a, b) => a - b)).toEqual([
          0,
          expect.any(Number),
        ]);
        expect(after.tp - before.tp + before.fp - after.fp).toBeGreaterThan(0);
      }
      await expect.poll(() => moves.count()).toBe(0);
      await expect.poll(() => figure.locator('.free').textContent()).toContain('No free move from here');
    }
    await page.context().close();
  });

  it('agree with the confusion counts of the results file at 0.5', async () => {
    const { page } = await newPage(browser);
    await page.goto(siteUrl('/'));
    const figure = await island(page, 'threshold');
    for (const m of result.models) {
      await figure.getByRole('radio', { name: MODEL_NAMES[m.model].short }).check();
      const [[tp, fn], [fp, tn]] = m.confusion.counts as [[number, number], [number, number]];
      await expect.poll(() => matrixOf(figure)).toEqual({ tp, fn, fp, tn });
    }
    await page.context().close();
  });

  it('follow a drag over the histogram and a drag along the curve', async () => {
    const { page } = await newPage(browser);
    await page.goto(siteUrl('/'));
    const figure = await island(page, 'threshold');
    const histogram = figure.locator('svg:has(.threshold):visible');
    await histogram.scrollIntoViewIfNeeded();
    const box = await histogram.boundingBox();
    if (!box) throw new Error('the histogram is not visible');
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.5, { steps: 5 });
    await page.mouse.up();
    const dragged = Number(await figure.locator('[data-threshold]').textContent());
    expect(dragged).toBeGreaterThan(0.75);
    expect(dragged).toBeLessThan(0.86);
    await expectConsistent(figure, 'convnet', dragged);

    const curve = figure.locator('svg:has(.curve)');
    await curve.scrollIntoViewIfNeeded();
    const point = await curve.locator('.grip').boundingBox();
    const plot = await curve.boundingBox();
    if (!point || !plot) throw new Error('the ROC curve is not visible');
    await page.mouse.move(point.x + point.width / 2, point.y + point.height / 2);
    await page.mouse.down();
    await page.mouse.move(plot.x + plot.width * 0.5, plot.y + plot.height * 0.1, { steps: 5 });
    await page.mouse.up();
    const snapped = Number(await figure.locator('[data-threshold]').textContent());
    expect(snapped).toBeLessThan(dragged);
    await expectConsistent(figure, 'convnet', snapped);
    await page.context().close();
  });

  it('can be worked by keyboard alone', async () => {
    const { page } = await newPage(browser);
    await page.goto(siteUrl('/'));
    const figure = await island(page, 'threshold');
    await figure.getByRole('radio', { name: 'Convnet' }).focus();
    await page.keyboard.press('ArrowLeft');
    await expectConsistent(figure, 'perceptron', 0.5);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('type'));
    // Past the moves that are free, of which there are none, one or two.
    for (let tabs = 0; tabs < 3 && (await focused()) !== 'range'; tabs++) await page.keyboard.press('Tab');
    await expect.poll(() => focused()).toBe('range');
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight');
    await expectConsistent(figure, 'perceptron', 0.62);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter'); // lower
    await expectConsistent(figure, 'perceptron', 0.61);
    await page.keyboard.press('Tab'); // raise
    await page.keyboard.press('Tab'); // cat called cat
    await page.keyboard.press('Tab'); // cat called sheep
    await page.keyboard.press('Enter');
    await expect
      .poll(() => figure.locator('[data-gallery]').textContent())
      .toMatch(/Cats\s+that the perceptron\s+calls\s+sheep\s+at threshold 0\.61/);
    await expect
      .poll(() => figure.locator('[aria-live]').textContent())
      .toMatch(/Multi-layer perceptron\. At 0\.61, [\d,]+ of [\d,]+ cats are found/);
    await page.context().close();
  });

  it('show the exhibits of a cell, and one of them pixel by pixel', async () => {
    const { page, problems } = await newPage(browser);
    await page.goto(siteUrl('/doodles/'));
    const figure = await island(page, 'threshold');
    await figure.getByRole('radio', { name: 'Forest' }).check();
    await setSlider(figure, 0.6);
    await figure.locator('[data-cell="cat-sheep"]').click();
    const gallery = figure.locator('[data-gallery]');
    const count = missedCats('forest', 0.6);
    expect(count).toBeGreaterThan(0);
    await expect.poll(() => gallery.locator('li').count()).toBe(count);
    await gallery.getByRole('button').first().click();
    const dialog = page.locator('dialog[open]');
    await dialog.locator('[data-ink]').waitFor();
    await dialog.getByRole('slider').focus();
    const readings = new Set<number>();
    for (let i = 0; i < 14; i++) await page.keyboard.press('ArrowUp');
    for (let row = 0; row < 28; row++) {
      const text = (await dialog.locator('[data-ink]').textContent()) ?? '';
      expect(text).toContain(`Row ${row + 1},`);
      readings.add(Number(await dialog.locator('[data-ink]').getAttribute('data-ink')));
      await page.keyboard.press('ArrowDown');
    }
    expect(readings.has(0)).toBe(true);
    expect(Math.max(...readings)).toBeGreaterThan(100);
    expect(Math.max(...readings)).toBeLessThanOrEqual(255);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
    assertNoProblems(problems);
    await page.context().close();
  });

  it('keep their state in the address and take it from there', async () => {
    const { page } = await newPage(browser);
    await page.goto(siteUrl('/', '?kept=1'));
    const figure = await island(page, 'threshold');
    await figure.getByRole('radio', { name: 'Forest' }).check();
    await setSlider(figure, 0.37);
    await figure.locator('[data-cell="sheep-cat"]').click();
    await expect
      .poll(() => new URL(page.url()).search)
      .toBe('?kept=1&model=forest&threshold=0.37&cell=sheep-cat');
    await page.reload();
    const again = await island(page, 'threshold');
    await expectConsistent(again, 'forest', 0.37);
    await expect
      .poll(() => again.locator('[data-cell="sheep-cat"]').getAttribute('aria-pressed'))
      .toBe('true');
    await expect.poll(() => again.locator('input[type="range"]').inputValue()).toBe('0.37');
    await page.context().close();
  });

  it('start from the defaults when the address holds nonsense', async () => {
    const { page, problems } = await newPage(browser);
    await page.goto(siteUrl('/', '?model=oracle&threshold=seven&cell=dog-cat'));
    const figure = await island(page, 'threshold');
    await expectConsistent(figure, 'convnet', 0.5);
    await expect.poll(() => figure.locator('[data-gallery]').count()).toBe(0);
    assertNoProblems(problems);
    await page.context().close();
  });

  it('read the learning curve point by point from the keyboard, and drop 2017 on request', async () => {
    const { page } = await newPage(browser);
    await page.goto(siteUrl('/'));
    const figure = await island(page, 'learning-curve');
    const chart = figure.getByRole('slider');
    const reading = figure.locator('.reading');
    const series = result.learningCurve.find((s) => s.model === 'convnet');
    const percent = (share: number) => (share * 100).toFixed(1);
    await chart.focus();
    await page.keyboard.press('End');
    for (const point of [...(series?.points ?? [])].reverse()) {
      await expect
        .poll(() => reading.textContent())
        .toContain(
          `Convolutional network, ${point.trainDrawings.toLocaleString('en-GB')} training drawings: ${percent(point.accuracy.value)}`,
        );
      await page.keyboard.press('ArrowLeft');
    }
    const dashed = figure.locator('.series.reference:visible');
    await expect.poll(() => dashed.count()).toBeGreaterThan(0);
    await figure.getByLabel('Show 2017').uncheck();
    await expect.poll(() => dashed.count()).toBe(0);
    await figure.getByRole('radio', { name: 'Error rate' }).check();
    await expect
      .poll(() => reading.textContent())
      .toContain(`${percent(1 - (series?.points.at(-1)?.accuracy.value ?? 0))}\u202f% wrong`);
    await page.context().close();
  });

  it('count the mistakes of a model among the exhibits as the results file has them', async () => {
    const { page } = await newPage(browser);
    await page.goto(siteUrl('/'));
    const figure = await island(page, 'errors');
    await figure.getByRole('radio', { name: 'Perceptron' }).check();
    await figure.getByRole('radio', { name: 'Cats' }).check();
    const count = missedCats('perceptron', 0.5);
    await expect
      .poll(() => figure.locator('.summary').textContent())
      .toContain(`${count} of ${shownCats.length} cats`);
    const all = figure.getByRole('button', { name: /^Show all/ });
    if (await all.count()) await all.click();
    await expect.poll(() => figure.locator('.cards > li').count()).toBe(count);
    await page.context().close();
  });

  it('shuffle the samples to the same deal every time, and say so', async () => {
    const { page } = await newPage(browser);
    const deal = async () => {
      await page.goto(siteUrl('/'));
      const figure = await island(page, 'samples');
      const names = () => figure.getByRole('img').evaluateAll((all) => all.map((e) => e.ariaLabel));
      const first = await names();
      await figure.getByRole('button', { name: 'Shuffle' }).click();
      await expect.poll(() => figure.locator('[aria-live]').textContent()).toContain('other cats');
      return [first, await names()];
    };
    const [first, shuffled] = await deal();
    expect(first?.[0]).toBe(`drawing ${(shownCats[0] ?? 0) + 1} of a cat`);
    expect(shuffled).not.toEqual(first);
    expect(new Set(shuffled).size).toBe(first?.length);
    expect((await deal())[1]).toEqual(shuffled);
    await page.context().close();
  });

  it('offer themselves as SVG that stands alone and as CSV that equals the table', async () => {
    const { page } = await newPage(browser);
    await page.goto(siteUrl('/doodles/'));
    await island(page, 'learning-curve');
    const frame = page.locator('[data-frame="learning-curve"]');
    const download = async (as: string) => {
      const [event] = await Promise.all([
        page.waitForEvent('download'),
        frame.locator(`[data-as="${as}"]`).click(),
      ]);
      return { name: event.suggestedFilename(), text: readFileSync(await event.path(), 'utf8') };
    };
    const svg = await download('svg');
    expect(svg.name).toBe('learning-curve.svg');
    expect(svg.text).not.toContain('var(');
    const problem = await page.evaluate(
      (text) =>
        new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent,
      svg.text,
    );
    expect(problem).toBeUndefined();
    expect(svg.text.match(/<svg/g)).toHaveLength(2);
    const csv = await download('csv');
    const lines = csv.text.trim().split('\r\n');
    const ours = result.learningCurve.flatMap((s) => s.points).length;
    expect(lines.filter((line) => line.includes(',here,'))).toHaveLength(ours);
    expect(lines.filter((line) => line.includes(',2017,'))).toHaveLength(20);
    await page.context().close();
  });

  it('stand in the page without JavaScript', async () => {
    const { page } = await newPage(browser, { javaScript: false });
    await page.goto(siteUrl('/'));
    const figure = page.locator('[data-figure="threshold"]');
    await expectConsistent(figure, 'convnet', 0.5, 5);
    await expect
      .poll(() => figure.locator('svg:has(.threshold):visible rect.right').count())
      .toBeGreaterThan(0);
    await expect.poll(() => page.locator('[data-figure="learning-curve"] svg:visible .line').count()).toBe(8);
    await expect.poll(() => page.locator('[data-figure="samples"] [role="img"]').count()).toBe(20);
    await expect.poll(() => page.locator('[data-figure="errors"] .cards > li').count()).toBeGreaterThan(0);
    await page.context().close();
  });

  it.each([
    [375, 'light'],
    [375, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('fit %i px and violate no accessibility rule in the %s', async (width, colorScheme) => {
    const { page, problems } = await newPage(browser, { width, colorScheme, reducedMotion: true });
    await page.goto(siteUrl('/', '?cell=cat-sheep&threshold=0.6'));
    for (const name of ['samples', 'learning-curve', 'errors', 'threshold']) await island(page, name);
    const figure = page.locator('[data-figure="threshold"]');
    await figure.locator('[data-gallery]').waitFor();
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(width);
    await expectNoAxeViolations(page, 'figure[data-frame]');
    if (width === 375) {
      await figure.locator('[data-gallery] button').first().click();
      await page.locator('dialog[open] [data-ink]').waitFor();
      await expectNoAxeViolations(page, 'dialog[open]');
    }
    assertNoProblems(problems);
    await page.context().close();
  });
});
