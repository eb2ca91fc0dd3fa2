/** What comes out on paper. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, sampledPages } from './built-pages.ts';
import {
  CATS_AND_SHEEP,
  eventually,
  newPage,
  openBrowser,
  type PageOptions,
  readThrough,
  siteUrl,
} from './harness.ts';
import { ADDRESS } from './setup.ts';

/** Width of what is printed on A4, less 15 mm on either side. */
const PAPER_PX = 680;
const SMALLEST_PT = 6;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function read(path: string, options: PageOptions = {}): Promise<Page> {
  const { page } = await newPage(browser, { reducedMotion: true, ...options });
  await page.goto(siteUrl('/', path), { waitUntil: 'load' });
  if (options.javaScript !== false) await readThrough(page);
  return page;
}

async function onPaper(page: Page): Promise<Page> {
  await page.setViewportSize({ width: PAPER_PX, height: 960 });
  await page.emulateMedia({ media: 'print' });
  // Chromium 156 leaves some styles of the screen as they are when it only pretends to print: all of them anew.
  await page.evaluate(() => {
    for (const sheet of document.styleSheets) {
      sheet.disabled = true;
      document.body.getBoundingClientRect();
      sheet.disabled = false;
    }
  });
  return page;
}

/** Pages of a PDF, by its page objects. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

describe.each([
  ['', { A4: 14, Letter: 14 }],
  ['part-2/', { A4: 28, Letter: 29 }],
])('/%s', (path, most) => {
  it('prints its charts with numbers that can be read, and nothing to press', async () => {
    const page = await onPaper(await read(path));
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

  it.each(['A4', 'Letter'] as const)('takes few pages of %s', async (format) => {
    const page = await read(path);
    const pages = pagesOf(await page.pdf({ format }));
    expect(pages).toBeGreaterThan(5);
    expect(pages).toBeLessThanOrEqual(most[format]);
    await page.context().close();
  });
});

it.each([
  ['results/', 13],
  ['glossary/', 8],
  ['methods/', 7],
])('/%s leaves no page empty: it takes %s at most', async (path, most) => {
  const page = await read(path, { javaScript: false });
  for (const format of ['A4', 'Letter'] as const) {
    const pages = pagesOf(await page.pdf({ format }));
    expect([format, pages > 2, pages <= most]).toEqual([format, true, true]);
  }
  await page.context().close();
});

describe('links on paper', () => {
  /** Of each list: its addresses, and the links of its part with what stands behind them and where they lead. */
  const notesOf = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('.link-notes')].map((list) => {
        const before = list.previousElementSibling;
        const part = before?.matches('.chapter') ? before : (list.parentElement as Element);
        const links = [...part.querySelectorAll<HTMLAnchorElement>('a[data-note]')];
        return {
          isShown: list.checkVisibility(),
          addresses: [...list.children].map(({ textContent }) => textContent),
          links: links.map((link) => ({
            isShown: link.checkVisibility(),
            mark: getComputedStyle(link, '::after').content.replaceAll('"', ''),
            number: link.dataset.note,
            href: link.href,
          })),
        };
      }),
    );

  it.each(['', 'part-2/', 'methods/', 'teach/thresholds-roc-calibration/', 'embed/threshold/'])(
    'have numbers, and /%s lists the address of each once, in full, where its part ends',
    async (path) => {
      const page = await read(path, { javaScript: false });
      const site = new URL(siteUrl('/')).origin;
      const onScreen = await notesOf(page);
      expect(onScreen.length).toBeGreaterThan(0);
      for (const { isShown, links } of onScreen)
        expect([isShown, ...links.map(({ mark }) => mark)]).toEqual([false, ...links.map(() => 'none')]);
      await page.emulateMedia({ media: 'print' });
      for (const { isShown, addresses, links } of await notesOf(page)) {
        expect(isShown).toBe(true);
        expect(new Set(addresses).size).toBe(addresses.length);
        for (const link of links) {
          expect(link).toMatchObject({ isShown: true, mark: link.number });
          expect(addresses[Number(link.number) - 1]).toBe(link.href.replace(site, ADDRESS));
        }
        const numbers = new Set(links.map(({ number }) => Number(number)));
        expect([...numbers]).toEqual(addresses.map((_, i) => i + 1));
      }
      await page.context().close();
    },
  );

  it('lead from no page of text to elsewhere without a number', async () => {
    const { page } = await newPage(browser, { javaScript: false });
    let numbered = 0;
    for (const file of sampledPages()) {
      await page.goto(siteUrl('/', addressOf(file)));
      await page.emulateMedia({ media: 'print' });
      const links = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLAnchorElement>('main a[href^="http"]:not(figure a)')]
          .filter((link) => link.checkVisibility())
          .map(({ href, dataset }) => [href, dataset.note !== undefined] as const),
      );
      expect([file, links.filter(([, isNumbered]) => !isNumbered)]).toEqual([file, []]);
      numbered += links.length;
    }
    expect(numbered).toBeGreaterThan(5);
    await page.context().close();
  });
});

describe('what a reader has chosen', () => {
  it('is what is printed, with its name: a scale, a model, a threshold', async () => {
    const page = await read('?model=forest&threshold=0.8');
    await page.locator('#learning-curve').getByRole('radio', { name: 'Error rate' }).check();
    await onPaper(page);
    const curve = page.locator('#learning-curve');
    const words = (await curve.innerText()).replace(/\s+/g, ' ');
    expect(words).toContain('Scale Error rate');
    expect(words).not.toContain('Scale Accuracy');
    await expect
      .poll(() => curve.locator('svg.chart:visible').getAttribute('aria-label'))
      .toContain('error rate');
    const threshold = (await page.locator('#threshold').innerText()).replace(/\s+/g, ' ');
    expect(threshold).toContain('Model Forest');
    expect(threshold).toContain('Random forest. At 0.80');
    await page.context().close();
  });

  it('is the price of a mistake, once it is asked for', async () => {
    const page = await onPaper(await read(''));
    const price = page.locator('#threshold .price');
    await expect.poll(() => price.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await price.getByRole('radio', { name: '20', exact: true }).check();
    await onPaper(page);
    await eventually(() => price.innerText()).toMatch(/mistaken is as bad as[^]*20[^]*costs \d/);
    await expect.poll(() => price.locator('button:visible').count()).toBe(0);
    await page.context().close();
  });

  it('is the drawing that was badly prepared, and what was done to it', async () => {
    const page = await read('part-2/');
    const studio = page.locator('[data-figure=rendering] .studio');
    await studio.getByRole('slider', { name: 'Pen width' }).press('ArrowRight');
    await onPaper(page);
    await eventually(() => studio.innerText()).toMatch(/Pen width\s*17/);
    await expect.poll(() => studio.locator('.frame').isVisible()).toBe(true);
    await expect.poll(() => studio.locator(':is(input, button):visible').count()).toBe(0);
    await page.context().close();
  });

  it.each([
    ['valley', 'Step'],
    ['resample', 'Draw another test'],
  ])(
    'is printed of the figure "%s" once there is something, and before that what stands for it',
    async (id, press) => {
      const page = await read('');
      const figure = page.locator(`#${id}`);
      const parts = async () => {
        await page.emulateMedia({ media: 'print' });
        const shown = [
          await figure.locator(`.${id}`).isVisible(),
          await figure.locator('.still').isVisible(),
        ];
        await page.emulateMedia({ media: 'screen' });
        return shown;
      };
      await expect.poll(() => parts()).toEqual([false, true]);
      await figure.getByRole('button', { name: press, exact: true }).click();
      await expect.poll(() => parts()).toEqual([true, false]);
      await page.context().close();
    },
  );
});

it.each([false, true])('is black on white in a dark scheme (chosen on the page: %s)', async (chosen) => {
  const page = await read('', { colorScheme: chosen ? 'light' : 'dark' });
  if (chosen) await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
  const colours = () =>
    page.evaluate(() => {
      const title = getComputedStyle(document.querySelector('.figure .look') as Element).color;
      return [title, getComputedStyle(document.documentElement).backgroundColor];
    });
  // Chromium gives colours by `light-dark()` anew with the next frame.
  await eventually(colours).toEqual(['rgb(179, 176, 168)', 'rgb(22, 23, 26)']);
  await onPaper(page);
  await eventually(colours).toEqual(['rgb(85, 82, 76)', 'rgba(0, 0, 0, 0)']);
  await page.context().close();
});

it('the drawing page prints the drawing, the answers and the evidence', async () => {
  const page = await onPaper(await read(CATS_AND_SHEEP));
  for (const part of ['.demo', '.demo .canvas svg', '.demo [data-model=forest]', '.evidence'])
    expect([part, await page.locator(part).first().isVisible()]).toEqual([part, true]);
  await expect.poll(() => page.locator('.demo button:visible').count()).toBe(0);
  await page.context().close();
});
