/** No page slides sideways, on any window from a small phone's to a wide desk's, with letters twice as large too. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressOf, sampledPages } from './built-pages.ts';
import { newPage, openBrowser, siteUrl } from './harness.ts';

/** Widths of windows, by the size of letters in percent. */
const WIDTHS = {
  100: [280, 320, 366, 414, 600, 768, 834, 1024, 1265, 1920],
  200: [280, 375, 640, 820, 1280],
};

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

it('every page fits its window, from 280 to 1920 pixels, in letters of 100 and of 200 %', async () => {
  const tooWide: string[] = [];
  for (const address of sampledPages().map(addressOf)) {
    const { page } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/', address), { waitUntil: 'load' });
    for (const percent of [100, 200] as const)
      for (const width of WIDTHS[percent]) {
        await page.setViewportSize({ width, height: 800 });
        const wide = await page.evaluate(async (size) => {
          const root = document.documentElement;
          root.style.fontSize = size === 100 ? '' : `${size}%`;
          for (const figure of document.querySelectorAll<HTMLElement>('.figure'))
            figure.style.contentVisibility = 'visible'; // what is out of sight counts too
          // What was out of sight asks its container's width only with the next frame.
          for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
          if (root.scrollWidth <= root.clientWidth) return null;
          const beyond = [...document.querySelectorAll('body *')].filter(
            (element) => element.getBoundingClientRect().right > root.clientWidth + 0.5,
          );
          const last = beyond.at(-1);
          return `${root.scrollWidth} px: ${last?.tagName} ${last?.className} "${last?.textContent?.trim().slice(0, 40)}"`;
        }, percent);
        if (wide !== null) tooWide.push(`/${address} at ${width} px, ${percent} %: ${wide}`);
      }
    await page.context().close();
  }
  expect(tooWide).toEqual([]);
});
