/** The exercises of the chapters: guessed, checked, kept on the device, and no hindrance without JavaScript or on paper. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertNoProblems, eventually, newPage, openBrowser, siteUrl } from './harness.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const exercise = (page: Page, id: string) => page.locator(`.exercise[data-exercise="${id}"]`);

describe('an exercise', () => {
  it('with choices says by keyboard alone what is right, and opens the answer', async () => {
    const { page, problems } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/', 'part-2/'));
    const box = exercise(page, 'four-squares-aside');
    const said = box.getByRole('status');
    await box.getByRole('button').press('Enter');
    await eventually(() => said.innerText()).toBe('Choose an answer first.');
    const right = Number(await box.getAttribute('data-right'));
    const choices = box.getByRole('radio');
    await choices.nth(right === 0 ? 1 : 0).press(' ');
    await page.keyboard.press('Enter');
    await eventually(() => said.innerText()).toMatch(/^No\. The answer is: the .+\.$/);
    await expect.poll(() => box.locator('.answer').isVisible()).toBe(true);
    await choices.nth(right).check();
    await box.getByRole('button').press('Enter');
    await eventually(() => said.innerText()).toMatch(/^Yes: the .+\.$/);
    expect(page.url()).toBe(siteUrl('/', 'part-2/'));
    assertNoProblems(problems);
    await page.context().close();
  });

  it('with a number says how near it was, and keeps it on the device', async () => {
    const { page } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/'));
    const box = exercise(page, 'how-many-right');
    const field = box.getByLabel('Your estimate, in %');
    await field.fill('50');
    await field.press('Enter');
    await eventually(() => box.getByRole('status').innerText()).toMatch(/too low\. It is \d+\.\d.%\.$/);
    await page.reload();
    await eventually(() => exercise(page, 'how-many-right').locator('.said').innerText()).toContain(
      'You said 50',
    );
    await expect.poll(() => field.inputValue()).toBe('50');
    // Whoever is slow has read something meanwhile.
    const keys = await page.evaluate(() => Object.keys(localStorage).filter((key) => key !== 'path'));
    expect(keys).toEqual(['exercises']);
    await page.context().close();
  });

  it('answers where storage is barred', async () => {
    const { page, problems } = await newPage(browser, { reducedMotion: true });
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('barred', 'SecurityError');
        },
      });
    });
    await page.goto(siteUrl('/'));
    const box = exercise(page, 'how-many-right');
    await box.getByLabel('Your estimate, in %').fill('50');
    await box.getByRole('button').click();
    await eventually(() => box.getByRole('status').innerText()).toContain('You said 50');
    assertNoProblems(problems);
    await page.context().close();
  });

  it('without JavaScript asks, and has its answer behind the fold', async () => {
    const { page } = await newPage(browser, { javaScript: false });
    await page.goto(siteUrl('/'));
    const box = exercise(page, 'how-many-right');
    await expect.poll(() => box.innerText()).toContain('Guess first');
    await expect.poll(() => box.getByRole('button').count()).toBe(0);
    await expect.poll(() => box.locator('.answer').isVisible()).toBe(false);
    await box.locator('summary').click();
    await expect.poll(() => box.locator('.answer').innerText()).toMatch(/^\d+\.\d.%$/);
    await page.context().close();
  });

  it('is not on paper', async () => {
    const { page } = await newPage(browser);
    await page.goto(siteUrl('/'));
    await page.emulateMedia({ media: 'print' });
    for (const box of await page.locator('.exercise').all())
      await expect.poll(() => box.isVisible()).toBe(false);
    await page.context().close();
  });
});

it('every chapter of both parts but the game’s words asks one to three', async () => {
  const { page } = await newPage(browser, { javaScript: false });
  for (const path of ['', 'part-2/']) {
    await page.goto(siteUrl('/', path));
    const counts = await page.locator('.chapter').evaluateAll((chapters) =>
      chapters.map((chapter) => ({
        chapter: chapter.getAttribute('aria-labelledby'),
        exercises: chapter.querySelectorAll('.exercise').length,
      })),
    );
    const asked = counts.filter(({ chapter }) => chapter !== 'all-words');
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.filter(({ exercises }) => exercises < 1 || exercises > 3)).toEqual([]);
  }
  await page.context().close();
});
