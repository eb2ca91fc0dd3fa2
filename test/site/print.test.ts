/** What comes out on paper. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATS_AND_SHEEP, newPage, openBrowser, readThrough, siteUrl } from './harness.ts';

/** Width of what is printed on A4, less 15 mm on either side. */
const PAPER_PX = 680;
const SMALLEST_PT = 6;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function printed(path: string): Promise<Page> {
  const { page } = await newPage(browser, { reducedMotion: true });
  await page.goto(siteUrl('/', path), { waitUntil: 'load' });
  await readThrough(page);
  await page.setViewportSize({ width: PAPER_PX, height: 960 });
  await page.emulateMedia({ media: 'print' });
  return page;
}

/** Pages of a PDF, by its page objects. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

describe.each([
  ['', 13],
  ['part-2/', 36],
])('/%s', (path, most) => {
  it('prints its charts with numbers that can be read, and nothing to press', async () => {
    const page = await printed(path);
    const small = await page.evaluate((least) => {
      const found: string[] = [];
      for (const text of document.querySelectorAll<SVGTextElement>('figure svg text')) {
        if (text.getClientRects().length === 0) continue;
        const scale = text.getScreenCTM()?.a ?? 1;
        const points = Number.parseFloat(getComputedStyle(text).fontSize) * scale * 0.75;
        if (points < least) found.push(`${text.closest('figure')?.id}: ${points.toFixed(1)} pt`);
      }
      return [...new Set(found)];
    }, SMALLEST_PT);
    expect(small).toEqual([]);
    const words = await page.locator('main').innerText();
    expect(words).not.toMatch(/\b(Drag|Press|Shuffle|Switch temperature|Pull one)\b/);
    await page.context().close();
  });

  it(`takes at most ${most} pages`, async () => {
    const page = await printed(path);
    const pdf = await page.pdf({
      format: 'A4',
      margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' },
    });
    expect(pagesOf(pdf)).toBeGreaterThan(5);
    expect(pagesOf(pdf)).toBeLessThanOrEqual(most);
    await page.context().close();
  });
});

it('the drawing page prints the drawing, the answers and the evidence', async () => {
  const page = await printed(CATS_AND_SHEEP);
  for (const part of ['.demo', '.demo .canvas svg', '.demo [data-model=forest]', '.evidence'])
    expect([part, await page.locator(part).first().isVisible()]).toEqual([part, true]);
  expect(await page.locator('.demo button:visible').count()).toBe(0);
  await page.context().close();
});
