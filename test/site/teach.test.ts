/** A teacher's walk: from the header to each lesson, through its tasks to what they open, to the sheet and onto paper. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertNoProblems, eventually, LOADED, newPage, openBrowser, siteUrl } from './harness.ts';

const LESSONS = ['how-does-it-know', 'train-test-trust', 'thresholds-roc-calibration'];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** Pages of a PDF, by its page objects. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

it('the header leads to three lessons, each with its sheet', async () => {
  const { page, problems } = await newPage(browser, { width: 375 });
  await page.goto(siteUrl('/'));
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Teach' }).click();
  await eventually(() => page.url()).toBe(siteUrl('/', 'teach/'));
  const links = await page
    .locator('.lesson a')
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  expect(links).toEqual(
    LESSONS.flatMap((id) => [siteUrl('/', `teach/${id}/`), siteUrl('/', `teach/${id}/sheet/`)]),
  );
  assertNoProblems(problems);
  await page.context().close();
});

describe.each(LESSONS)('the lesson %s', (id) => {
  it('has tasks that open without a word of complaint', async () => {
    const { page, problems } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/', `teach/${id}/`));
    const tasks = await page
      .locator('.task a')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    expect(tasks.length).toBeGreaterThan(3);
    for (const task of [...new Set(tasks)]) {
      const response = await page.goto(task, { waitUntil: 'load' });
      expect([task, response?.status()]).toEqual([task, 200]);
      const { hash } = new URL(task);
      if (hash !== '') expect([task, await page.locator(hash).count()]).toEqual([task, 1]);
      await expect
        .poll(() => page.locator('main').innerText())
        .not.toMatch(/There is no task|is none of the|is not between/);
    }
    assertNoProblems(problems);
    await page.context().close();
  });

  it('prints its answers, which are folded on the screen', async () => {
    const { page } = await newPage(browser);
    await page.goto(siteUrl('/', `teach/${id}/`));
    const open = () => page.locator('.question[open]').count();
    expect(await open()).toBe(0);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await open()).toBe(await page.locator('.question').count());
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await open()).toBe(0);
    await page.context().close();
  });

  it.each(['A4', 'Letter'])('has a sheet on one page of %s, without the answers', async (format) => {
    const { page } = await newPage(browser);
    await page.goto(siteUrl('/', `teach/${id}/sheet/`));
    await expect.poll(() => page.locator('.question, .result, .answer').count()).toBe(0);
    expect(pagesOf(await page.pdf({ format }))).toBe(1);
    await page.context().close();
  });
});

/** The figure's summary once its address has been read. */
async function summaryAt(page: Page, path: string, figure: string, said: RegExp): Promise<void> {
  await page.goto(siteUrl('/', path));
  const shown = page.locator(`#${figure} .summary`);
  await shown.scrollIntoViewIfNeeded();
  await eventually(() => shown.innerText(), LOADED).toMatch(said);
}

it('a task opens the figure in the state that it names', async () => {
  const { page } = await newPage(browser, { reducedMotion: true });
  await summaryAt(page, '?model=forest&threshold=0.5#threshold', 'threshold', /^Random forest/);
  await summaryAt(
    page,
    'part-2/?matrix-model=perceptron&matrix-cell=dog-bee#confusion-matrix',
    'confusion-matrix',
    /perceptron/i,
  );
  await page.context().close();
});

it('a task opens the training with its words, and no other', async () => {
  const { page } = await newPage(browser, { reducedMotion: true });
  await page.goto(siteUrl('/', 'train/?words=cat,sheep&train=20&seed=2&models=forest,convnet'));
  await eventually(() => page.locator('main').innerText(), LOADED).toMatch(/cat[\s\S]*sheep/);
  await expect.poll(() => page.locator('main').innerText()).not.toMatch(/is none of the|is not between/);
  await page.context().close();
});
