/** With the reader's own colours (contrast themes of Windows) or with more contrast, everything can still be told. */
import { AxeBuilder } from '@axe-core/playwright';
import { decode } from 'fast-png';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CATS_AND_SHEEP,
  LOADED,
  newPage,
  openBrowser,
  type PageOptions,
  readThrough,
  SOON,
  siteUrl,
} from './harness.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function open(path: string, options: PageOptions): Promise<Page> {
  const { page } = await newPage(browser, { reducedMotion: true, ...options });
  await page.goto(siteUrl('/', path));
  return page;
}

/** Shares of an element's pixels, 0..1, by colour: `r,g,b`. */
async function coloursOf(element: Locator): Promise<Map<string, number>> {
  await element.scrollIntoViewIfNeeded();
  const { data, width, height, channels } = decode(await element.screenshot());
  const counts = new Map<string, number>();
  for (let i = 0; i < width * height; i++) {
    const colour = Array.from(data.subarray(i * channels, i * channels + 3)).join();
    counts.set(colour, (counts.get(colour) ?? 0) + 1 / (width * height));
  }
  return counts;
}

/** How much of an element is in some colour, and not black, white or a grey. */
async function coloured(element: Locator): Promise<number> {
  let share = 0;
  for (const [colour, of] of await coloursOf(element)) {
    const channels = colour.split(',').map(Number);
    if (Math.max(...channels) - Math.min(...channels) > 40) share += of;
  }
  return share;
}

/** The colour that most of an element has. */
const ground = async (element: Locator) =>
  [...(await coloursOf(element))].sort(([, a], [, b]) => b - a)[0]?.[0];

/** Share that is not in that colour. */
const marked = async (element: Locator) => 1 - Math.max(...(await coloursOf(element)).values());

/** What a system colour is here. */
const system = (page: Page, name: string) =>
  page.evaluate((colour) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.cssText = `forced-color-adjust: none; color: ${colour}`;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color.replace(/[^\d,]/g, '');
  }, name);

describe.each(['light', 'dark'] as const)('with forced colours, %s', (colorScheme) => {
  const forced = { forcedColors: true, colorScheme };

  it('paper and words are the reader’s, whatever theme was chosen here', async () => {
    const page = await open('', forced);
    const chosen = colorScheme === 'light' ? 'Dark' : 'Light';
    await page.getByLabel('Colour theme').selectOption(chosen);
    const [canvas, text] = [await system(page, 'Canvas'), await system(page, 'CanvasText')];
    expect(canvas).not.toBe(text);
    const look = (selector: string, property: string) =>
      page
        .locator(selector)
        .first()
        .evaluate(
          (element, name) =>
            getComputedStyle(element)
              .getPropertyValue(name)
              .replace(/[^\d,]/g, ''),
          property,
        );
    await expect.poll(() => look('html', 'background-color')).toBe(canvas);
    for (const words of ['h1', 'h2', '.prose p, main p', 'figcaption', 'nav a'])
      await expect.poll(() => look(words, 'color')).toBe(text);
    await page.context().close();
  });

  it('the article’s drawings, bars, legends, slider and choices are seen', async () => {
    const page = await open('', forced);
    await readThrough(page);
    const drawings = page.locator('[role=img].drawing, .drawing');
    await expect.poll(() => marked(drawings.first())).toBeGreaterThan(0.05);
    await expect.poll(() => marked(drawings.nth(15))).toBeGreaterThan(0.05);
    // Chosen and not chosen: the ground differs.
    for (const group of await page.locator('fieldset:has(input[type=radio])').all()) {
      const chosen = group.locator('label:has(input:checked) span');
      const other = group.locator('label:has(input:not(:checked)) span').first();
      if (!(await chosen.isVisible())) continue;
      await expect.poll(() => ground(chosen)).not.toBe(await ground(other));
    }
    const squares = await page.locator('.key :is(.wants, .minds)').all();
    expect(squares.length).toBe(2);
    const colours = await Promise.all(squares.map(ground));
    expect(new Set(colours).size).toBe(2);
    await expect.poll(() => marked(page.locator('input[type=range]').first())).toBeGreaterThan(0.02);
    // The contents mark one place, if any.
    const bars = await page
      .locator('.contents-beside a')
      .evaluateAll((links) =>
        links
          .map((link) => getComputedStyle(link).borderLeftColor)
          .filter((colour) => !/, 0\)|transparent/.test(colour)),
      );
    expect(bars.length).toBeLessThanOrEqual(1);
    await page.context().close();
  });

  it('the demo’s bars are in the models’ colours, and so are the votes of 100 trees', async () => {
    const page = await open(CATS_AND_SHEEP, forced);
    await page.locator('astro-island:not([ssr]) .pad').waitFor();
    await page.getByRole('button', { name: /cat/ }).first().click();
    await expect.poll(() => page.locator('.row.answered').count(), LOADED).toBe(5);
    for (const row of await page.locator('.row.answered .track').all())
      await expect.poll(() => coloured(row)).toBeGreaterThan(0.05);
    await page.getByRole('heading', { name: 'Why they say so' }).scrollIntoViewIfNeeded();
    const votes = page.locator('[data-vote]');
    await expect.poll(() => votes.count(), LOADED).toBe(100);
    await expect.poll(() => coloured(votes.first())).toBeGreaterThan(0.3);
    await expect.poll(() => marked(page.locator('.pad'))).toBeGreaterThan(0.02);
    await page.context().close();
  });

  it('the quiz shows its drawing, and what each model said of it', async () => {
    const page = await open('quiz/', forced);
    await page.locator('astro-island:not([ssr]) .stage').waitFor();
    await page.getByRole('button', { name: 'Start' }).click();
    const picture = page.locator('.picture .drawing');
    await picture.waitFor();
    await expect.poll(() => marked(picture), SOON).toBeGreaterThan(0.05);
    await page.keyboard.press('1');
    const bars = page.locator('[data-model] .bar.called');
    await expect.poll(() => bars.count(), SOON).toBe(5);
    for (const bar of await bars.all()) await expect.poll(() => coloured(bar)).toBeGreaterThan(0.1);
    await page.context().close();
  });
});

const PAGES = [
  '',
  'part-2/',
  'draw/',
  'train/',
  'play/',
  'quiz/',
  'methods/',
  'results/',
  'glossary/',
  'path/',
  'teach/how-does-it-know/',
];

describe.each(['light', 'dark'] as const)('with more contrast, %s', (colorScheme) => {
  it.each(PAGES)('every word of /%s is at 7:1 or more', async (path) => {
    const page = await open(path, { moreContrast: true, colorScheme });
    const { violations } = await new AxeBuilder({ page })
      .options({ resultTypes: ['violations'] })
      .withRules('color-contrast-enhanced')
      .setLegacyMode()
      .analyze();
    const faint = violations.flatMap(({ nodes }) =>
      nodes.map(({ html, any }) => `${html}: ${any[0]?.message}`),
    );
    expect(faint).toEqual([]);
    await page.context().close();
  });

  it('lines are darker on white, or lighter on black', async () => {
    const distance = async (moreContrast: boolean) => {
      const page = await open('quiz/', { moreContrast, colorScheme });
      const [line, paper] = await page.evaluate(() => {
        const style = getComputedStyle(document.querySelector('.site-header') as Element);
        const colours = [style.borderBottomColor, getComputedStyle(document.documentElement).backgroundColor];
        return colours.map((colour) =>
          (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, each) => sum + +each, 0),
        );
      });
      await page.context().close();
      return Math.abs((line ?? 0) - (paper ?? 0));
    };
    await expect.poll(() => distance(true)).toBeGreaterThan(2 * (await distance(false)));
  });
});
