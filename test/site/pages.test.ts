/** What must be true of every page, wherever the site stands and whoever reads it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatFact } from '../../src/core/format-fact.ts';
import { lookup } from '../../src/core/lookup.ts';
import { parseResult } from '../../src/core/results.ts';
import { ROOT } from './build.ts';
import {
  assertNoProblems,
  BASES,
  expectNoAxeViolations,
  newPage,
  type OpenPage,
  openBrowser,
  type PageOptions,
  readThrough,
  siteUrl,
} from './harness.ts';
import { ADDRESS } from './setup.ts';

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
  'teach/',
  'teach/how-does-it-know/',
  'teach/how-does-it-know/sheet/',
  'embed/',
];
const everywhere = BASES.flatMap((base) => PAGES.map((path) => ({ base, path, address: `${base}${path}` })));

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const documents = new Map<string, Promise<{ status: number; ids: ReadonlySet<string> }>>();

/** What a link leads to, asked for once. */
function fetched(address: string): Promise<{ status: number; ids: ReadonlySet<string> }> {
  const ask = async () => {
    const response = await fetch(address);
    const html = await response.text();
    return {
      status: response.status,
      ids: new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1] ?? '')),
    };
  };
  const asked = documents.get(address) ?? ask();
  documents.set(address, asked);
  return asked;
}

async function visit<T>(url: string, options: PageOptions, look: (page: Page) => Promise<T>): Promise<T> {
  const { page, problems } = await newPage(browser, options);
  try {
    const response = await page.goto(url, { waitUntil: 'load' });
    expect(response?.status()).toBe(200);
    const seen = await look(page);
    assertNoProblems(problems);
    return seen;
  } finally {
    await page.context().close();
  }
}

const PHONE: PageOptions = { width: 375, height: 740, touch: true };

/** One page for the tests of a block, read to its end before the first. */
function openedOnce(
  url: () => string,
  options: PageOptions,
): { readonly page: Page; readonly problems: string[] } {
  let opened: OpenPage;
  beforeAll(async () => {
    opened = await newPage(browser, options);
    const response = await opened.page.goto(url(), { waitUntil: 'load' });
    expect(response?.status()).toBe(200);
    await readThrough(opened.page);
  });
  afterAll(() => opened?.page.context().close());
  return {
    get page() {
      return opened.page;
    },
    get problems() {
      return opened.problems;
    },
  };
}

describe.each(everywhere)('$address', ({ base, path }) => {
  const url = () => siteUrl(base, path);
  const opened = openedOnce(url, {});

  it('is read from top to bottom without an error or a request to anybody else', () => {
    assertNoProblems(opened.problems);
  });

  it('says what it is: one heading, title, description, canonical address, language', async () => {
    const head = await opened.page.evaluate(() => ({
      headings: document.querySelectorAll('h1').length,
      mains: document.querySelectorAll('main#main').length,
      title: document.title,
      language: document.documentElement.lang,
      description: document.querySelector<HTMLMetaElement>('meta[name=description]')?.content,
      canonical: document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href,
      image: document.querySelector<HTMLMetaElement>('meta[property="og:image"]')?.content,
      twice: [...document.querySelectorAll('[id]')]
        .map(({ id }) => id)
        .filter((id, i, all) => all.indexOf(id) !== i),
    }));
    expect(head.twice).toEqual([]); // an anchor leads to one place
    expect(head).toMatchObject({ headings: 1, mains: 1, language: 'en' });
    expect(head.title.length).toBeGreaterThan(10);
    expect(head.description?.length).toBeGreaterThan(50);
    expect(head.canonical).toBe(base === '/' ? `${ADDRESS}/${path}` : undefined);
    expect(head.image).toBe(base === '/' ? `${ADDRESS}/social.png` : undefined);
    expect(await opened.page.content()).not.toContain('localhost');
  });

  it('links to nothing of its own that is not there', async () => {
    const hrefs = await opened.page.evaluate(() =>
      [...document.querySelectorAll('a')].map((link) => link.href),
    );
    const own = hrefs.map((href) => new URL(href)).filter(({ origin }) => origin === new URL(url()).origin);
    expect(own.length).toBeGreaterThan(3);
    for (const link of own) {
      expect(link.pathname, link.href).toMatch(new RegExp(`^${base}`));
      const { status, ids } = await fetched(link.href.split('#')[0] ?? '');
      expect(status, link.href).toBe(200);
      if (link.hash) expect([...ids], link.href).toContain(decodeURIComponent(link.hash.slice(1)));
    }
  });
});

describe.each(everywhere)('$address on a phone 375 pixels wide', ({ base, path }) => {
  const opened = openedOnce(() => siteUrl(base, path), PHONE);

  it('fits', async () => {
    await expect.poll(() => opened.page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    assertNoProblems(opened.problems);
  });
});

describe.each(PAGES)('/%s, in either colour scheme,', (path) => {
  describe.each([
    ['on a desk', {}],
    ['on a phone', PHONE],
  ])('%s', (_, options) => {
    const opened = openedOnce(() => siteUrl('/', path), { ...options, reducedMotion: true });

    it.each(['light', 'dark'] as const)('violates no rule of accessibility: %s', async (colorScheme) => {
      await opened.page.emulateMedia({ colorScheme });
      await expectNoAxeViolations(opened.page);
      assertNoProblems(opened.problems);
    });
  });
});

describe('without JavaScript', () => {
  it.each([
    { path: '', chapters: 5, words: 1500, figures: 8, numbers: 30 },
    { path: 'part-2/', chapters: 2, words: 700, figures: 1, numbers: 10 },
  ])('the article has its text, its figures and its numbers: /$path', async ({ path, ...least }) => {
    const seen = await visit(siteUrl('/', path), { javaScript: false }, (page) =>
      page.evaluate(() => ({
        words: (document.querySelector('main') as HTMLElement).innerText.split(/\s+/).length,
        chapters: document.querySelectorAll('main h2').length,
        drawn: [...document.querySelectorAll('figure[data-frame]')].map((figure) => ({
          id: figure.id,
          shapes: figure.querySelectorAll('svg :is(path, rect, circle, line)').length,
          drawings: figure.querySelectorAll('button, li').length,
        })),
        numbers: [...document.querySelectorAll('data.result')].map((data) => data.textContent),
        themes: (document.querySelector('.theme') as HTMLElement).offsetHeight,
      })),
    );
    expect(seen.words).toBeGreaterThan(least.words);
    expect(seen.chapters).toBeGreaterThanOrEqual(least.chapters);
    expect(seen.drawn.length).toBeGreaterThanOrEqual(least.figures);
    for (const { id, shapes, drawings } of seen.drawn)
      expect(shapes + drawings, id).toBeGreaterThanOrEqual(10);
    expect(seen.numbers.length).toBeGreaterThan(least.numbers);
    expect(seen.themes).toBe(0); // nothing to press that would do nothing
  });

  it.each([
    ['methods/', ['McNemar', 'bootstrap', 'Temperature scaling', '@software']],
    ['results/', ['SHA-256', '.json', 'ONNX']],
  ])('/%s reads the same', async (path, words) => {
    const text = await visit(siteUrl('/', path), { javaScript: false }, (page) =>
      page.evaluate(() => (document.querySelector('main') as HTMLElement).innerText),
    );
    for (const word of words) expect(text).toContain(word);
    expect(text).not.toContain('Copy'); // a button that would do nothing
  });

  it.each(['draw/', 'train/', 'play/', 'quiz/'])('/%s says why there is nothing to do', async (path) => {
    const text = await visit(siteUrl('/', path), { javaScript: false }, (page) =>
      page.evaluate(() => (document.querySelector('main') as HTMLElement).innerText),
    );
    expect(text).toContain('JavaScript');
  });
});

describe('the article', () => {
  it('shows the numbers of the results file', async () => {
    const file = join(process.env.SITE_RESULTS ?? join(ROOT, 'content/results'), 'cats-and-sheep.json');
    const result = parseResult(JSON.parse(readFileSync(file, 'utf8')), file);
    const shown = await visit(siteUrl('/'), {}, (page) =>
      page.evaluate(() => [...document.querySelectorAll('data.result')].map((data) => data.textContent)),
    );
    for (const name of [
      'convnet.accuracy',
      'forest.accuracy',
      'split.testDrawings',
      'convnet.at.0.9.falseNegatives',
    ])
      expect(shown, name).toContain(formatFact(lookup(result, name)));
  });

  it('has its opening where it stays while the rest is on its way', async () => {
    const top = (page: Page) =>
      page.locator('.standfirst').evaluate((first) => first.getBoundingClientRect().top);
    const whole = await visit(siteUrl('/'), PHONE, top);
    const html = await (await fetch(siteUrl('/'))).text();
    const { page } = await newPage(browser, { ...PHONE, javaScript: false });
    const end = html.indexOf('</p>', html.indexOf('class="standfirst"')) + '</p>'.length;
    await page.route(siteUrl('/'), (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: html.slice(0, end) }),
    );
    await page.goto(siteUrl('/'));
    await expect.poll(() => top(page)).toBe(whole);
    await page.context().close();
  });

  it('marks in the contents beside it the part that is being read', async () => {
    await visit(siteUrl('/'), { width: 1400, reducedMotion: true }, async (page) => {
      const link = page.locator('.contents-beside a', { hasText: 'Where to draw the line' });
      await link.click();
      await expect.poll(() => link.getAttribute('aria-current')).toBe('true');
      await expect.poll(() => page.locator('.contents-beside a[aria-current]').count()).toBe(1);
      expect(new URL(page.url()).hash).toBe('#the-line');
    });
  });
});

describe('the two parts', () => {
  it('lead to each other, and the header says which is open', async () => {
    await visit(siteUrl('/'), {}, async (page) => {
      await page.locator('.closing a', { hasText: 'Part 2' }).click();
      await expect.poll(() => new URL(page.url()).pathname).toBe('/part-2/');
      const pages = page.getByRole('navigation', { name: 'Pages' });
      await expect.poll(() => pages.locator('[aria-current=page]').innerText()).toBe('Part 2');
      await page.locator('.closing a', { hasText: 'Part 1' }).click();
      await expect.poll(() => new URL(page.url()).pathname).toBe('/');
    });
  });
});

describe('the shell', () => {
  it('offers to skip to the content with the first press of Tab', async () => {
    await visit(siteUrl('/'), {}, async (page) => {
      await page.keyboard.press('Tab');
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.textContent))
        .toBe('Skip to the content');
      await page.keyboard.press('Enter');
      await expect.poll(() => new URL(page.url()).hash).toBe('#main');
    });
  });

  it('keeps a chosen theme over pages, and goes back to the system', async () => {
    await visit(siteUrl('/'), { colorScheme: 'light' }, async (page) => {
      const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const light = await paper();
      await page.getByLabel('Colour theme').selectOption('dark');
      const dark = await paper();
      expect(dark).not.toBe(light);
      await page.goto(siteUrl('/', 'draw/'));
      await expect.poll(() => paper()).toBe(dark);
      await expect.poll(() => page.getByLabel('Colour theme').inputValue()).toBe('dark');
      await page.getByLabel('Colour theme').selectOption('system');
      await expect.poll(() => paper()).toBe(light);
      await expect.poll(() => page.evaluate(() => localStorage.getItem('theme'))).toBeNull();
    });
  });

  it.each(BASES)('meets who is lost at %s with a way back', async (base) => {
    const { page } = await newPage(browser);
    const response = await page.goto(siteUrl(base, 'no/such/page/'));
    expect(response?.status()).toBe(404);
    await expect.poll(() => page.locator('h1').innerText()).toBe('Nothing drawn here');
    await expect.poll(() => page.locator('main a').first().getAttribute('href')).toBe(base);
    await expectNoAxeViolations(page);
    await page.context().close();
  });
});
