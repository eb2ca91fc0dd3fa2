/** Who reads with the keyboard or by headings misses no figure, and sees what the figures hold. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, newPage, openBrowser, siteUrl } from './harness.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function open(path: string): Promise<Page> {
  const { page } = await newPage(browser, { reducedMotion: true });
  await page.goto(siteUrl('/', path), { waitUntil: 'load' });
  return page;
}

/** Puts the focus on the last link before a figure, and leaves the window at the top of the page. */
const focusBefore = (page: Page, id: string) =>
  page.evaluate((figureId) => {
    const figure = document.getElementById(figureId);
    const before = [...document.querySelectorAll<HTMLElement>('main :is(a[href], summary)')].filter(
      (link) =>
        figure !== null &&
        (figure.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_PRECEDING) !== 0 &&
        link.closest('.contents') === null &&
        link.getClientRects().length > 0,
    );
    scrollTo({ top: 0, behavior: 'instant' });
    before.at(-1)?.focus({ preventScroll: true });
  }, id);

const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    const name = at instanceof HTMLInputElement ? at.type : (at?.tagName ?? '').toLowerCase();
    return `${at?.closest('figure')?.id}: ${name}`;
  });

describe.each([
  [
    '',
    [
      'samples: button',
      'pixel-importances: range',
      'learning-curve: radio',
      'threshold: radio',
      'errors: radio',
    ],
  ],
  [
    'part-2/',
    [
      'forest-trees: radio',
      'convnet-epochs: radio',
      'confusion-matrix: radio',
      'class-roc: radio',
      'probability-bars: radio',
      'reliability: radio',
      'rendering: range',
      'ink-needed: radio',
    ],
  ],
])('on /%s', (path, stops) => {
  it('Tab goes from the link before a figure far below to the first control of the figure', async () => {
    for (const stop of stops) {
      const page = await open(path);
      await focusBefore(page, stop.split(':')[0] as string);
      await page.keyboard.press('Tab');
      await expect.poll(() => focused(page)).toBe(stop);
      await page.context().close();
    }
  });

  it('every figure has a heading, one level below that of its section', async () => {
    const page = await open(path);
    const found = await page.evaluate(() => {
      let section = 1;
      return [...document.querySelectorAll('main :is(h1, h2, h3, h4)')].flatMap((heading) => {
        const level = Number(heading.tagName.slice(1));
        const figure = heading.closest('figure');
        if (figure === null) section = level;
        return figure === null ? [] : [{ id: figure.id, below: level - section }];
      });
    });
    const frames = await page.locator('figure[data-frame]').count();
    expect(found).toHaveLength(frames);
    expect(found.filter(({ below }) => below !== 1)).toEqual([]);
    await page.context().close();
  });
});

it('what is done to a figure before its code is here is done once it is', async () => {
  const page = await open('');
  // The island waits until it is let go.
  const held: (() => void)[] = [];
  await page.route('**/LearningCurve*.js', async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await page.reload();
  const figure = page.locator('#learning-curve');
  await figure.getByRole('radio', { name: 'Error rate' }).check();
  await figure.getByLabel('Show 2017').uncheck();
  await eventually(() => held.length > 0).toBe(true);
  await expect.poll(() => figure.locator('svg').first().textContent()).not.toContain('Error rate');
  for (const go of held) go();
  await eventually(() => figure.locator('svg').first().textContent()).toContain('Error rate');
  await eventually(() => figure.locator('svg').first().textContent()).not.toContain('dashed: 2017');
  await expect.poll(() => figure.getByRole('radio', { name: 'Error rate' }).isChecked()).toBe(true);
  await expect.poll(() => figure.getByLabel('Show 2017').isChecked()).toBe(false);
  await page.context().close();
});

it.each([
  ['code', /ThresholdExplorer[^/]*\.js/],
  ['data', /\/_astro\/[0-9a-f]{8}\.json$/],
])('a figure whose %s does not come says so, and comes when asked again', async (_, files) => {
  const { page, problems } = await newPage(browser, { reducedMotion: true });
  await page.route(files, (route) => route.fulfill({ status: 503, body: '' }));
  await page.goto(siteUrl('/', ''));
  const figure = page.locator('#threshold');
  await figure.scrollIntoViewIfNeeded();
  const failure = figure.locator('.island-failure');
  await failure.waitFor();
  await expect.poll(() => failure.textContent()).toContain('did not come');
  await expect.poll(() => figure.getByRole('radio').first().isDisabled()).toBe(true);
  await page.unroute(files);
  await failure.getByRole('button').click();
  await eventually(() => figure.locator('astro-island[ssr]').count()).toBe(0);
  await expect.poll(() => failure.count()).toBe(0);
  await figure.getByRole('radio', { name: 'Forest' }).check();
  await eventually(() => figure.locator('.summary').textContent()).toContain('Random forest');
  expect(problems.filter((problem) => !problem.includes('503'))).toEqual([]);
  await page.context().close();
});

it('a table is made when it is opened, from the file that is also the download', async () => {
  const page = await open('part-2/');
  const figure = page.locator('#class-scores');
  await expect.poll(() => page.locator('.data-table').count()).toBe(0);
  await figure.getByText('As a table').click();
  const table = figure.getByRole('table');
  await table.waitFor();
  await expect.poll(() => table.locator('caption').textContent()).toContain('95 % intervals');
  const href = await figure.locator('[data-as="csv"]').getAttribute('href');
  const csv = await (await fetch(new URL(href ?? '', page.url()))).text();
  const lines = csv.trim().split('\r\n');
  await expect.poll(() => table.locator('tr').count()).toBe(lines.length);
  expect((await table.locator('thead th').allTextContents()).join()).toBe(lines[0]);
  await page.context().close();
});

it('without JavaScript the link to the CSV does', async () => {
  const { page } = await newPage(browser, { javaScript: false });
  await page.goto(siteUrl('/', 'part-2/'));
  const figure = page.locator('#confusion-matrix');
  const link = figure.getByRole('link', { name: 'CSV' });
  await expect.poll(() => link.isVisible()).toBe(true);
  const response = await fetch(new URL((await link.getAttribute('href')) ?? '', page.url()));
  expect(response.status).toBe(200);
  const tables = (await response.text()).trim().split('\r\n\r\n');
  await figure.getByText('As a table').click();
  await expect.poll(() => figure.locator('.data-table-name').count()).toBe(tables.length);
  await expect.poll(() => figure.locator('[data-as="svg"]').isVisible()).toBe(false);
  await page.context().close();
});

it('pictures of weights and importances say where, in words', async () => {
  const page = await open('');
  const labels = (selector: string) =>
    page.locator(selector).evaluateAll((all) => all.map((element) => element.getAttribute('aria-label')));
  const [forest] = await labels('#forest-look svg[role=img]');
  const shares = [...(forest ?? '').matchAll(/(?:left|middle|right) (\d+)\u202f%/g)].map(([, n]) =>
    Number(n),
  );
  expect(shares).toHaveLength(9);
  expect(Math.abs(shares.reduce((a, b) => a + b, 0) - 100)).toBeLessThanOrEqual(4);
  const units = await labels('#perceptron-look svg[role=img]');
  expect(units.length).toBeGreaterThan(5);
  for (const unit of units) expect(unit).toMatch(/speaks for it most in the .+ against it most in the /);
  expect(new Set(units.map((unit) => unit?.replace(/unit \d+/, ''))).size).toBeGreaterThan(3);
  for (const maps of await labels('#convnet-look .maps')) expect(maps).toMatch(/light up most in /);
  await page.context().close();
});
