/** Every figure can be taken away as a drawing and as numbers. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../../src/components/csv.ts';
import { newPage, openBrowser, SOON, siteUrl } from './harness.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe.each(['', 'part-2/'])('the figures of /%s', (path) => {
  it('all download as SVG with their title and words, and as CSV', async () => {
    const { page } = await newPage(browser);
    // Keeps what would be saved instead of saving it.
    await page.addInitScript(() => {
      URL.createObjectURL = (blob) => {
        Object.assign(window, { taken: blob });
        return 'blob:taken';
      };
      HTMLAnchorElement.prototype.click = () => {};
    });
    await page.goto(siteUrl('/', path));
    const ids = await page.locator('[data-frame]').evaluateAll((figures) => figures.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(5);
    for (const id of ids) {
      const figure = page.locator(`[id="${id}"]`);
      await figure.scrollIntoViewIfNeeded();
      const take = async (as: string) => {
        const button = figure.locator(`[data-as="${as}"]`);
        await button.click({ timeout: SOON.timeout }).catch(() => {
          throw new Error(`the figure "${id}" has no ${as} button that can be pressed`);
        });
        await page.waitForFunction(() => 'taken' in window);
        return page.evaluate(async () => {
          const { taken } = window as unknown as { taken: Blob };
          Reflect.deleteProperty(window, 'taken');
          return taken.text();
        });
      };
      const svg = await take('svg');
      const wrong = await page.evaluate((text) => {
        const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
        const drawn = parsed.querySelectorAll('svg *').length;
        const faulty = parsed.querySelector('parsererror')?.textContent;
        return faulty ?? (drawn < 8 ? `only ${drawn} elements` : null);
      }, svg);
      expect([id, wrong]).toEqual([id, null]);
      expect(svg).toContain(
        (await figure.locator('.title').first().textContent())?.trim().replaceAll('&', '&amp;'),
      );
      const link = figure.locator('a[data-as="csv"]');
      if (await link.count()) {
        expect([id, await link.getAttribute('download')]).toEqual([id, `${id}.csv`]);
        const response = await fetch(new URL((await link.getAttribute('href')) ?? '', page.url()));
        expect([id, response.status]).toEqual([id, 200]);
        expect([id, readCsv(await response.text()).every((table) => table.length > 1)]).toEqual([id, true]);
      }
    }
    await page.context().close();
  });
});
