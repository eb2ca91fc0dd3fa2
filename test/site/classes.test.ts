/** The figures of several classes, against the results file that they are drawn from. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MODEL_NAMES } from '../../src/core/models.ts';
import { type ModelResult, parseResult } from '../../src/core/results.ts';
import { ROOT } from './build.ts';
import { assertNoProblems, expectNoAxeViolations, newPage, openBrowser, siteUrl } from './harness.ts';

const FOLDER = process.env['SITE_RESULTS'] ?? join(ROOT, 'content/results');
const file = join(FOLDER, 'five-animals.json');
const result = parseResult(JSON.parse(readFileSync(file, 'utf8')), file);
const classes = result.dataset.classes.map((c) => c.name);
const modelOf = (id: string) => result.models.find((m) => m.model === id) as ModelResult;

/** Every exhibit that may be shown with the class that `model` calls it, straight from the results file. */
function calls(model: string): { name: string; truth: string; called: string; top: number }[] {
  return result.exhibits.flatMap((exhibit) =>
    (modelOf(model).exhibits[exhibit.class] ?? []).flatMap((row, i) => {
      const top = Math.max(...row);
      return exhibit.blocked.includes(i)
        ? []
        : [
            {
              name: `${exhibit.class}-${i}`,
              truth: exhibit.class,
              called: classes[row.indexOf(top)] as string,
              top,
            },
          ];
    }),
  );
}
const inCell = (model: string, truth: string, called: string) =>
  calls(model).flatMap((e) => (e.truth === truth && e.called === called ? [e.name] : []));
const wrong = (model: string) => calls(model).filter((e) => e.truth !== e.called);

async function island(page: Page, name: string): Promise<Locator> {
  const figure = page.locator(`[data-figure="${name}"]`);
  await figure.scrollIntoViewIfNeeded();
  await page.locator(`astro-island:not([ssr]) [data-figure="${name}"]`).waitFor();
  return figure;
}

const shownIn = (part: Locator) =>
  part
    .locator('[data-exhibit]')
    .evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.exhibit ?? ''));
const focused = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.cell);

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function open(name: string, options = {}, path = 'part-2/') {
  const { page, problems } = await newPage(browser, options);
  await page.goto(siteUrl('/', path));
  return { page, problems, figure: await island(page, name) };
}

describe('the confusion matrix of five animals', () => {
  it('holds the counts of every model, and a press shows exactly the exhibits of the cell', async () => {
    const { page, problems, figure } = await open('confusion-matrix');
    for (const { model, confusion } of result.models) {
      await figure.getByRole('radio', { name: MODEL_NAMES[model].short, exact: true }).check();
      const counts = await figure
        .locator('[data-cell] strong')
        .evaluateAll((all) => all.map((e) => Number(e.textContent)));
      expect(counts).toEqual(confusion.counts.flat());
    }
    await figure.getByRole('radio', { name: 'Forest' }).check();
    const gallery = figure.locator('[data-gallery]');
    for (const truth of classes)
      for (const called of classes) {
        const cell = figure.locator(`[data-cell="${truth}-${called}"]`);
        if ((await cell.getAttribute('aria-pressed')) !== 'true') await cell.click();
        expect((await shownIn(gallery)).sort()).toEqual(inCell('forest', truth, called).sort());
        await expect
          .poll(() => gallery.textContent())
          .toContain(`${inCell('forest', truth, called).length} of `);
      }
    assertNoProblems(problems);
    await page.context().close();
  });

  it('shows shares of the rows that add up to 100', async () => {
    const { page, figure } = await open('confusion-matrix');
    await figure.getByRole('radio', { name: '% of the row' }).check();
    const { counts } = modelOf('convnet').confusion;
    for (const [row, truth] of classes.entries()) {
      const shares = await figure
        .locator(`[data-cell^="${truth}-"] strong`)
        .evaluateAll((all) => all.map((e) => Number(e.textContent)));
      expect(shares).toHaveLength(classes.length);
      expect(Math.round(shares.reduce((a, b) => a + b) * 10)).toBe(1000);
      const total = counts[row]?.reduce((a, b) => a + b) ?? 0;
      shares.forEach((share, column) => {
        expect(Math.abs(share - (100 * (counts[row]?.[column] ?? 0)) / total)).toBeLessThan(0.1);
      });
    }
    await page.context().close();
  });

  it('is one stop for Tab, walked with the arrow keys and opened with Enter', async () => {
    const { page, figure } = await open('confusion-matrix');
    await figure.getByRole('radio', { name: 'Drawings' }).focus();
    await page.keyboard.press('Tab');
    const first = (await focused(page)) ?? '';
    expect(first).toBe(await figure.locator('[aria-pressed="true"]').getAttribute('data-cell'));
    await page.keyboard.press('Home');
    for (let i = 0; i < classes.length; i++) await page.keyboard.press('ArrowUp');
    await expect.poll(() => focused(page)).toBe(`${classes[0]}-${classes[0]}`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const cell = `${classes[1]}-${classes[1]}`; // on the diagonal, so it is not the one that is open at first
    await expect.poll(() => focused(page)).toBe(cell);
    await page.keyboard.press('Enter');
    const right = inCell('convnet', classes[1] as string, classes[1] as string);
    await expect
      .poll(async () => (await shownIn(figure.locator('[data-gallery]'))).sort())
      .toEqual(right.sort());
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toBeUndefined(); // out of the grid
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => focused(page)).toBe(cell);
    await page.context().close();
  });

  it('keeps its state in the address beside the parameters of others, and takes it from there', async () => {
    const { page, figure } = await open('confusion-matrix', {}, 'part-2/?model=nearest&cell=cat-sheep');
    await figure.getByRole('radio', { name: 'Forest' }).check();
    const closed = await figure
      .locator('[data-cell][aria-pressed="false"]')
      .first()
      .getAttribute('data-cell');
    await figure.locator(`[data-cell="${closed}"]`).click();
    const query = `?model=nearest&cell=cat-sheep&matrix-model=forest&matrix-cell=${closed}`;
    await expect.poll(() => new URL(page.url()).search).toBe(query);
    await page.reload();
    const again = await island(page, 'confusion-matrix');
    await expect.poll(() => again.locator('[aria-pressed="true"]').getAttribute('data-cell')).toBe(closed);
    await expect.poll(() => again.getByRole('radio', { name: 'Forest' }).isChecked()).toBe(true);
    await page.context().close();
  });
});

describe('the mistakes among the exhibits', () => {
  it('are counted and filtered as the results file has them, the most confident first', async () => {
    const { page, problems, figure } = await open('errors');
    await figure.getByRole('radio', { name: 'Perceptron' }).check();
    const shown = calls('perceptron').length;
    await expect
      .poll(() => figure.locator('.summary').textContent())
      .toContain(`${wrong('perceptron').length} of ${shown} exhibits wrong`);
    await figure.getByRole('button', { name: /^Show all/ }).click();
    const names = await shownIn(figure.locator('.cards'));
    expect([...names].sort()).toEqual(
      wrong('perceptron')
        .map((e) => e.name)
        .sort(),
    );
    const tops = names.map((name) => wrong('perceptron').find((e) => e.name === name)?.top ?? 0);
    // The page holds thousandths.
    tops.slice(1).forEach((top, i) => expect(top).toBeLessThan((tops[i] as number) + 0.0021));

    const [truth, called] = [classes[2] as string, classes[0] as string];
    await figure.getByLabel('What was drawn').selectOption(truth);
    await figure.getByLabel('What it is called').selectOption(called);
    const both = inCell('perceptron', truth, called);
    if (both.length > 0) expect((await shownIn(figure.locator('.cards'))).sort()).toEqual(both.sort());
    await expect.poll(() => figure.locator('.summary').textContent()).toContain(`${both.length} of `);
    await figure.getByLabel('What it is called').selectOption(truth);
    await expect.poll(() => figure.locator('.cards').count()).toBe(0);
    await expect.poll(() => figure.locator('.empty').textContent()).toContain('no mistakes');
    assertNoProblems(problems);
    await page.context().close();
  });
});

describe('the probabilities of drawings', () => {
  it('are dealt anew by a press, the same for everybody', async () => {
    const deals = async () => {
      const { page, figure } = await open('probability-bars');
      const first = await shownIn(figure);
      await figure.getByRole('button', { name: 'Shuffle' }).click();
      await expect.poll(() => figure.locator('.summary').textContent()).toContain('deal 2');
      const second = await shownIn(figure);
      await page.context().close();
      return [first, second];
    };
    const [first, second] = await deals();
    expect(first).toHaveLength(10);
    expect(second).toHaveLength(10);
    expect(second).not.toEqual(first);
    await expect.poll(() => deals()).toEqual([first, second]);
  });

  it('tell right from wrong in words, and find the least certain', async () => {
    const { page, figure } = await open('probability-bars');
    await figure.getByRole('radio', { name: 'The least certain' }).check();
    await expect.poll(() => figure.locator('.summary').textContent()).toContain('least sure');
    const all = calls('convnet');
    const names = await shownIn(figure);
    const tops = all.map((e) => e.top).sort((a, b) => a - b);
    for (const name of names) {
      const exhibit = all.find((e) => e.name === name);
      expect(exhibit?.top).toBeLessThan((tops[9] as number) + 0.0021);
      const card = figure.locator(`[data-exhibit="${name}"]`);
      const verdict = (await card.locator('.verdict').textContent()) ?? '';
      expect(verdict.startsWith(`${exhibit?.called}, `)).toBe(true);
      expect(verdict.includes('right')).toBe(exhibit?.called === exhibit?.truth);
    }
    await expect.poll(() => figure.getByRole('button', { name: 'Shuffle' }).isDisabled()).toBe(true);
    await page.context().close();
  });
});

describe('the reliability diagram', () => {
  it('says of every bin what the results file says, before and after, from the keyboard', async () => {
    const { page, figure } = await open('reliability');
    await figure.getByRole('radio', { name: 'Forest' }).check();
    const { calibration, accuracy } = modelOf('forest');
    const percent = (share: number | null | undefined) =>
      `${((share ?? Number.NaN) * 100).toFixed(1)}\u202f%`;
    for (const when of ['before', 'after'] as const) {
      await figure.getByRole('radio', { name: when === 'before' ? 'Before' : 'After' }).check();
      const of = calibration[when];
      await expect
        .poll(() => figure.locator('.summary').textContent())
        .toContain(`${percent(of.meanTopProbability)} sure, and ${percent(accuracy.value)} right`);
      await expect
        .poll(() => figure.locator('[data-value="calibration-error"]').textContent())
        .toContain(percent(of.calibrationError.value));
      await expect
        .poll(() => figure.locator('[data-value="brier-score"]').textContent())
        .toContain(of.brierScore.value.toFixed(3));
      await figure.getByRole('slider').focus();
      await page.keyboard.press('Home');
      const filled = of.bins.count.flatMap((count, i) => (count > 0 ? [i] : []));
      await expect.poll(() => figure.locator('svg .dot').count()).toBe(filled.length);
      for (const i of filled) {
        const reading = await figure.locator('.reading').textContent();
        expect(reading).toContain(`: ${(of.bins.count[i] ?? 0).toLocaleString('en-GB')} drawings`);
        expect(reading).toContain(`${percent(of.bins.frequency[i])} right`);
        await page.keyboard.press('ArrowRight');
      }
    }
    await page.context().close();
  });
});

describe('curves and scores by class', () => {
  it('tell area and interval of the class that the arrow keys choose, with its band', async () => {
    const { page, figure } = await open('class-roc');
    await figure.getByRole('radio', { name: 'Neighbours' }).check();
    await figure.getByRole('slider').focus();
    const seen = new Set<string>();
    for (let i = 0; i < classes.length; i++) {
      await page.keyboard.press('ArrowDown');
      const reading = ((await figure.locator('.reading').textContent()) ?? '').toLowerCase();
      const roc = modelOf('nearest').roc.find((r) => reading.startsWith(r.positiveClass));
      seen.add(roc?.positiveClass ?? '');
      for (const rate of [roc?.auc.value, roc?.auc.low, roc?.auc.high])
        expect(reading).toContain((rate ?? Number.NaN).toFixed(3));
      await expect.poll(() => figure.locator('svg:visible .band').count()).toBe(1);
    }
    expect(seen).toEqual(new Set(classes));
    await page.context().close();
  });

  it('fit the axes of precision and recall to the chosen model, say where they begin, and show every interval', async () => {
    const { page, figure } = await open('class-scores');
    for (const model of ['forest', 'convnet'] as const) {
      await figure.getByRole('radio', { name: MODEL_NAMES[model].short, exact: true }).check();
      const lows = modelOf(model).classScores.flatMap(({ recall, precision, f1 }) =>
        [recall, precision, f1].map(({ low }) => low),
      );
      const least = Math.min(...lows) * 100;
      await expect
        .poll(async () => {
          const begin = Number(/go from (\d+) to 100/.exec(await figure.locator('.macro').innerText())?.[1]);
          return begin <= least && begin > least - 10;
        })
        .toBe(true);
    }
    const shown = await figure.locator('svg:visible g:has(.interval)').evaluateAll((rows) =>
      rows.map((row) => {
        const [interval, dot] = ['.interval', '.dot'].map((part) =>
          (row.querySelector(part) as SVGGraphicsElement).getBBox(),
        );
        return (interval?.height ?? 0) - (dot?.height ?? Infinity);
      }),
    );
    expect(shown).toHaveLength(3 * classes.length);
    expect(Math.min(...shown)).toBeGreaterThan(2);
    await page.context().close();
  });

  it('write precision, recall and F1 of the chosen model beside their dots', async () => {
    const { page, figure } = await open('class-scores');
    await figure.getByRole('radio', { name: 'Forest' }).check();
    const shown = () => figure.locator('svg:visible .number').allTextContents();
    const { classScores } = modelOf('forest');
    const expected = (['recall', 'precision', 'f1'] as const).flatMap((measure) =>
      classScores.map((scores) => scores[measure].value),
    );
    await expect
      .poll(async () => (await shown()).map((text) => text.trim()))
      .toEqual(expected.map((value) => `${(value * 100).toFixed(1)}\u202f%`));
    await page.context().close();
  });

  it('rank every pair of models with the counts of the results file', async () => {
    const { page, problems } = await newPage(browser, { javaScript: false });
    await page.goto(siteUrl('/', 'part-2/'));
    const texts = await page.locator('[data-figure="mcnemar-five-animals"] li').allTextContents();
    expect(texts).toHaveLength(result.mcnemar.length);
    for (const { a, b, onlyA, onlyB } of result.mcnemar) {
      const [left, right] = [a, b].map((id) => MODEL_NAMES[id as keyof typeof MODEL_NAMES].short);
      const own = (text: string, count: number, name: string | undefined) =>
        new RegExp(`\\b${count}\\s+only ${name?.replace('+', '\\+')}(?![\\w+])`).test(text);
      expect(
        texts.filter((text) => own(text, onlyA, left) && own(text, onlyB, right)),
        `${a} ${b}`,
      ).toHaveLength(1);
    }
    for (const { difference } of result.differences ?? []) {
      const points = new RegExp(
        `Over all five folds: [+−]?${(Math.abs(difference.value) * 100).toFixed(1)} points`,
      );
      expect(texts.filter((text) => points.test(text)).length).toBeGreaterThan(0);
    }
    assertNoProblems(problems);
    await page.context().close();
  });
});

describe('all of them', () => {
  it('stand in the page without JavaScript', async () => {
    const { page } = await newPage(browser, { javaScript: false });
    await page.goto(siteUrl('/', 'part-2/'));
    const accuracies = page.locator('[data-figure="accuracy-five-animals"] svg:visible .number');
    await expect
      .poll(() => accuracies.allTextContents())
      .toEqual(result.models.map((m) => `${(m.accuracy.value * 100).toFixed(1)}\u202f%`));
    await expect
      .poll(() => page.locator('[data-figure="confusion-matrix"] [data-cell]').count())
      .toBe(classes.length ** 2);
    await expect
      .poll(() => page.locator('[data-figure="class-roc"] svg:visible .curve').count())
      .toBe(classes.length);
    await expect.poll(() => page.locator('[data-figure="probability-bars"] [data-exhibit]').count()).toBe(10);
    await expect.poll(() => page.locator('[data-figure="reliability"] svg .dot').count()).toBeGreaterThan(3);
    await page.context().close();
  });

  it.each([
    [375, 'light'],
    [375, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('fit %i px and violate no accessibility rule in the %s', async (width, colorScheme) => {
    const { page, problems } = await newPage(browser, { width, colorScheme, reducedMotion: true });
    await page.goto(siteUrl('/', 'part-2/'));
    for (const name of [
      'confusion-matrix',
      'errors',
      'class-scores',
      'class-roc',
      'probability-bars',
      'reliability',
    ])
      await island(page, name);
    await page.locator('[data-figure="confusion-matrix"] [data-gallery]').waitFor();
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(width);
    await expectNoAxeViolations(page, 'figure[data-frame]');
    assertNoProblems(problems);
    await page.context().close();
  });
});
