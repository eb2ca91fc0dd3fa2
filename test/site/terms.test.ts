/** Terms explain themselves where a chapter first uses them: by mouse, finger and keyboard, and without any of it. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assertNoProblems,
  eventually,
  expectNoAxeViolations,
  newPage,
  openBrowser,
  siteUrl,
} from './harness.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const noteOf = (page: Page) => page.locator('.term-note');
const termOf = (page: Page, word: string) => page.locator('a.term', { hasText: word }).first();
const isOpen = (page: Page) => noteOf(page).isVisible();
const isWithin = (note: Locator) =>
  note.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
  });

describe('a term', () => {
  it('opens its note under the mouse, lets it in, and closes it behind it and on Escape', async () => {
    const { page, problems } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/', 'part-2/'));
    const term = termOf(page, 'overfitting');
    await term.hover();
    await eventually(() => isOpen(page)).toBe(true);
    await expect.poll(() => noteOf(page).innerText()).toContain('by heart');
    await noteOf(page).getByRole('link').hover();
    await page.mouse.move(2, 2);
    await eventually(() => isOpen(page)).toBe(false);
    await term.hover();
    await eventually(() => isOpen(page)).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => isOpen(page)).toBe(false);
    assertNoProblems(problems);
    await page.context().close();
  });

  it('stays open once it was pressed, until it is pressed again or something else is', async () => {
    const { page } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/', 'part-2/'));
    const term = termOf(page, 'overfitting');
    await term.click();
    await page.mouse.move(2, 2);
    await expect.poll(() => isOpen(page)).toBe(true);
    await expect.poll(() => term.getAttribute('aria-expanded')).toBe('true');
    await term.click();
    await expect.poll(() => isOpen(page)).toBe(false);
    await term.click();
    await page.mouse.click(2, 300);
    await eventually(() => isOpen(page)).toBe(false);
    await expect.poll(() => term.getAttribute('aria-expanded')).toBe('false');
    expect(new URL(page.url()).pathname).toBe('/part-2/');
    await page.context().close();
  });

  it('has its note beside it when what stands above it grows', async () => {
    const { page } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/', 'part-2/'));
    const term = termOf(page, 'overfitting');
    await term.click();
    const gap = async () => {
      const [word, note] = await Promise.all([term.boundingBox(), page.locator('.term-note').boundingBox()]);
      return [(note?.x ?? 0) - (word?.x ?? 0), (note?.y ?? 0) - (word?.y ?? 0)].map(Math.round);
    };
    const overlaps = async () => {
      const [, down = 0] = await gap();
      const note = await page.locator('.term-note').boundingBox();
      const word = await term.boundingBox();
      return down < (word?.height ?? 0) && down + (note?.height ?? 0) > 0;
    };
    await eventually(overlaps).toBe(false);
    const before = await gap();
    await page.evaluate(() => {
      const block = document.createElement('div');
      block.style.height = '137px';
      document.querySelector('main')?.prepend(block);
    });
    await eventually(gap).toEqual(before);
    await page.context().close();
  });

  it('opens for the keyboard, describes itself, and once pressed lets Tab into its note', async () => {
    const { page } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/', 'part-2/'));
    const term = page.getByRole('button', { name: 'overfitting' });
    await term.focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await eventually(() => isOpen(page)).toBe(true);
    const described = await term.getAttribute('aria-describedby');
    await expect.poll(() => page.locator(`#${described}`).innerText()).toContain('by heart');
    await expectNoAxeViolations(page, '.term-note', '[aria-expanded=true]');
    await page.keyboard.press('Tab');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('.term-note') ?? null))
      .toBeNull();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press(' ');
    await expect.poll(() => isOpen(page)).toBe(false);
    await page.keyboard.press(' ');
    await expect.poll(() => isOpen(page)).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await eventually(() => page.url()).toBe(siteUrl('/', 'glossary/#overfitting'));
    await page.context().close();
  });

  it.each(['', '200%'])('has its note within a window of 280 pixels, letters at %s', async (size) => {
    const { page } = await newPage(browser, { width: 280, height: 600, touch: true, reducedMotion: true });
    await page.goto(siteUrl('/doodles/', 'part-2/'));
    await page.evaluate((fontSize) => {
      document.documentElement.style.fontSize = fontSize;
    }, size);
    for (const word of ['cross-validation', 'kernel', 'log loss', 'support vector machine']) {
      const term = termOf(page, word);
      await term.scrollIntoViewIfNeeded();
      await term.tap();
      await eventually(() => term.getAttribute('aria-expanded')).toBe('true');
      // Figures above come late and move the word; its note follows within the same frame, before it is painted.
      await expect.poll(async () => [word, await isWithin(noteOf(page))]).toEqual([word, true]);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(280);
    }
    await page.context().close();
  });

  it.each([
    ['without JavaScript', { javaScript: false }, false],
    ['in a browser without popovers', {}, true],
  ])('is a link to its entry %s', async (_, options, old) => {
    const { page } = await newPage(browser, options);
    if (old)
      await page.addInitScript(() => {
        delete (HTMLElement.prototype as { popover?: unknown }).popover;
      });
    await page.goto(siteUrl('/doodles/'), { waitUntil: 'load' });
    await termOf(page, 'neural network').click();
    await eventually(() => page.url()).toBe(siteUrl('/doodles/', 'glossary/#neural-network'));
    await expect.poll(() => page.locator('#neural-network').isVisible()).toBe(true);
    await page.context().close();
  });

  it('is a plain word on paper', async () => {
    const { page } = await newPage(browser);
    await page.goto(siteUrl('/'));
    await page.emulateMedia({ media: 'print' });
    const line = await termOf(page, 'neural network').evaluate(
      (word) => getComputedStyle(word).textDecorationLine,
    );
    expect(line).toBe('none');
    await page.context().close();
  });
});

it('every term of both parts and the methods has an entry to lead to', async () => {
  const { page } = await newPage(browser, { javaScript: false });
  await page.goto(siteUrl('/', 'glossary/'));
  const ids = new Set(await page.locator('dt[id]').evaluateAll((names) => names.map(({ id }) => id)));
  for (const path of ['', 'part-2/', 'methods/']) {
    await page.goto(siteUrl('/', path));
    const wanted = await page
      .locator('a.term')
      .evaluateAll((terms) => terms.map((term) => (term as HTMLAnchorElement).hash.slice(1)));
    expect(wanted.length).toBeGreaterThan(5);
    expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
  }
  await page.context().close();
});
