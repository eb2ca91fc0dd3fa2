/** The figures of changed conditions, in the browser: sliders, live answers, and what they read off the results. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../../src/components/csv.ts';
import type { ConditionsResult } from '../../src/core/condition-results.ts';
import { MODEL_NAMES } from '../../src/core/models.ts';
import { parseAnyResult } from '../../src/core/results.ts';
import { ROOT } from './build.ts';
import {
  assertNoProblems,
  eventually,
  expectNoAxeViolations,
  LOADED,
  newPage,
  openBrowser,
  siteUrl,
} from './harness.ts';

function conditions(id: string): ConditionsResult {
  const file = join(ROOT, 'content/results', `${id}.json`);
  const result = parseAnyResult(JSON.parse(readFileSync(file, 'utf8')), file);
  if (result.kind !== 'conditions') throw new Error(`${file} holds a ${result.kind}`);
  return result;
}
const percent = (share: number) => `${(share * 100).toFixed(1)}\u202f%`;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function awake(page: Page, id: string): Promise<Locator> {
  const figure = page.locator(`#${id}`);
  await figure.scrollIntoViewIfNeeded();
  await figure.locator('astro-island:not([ssr])').waitFor();
  await eventually(() => figure.locator('input[type=range]').first().isEnabled()).toBe(true);
  return figure;
}
const inkOf = (figure: Locator) =>
  figure.locator('.seen canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(0, 0, 28, 28);
    return Array.from({ length: 784 }, (_, i) => data[4 * i] as number);
  });

describe('the same doodle, prepared otherwise', () => {
  it('changes picture and answers by keyboard, fetches no model before, and goes back to the usual', async () => {
    const { page, problems } = await newPage(browser, { reducedMotion: true });
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await page.goto(siteUrl('/', 'part-2/'));
    const figure = await awake(page, 'rendering');
    await page.waitForTimeout(300);
    expect(fetched.filter((url) => /\.wasm$|\.onnx(\?|$)/.test(url))).toEqual([]);
    const usual = await inkOf(figure);

    const size = figure.getByRole('slider', { name: 'Size' });
    await size.focus();
    await page.keyboard.press('Home');
    await eventually(() => size.getAttribute('aria-valuetext')).toBe('40 %');
    await eventually(
      () => figure.locator('[data-model=convnet]').getAttribute('data-class'),
      LOADED,
    ).not.toBeNull();
    const small = await inkOf(figure);
    expect(small.filter((ink) => ink > 0).length).toBeLessThan(usual.filter((ink) => ink > 0).length / 2);
    await expect.poll(() => figure.locator('.marker').count()).toBe(4);

    await figure.getByRole('slider', { name: 'Down' }).press('ArrowRight');
    await eventually(() => inkOf(figure)).not.toEqual(small);
    await figure.getByRole('button', { name: 'As in the data set' }).click();
    await eventually(() => inkOf(figure)).toEqual(usual);
    await eventually(() => figure.locator('[data-model=convnet]').getAttribute('data-class'), LOADED).toBe(
      'cat',
    );

    await figure.locator('[data-sample=sheepGrazing]').click();
    await eventually(() => figure.locator('[data-model=convnet]').getAttribute('data-class'), LOADED).toBe(
      'sheep',
    );
    assertNoProblems(problems);
    await page.context().close();
  });

  it('tells in its table what the results file has', async () => {
    const { page } = await newPage(browser, { javaScript: false });
    await page.goto(siteUrl('/', 'part-2/'));
    const href = await page.locator('#rendering [data-as="csv"]').getAttribute('href');
    const [table = []] = readCsv(await (await fetch(new URL(href ?? '', page.url()))).text());
    const rows = table.slice(1).map((cells) => cells.join());
    const task = conditions('rendering').tasks.find(({ of }) => of === 'cats-and-sheep');
    const points = task?.models.flatMap(({ series }) => series.flatMap((each) => each.points)) ?? [];
    expect(rows).toHaveLength(points.length);
    points.forEach((point, i) => {
      expect(rows[i]).toContain((point.accuracy.value * 100).toFixed(1));
    });
    await expect.poll(() => page.locator('#rendering svg.chart').count()).toBe(4); // drawn without JavaScript too
    await page.context().close();
  });
});

describe('how early it knows', () => {
  it('reads every step of another task from the keyboard as the results file has it', async () => {
    const { page, problems } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/', 'part-2/'));
    const figure = await awake(page, 'ink-needed');
    await figure.getByRole('radio', { name: 'bird, cat, dog, flower, house' }).check();
    await figure.getByRole('radio', { name: 'strokes' }).check();
    await figure.getByLabel('Counted').selectOption('settled');
    const task = conditions('ink-needed').tasks.find(({ of }) => of === 'five-at-full-size');
    const slider = figure.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('Home');
    const steps = task?.models[0]?.series.find(({ factor }) => factor === 'strokes')?.points.length ?? 0;
    expect(steps).toBeGreaterThan(5);
    for (let step = 0; step < steps; step++) {
      const reading = (await figure.locator('.reading').innerText()).trim();
      for (const { model, series } of task?.models ?? []) {
        const point = series.find(({ factor }) => factor === 'strokes')?.points[step];
        expect(reading).toContain(`${MODEL_NAMES[model].short} ${percent(point?.settled ?? -1)}`);
      }
      await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe(reading);
      await page.keyboard.press('ArrowRight');
    }
    await figure.getByLabel('Counted').selectOption('class-house');
    await eventually(() => figure.locator('.band').first().getAttribute('d')).toBe('');
    assertNoProblems(problems);
    await page.context().close();
  });
});

it.each([
  [1280, 'light'],
  [375, 'dark'],
] as const)('at %i px, %s, both pass axe in use and keep within the page', async (width, colorScheme) => {
  const { page } = await newPage(browser, { width, colorScheme, reducedMotion: true });
  await page.goto(siteUrl('/', 'part-2/'));
  const figure = await awake(page, 'rendering');
  await figure.getByRole('slider', { name: 'Pen width' }).press('ArrowRight');
  await eventually(
    () => figure.locator('[data-model=convnet]').getAttribute('data-class'),
    LOADED,
  ).not.toBeNull();
  await awake(page, 'ink-needed');
  await expectNoAxeViolations(page, '#rendering', '#ink-needed');
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  for (const control of await page.locator('#rendering button, #rendering input, #ink-needed select').all()) {
    const box = await control.boundingBox();
    if (box !== null) expect(box.height).toBeGreaterThanOrEqual(44);
  }
  await page.context().close();
});
