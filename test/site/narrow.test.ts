/** The header and the tools of the pad, where there is little room: narrow windows, and text of twice the size. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPage, openBrowser, siteUrl } from './harness.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** Boxes of the header's parts, and how far it reaches beyond the window. */
function header(page: Page) {
  return page.locator('.site-header').evaluate((bar) => {
    const middle = (part: string) => {
      const box = bar.querySelector(part)?.getBoundingClientRect();
      return box ? (box.top + box.bottom) / 2 : Number.NaN;
    };
    const links = [...bar.querySelectorAll('nav a')].map((link) => link.getBoundingClientRect());
    return {
      apart: Math.abs(middle('.wordmark') - middle('.theme')),
      beyond: Math.max(...links.map((box) => box.right)) - innerWidth,
      least: Math.min(...links.flatMap((box) => [box.width, box.height])),
    };
  });
}

describe('the header', () => {
  it.each(['100%', '200%'])(
    'keeps name and theme in one row, and every page in the window, with text at %s',
    async (size) => {
      const { page } = await newPage(browser);
      await page.goto(siteUrl('/', 'quiz/'));
      await page.addStyleTag({ content: `html { font-size: ${size} !important }` });
      for (const width of [320, 360, 375, 412, 568, 680, 768, 820, 850, 900, 960, 1024, 1280]) {
        await page.setViewportSize({ width, height: 640 });
        const { apart, beyond, least } = await header(page);
        expect({ width, row: apart < 4, fits: beyond <= 0, targets: least >= 44 }).toEqual({
          width,
          row: true,
          fits: true,
          targets: true,
        });
      }
      await page.context().close();
    },
  );

  it('has all pages in one row wherever ten names have room in one', async () => {
    const { page } = await newPage(browser);
    await page.goto(siteUrl('/', 'methods/'));
    const rows: [number, number][] = [];
    for (let width = 500; width <= 1300; width += 40) {
      await page.setViewportSize({ width, height: 640 });
      const tops = await page
        .locator('.site-header nav li')
        .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top));
      rows.push([width, new Set(tops).size]);
    }
    expect(rows.filter(([, count]) => count !== 1)).toEqual([]);
    await page.context().close();
  });

  it.each(['draw/', 'train/', 'play/', 'quiz/', 'teach/', 'methods/', 'results/', 'part-2/'])(
    'leads to %s, and marks it when it is there',
    async (path) => {
      const { page } = await newPage(browser, { javaScript: false });
      await page.goto(siteUrl('/doodles/', path));
      const current = page.locator('.site-header [aria-current]');
      await expect
        .poll(() => current.evaluateAll((links) => links.map((link) => link.getAttribute('href'))))
        .toEqual([`/doodles/${path}`]);
      await page.context().close();
    },
  );
});

describe('the tools of the pad', () => {
  it.each([375, 363, 320])('have icons of full size at %i px', async (width) => {
    const { page } = await newPage(browser, { width, height: 740 });
    await page.goto(siteUrl('/', 'draw/'));
    const widths = await page
      .locator('.tools button svg')
      .evaluateAll((icons) => icons.map((icon) => icon.getBoundingClientRect().width));
    expect(widths.length).toBe(3);
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(16);
    await page.context().close();
  });
});
