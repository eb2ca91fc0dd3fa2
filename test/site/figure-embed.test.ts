/** Every figure alone, in a frame on somebody else's page, in the state in which it was copied; and as a picture. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { decode } from 'fast-png';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embedPath } from '../../src/components/embed-path.ts';
import { addressOf, builtPages, isFigureAlone, SITE } from './built-pages.ts';
import {
  assertNoProblems,
  eventually,
  expectNoAxeViolations,
  holdBack,
  LOADED,
  newPage,
  openBrowser,
  siteUrl,
} from './harness.ts';
import { ADDRESS } from './setup.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const alone = () => builtPages().filter(isFigureAlone).map(addressOf);
const awake = (page: Page) =>
  page.waitForFunction(() => document.querySelectorAll('astro-island[ssr]').length === 0);

/** A page that keeps what it is asked to copy. */
async function copyingPage(path: string) {
  const opened = await newPage(browser, { reducedMotion: true });
  await opened.page.addInitScript(() => {
    const writeText = async (text: string) => Object.assign(window, { copied: text });
    Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
  });
  await opened.page.goto(siteUrl('/', path));
  return opened;
}

/** The address, on the site under test, of the frame whose lines a figure's button copies. */
async function copiedAddress(page: Page, figure: Locator): Promise<URL> {
  await figure.locator('[data-as=frame]').click();
  const lines = await page.evaluate(() => String(Reflect.get(window, 'copied')));
  const src = /^<iframe src="([^"]+)" title="[^"]+"/.exec(lines)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(src).toMatch(new RegExp(`^${ADDRESS}/embed/`));
  return new URL(src.slice(ADDRESS.length), siteUrl('/'));
}

describe('a figure of the article', () => {
  it('has a page of its own, each of them', () => {
    const paths = ['', 'part-2/'].flatMap((home) =>
      [...readFileSync(join(SITE, home, 'index.html'), 'utf8').matchAll(/ data-frame="([^"]+)"/g)].map(
        (found) => embedPath(home, found[1] ?? ''),
      ),
    );
    expect(paths.length).toBeGreaterThan(25);
    expect(alone()).toEqual(expect.arrayContaining(paths));
  });

  // A test has time for some of them on a busy machine, not for all.
  it.each([0, 1, 2, 3, 4])(
    'is all that there is on it, works, and fits a frame of 280 pixels: %i',
    async (part) => {
      const { page, problems } = await newPage(browser, { width: 280, height: 700, reducedMotion: true });
      for (const path of alone().filter((_, i) => i % 5 === part)) {
        await page.goto(siteUrl('/', path));
        await awake(page);
        const seen = await page.evaluate(() => ({
          headings: document.querySelectorAll('h1').length,
          frames: document.querySelectorAll('figure[data-frame]').length,
          around: document.querySelectorAll('body > :is(header, footer)').length,
          robots: document.querySelector<HTMLMetaElement>('meta[name=robots]')?.content,
          wide: document.documentElement.scrollWidth,
          failed: document.querySelectorAll('.island-failure, .missing-island').length,
          off: document.querySelectorAll('fieldset:disabled').length,
          source: document.querySelector<HTMLAnchorElement>('.credit a[href*="#"]')?.pathname,
          unfilled: document.documentElement.outerHTML.match(/%(title|home)%/g),
        }));
        expect({ path, ...seen }).toEqual({
          path,
          headings: 1,
          frames: 1,
          around: 0,
          robots: 'noindex',
          wide: 280,
          failed: 0,
          off: 0,
          source: path.startsWith('embed/part-2/') ? '/part-2/' : '/',
          unfilled: null,
        });
        expect([path, ...problems]).toEqual([path]);
      }
      await page.context().close();
    },
  );

  it.each(['embed/threshold/', 'embed/convnet-look/', 'embed/part-2/errors/'])(
    'violates no rule of accessibility at /%s, in either colour scheme',
    async (path) => {
      const { page, problems } = await newPage(browser, { width: 640, reducedMotion: true });
      await page.goto(siteUrl('/', `${path}?theme=light`));
      await awake(page);
      await expectNoAxeViolations(page);
      await page.goto(siteUrl('/', `${path}?theme=dark`));
      await awake(page);
      await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
      await expectNoAxeViolations(page);
      assertNoProblems(problems);
      await page.context().close();
    },
  );

  it('works below a folder, where it finds its numbers and its lines name this very site', async () => {
    const { page, problems } = await newPage(browser, { reducedMotion: true });
    await page.addInitScript(() => {
      const writeText = async (text: string) => Object.assign(window, { copied: text });
      Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
    });
    const address = siteUrl('/doodles/', 'embed/part-2/confusion-matrix/');
    await page.goto(address);
    await awake(page);
    const figure = page.locator('[data-frame]');
    await figure.getByRole('radio', { name: 'Forest' }).check();
    await figure.getByText('As a table').click();
    await figure.getByRole('table').nth(1).waitFor();
    await figure.locator('[data-as=frame]').click();
    await expect
      .poll(() => page.evaluate(() => Reflect.get(window, 'copied')))
      .toContain(`<iframe src="${address}?matrix-model=forest`);
    assertNoProblems(problems);
    await page.context().close();
  });
});

/** What a figure was set to before its script is here does not count. */
const alive = (figure: Locator) =>
  eventually(() => figure.locator('astro-island[ssr]').count(), LOADED).toBe(0);

describe('what was chosen', () => {
  it('goes along: buttons and boxes', async () => {
    const { page, problems } = await copyingPage('');
    const curve = page.locator('#learning-curve');
    await curve.scrollIntoViewIfNeeded();
    await alive(curve);
    expect((await copiedAddress(page, curve)).search).toBe('');
    await curve.getByRole('radio', { name: 'Error rate' }).check();
    await curve.getByLabel('Show 2017').uncheck();
    const address = await copiedAddress(page, curve);
    expect(address.search).toBe('?choice=error&switch=off');
    await page.goto(address.href);
    await eventually(() => page.locator('svg').first().textContent(), LOADED).toContain('Error rate');
    await eventually(() => page.getByLabel('Show 2017').isChecked()).toBe(false);
    await eventually(() => page.locator('svg').first().textContent()).not.toContain('dashed: 2017');
    assertNoProblems(problems);
    await page.context().close();
  });

  it('goes along: lists', async () => {
    const { page, problems } = await copyingPage('part-2/');
    const errors = page.locator('#errors');
    await errors.scrollIntoViewIfNeeded();
    await alive(errors);
    await errors.getByRole('radio', { name: 'Perceptron' }).check();
    await errors.getByRole('combobox').nth(1).selectOption({ index: 2 });
    const chosen = await errors.getByRole('combobox').nth(1).inputValue();
    const address = await copiedAddress(page, errors);
    expect(address.search).toBe(`?choice=perceptron&list2=${chosen}`);
    await page.goto(address.href);
    await eventually(() => page.getByRole('radio', { name: 'Perceptron' }).isChecked(), LOADED).toBe(true);
    await eventually(() => page.getByRole('combobox').nth(1).inputValue()).toBe(chosen);
    assertNoProblems(problems);
    await page.context().close();
  });

  it('goes along: sliders', async () => {
    const { page, problems } = await copyingPage('part-2/');
    const rendering = page.locator('#rendering');
    await rendering.scrollIntoViewIfNeeded();
    await alive(rendering);
    await rendering.getByRole('slider').nth(1).fill('70');
    const address = await copiedAddress(page, rendering);
    expect(address.search).toBe('?slider2=70');
    await page.goto(address.href);
    await eventually(() => page.getByRole('slider').nth(1).getAttribute('aria-valuetext'), LOADED).toMatch(
      /^70\s%$/,
    );
    assertNoProblems(problems);
    await page.context().close();
  });

  it('goes along in the words of the figure itself, where it keeps them in the address', async () => {
    const { page, problems } = await copyingPage('?model=forest&threshold=0.61234&cell=sheep-cat#threshold');
    const figure = page.locator('#threshold');
    await figure.locator('[data-ready=true]').waitFor();
    await eventually(() => figure.locator('.summary').textContent()).toContain('Random forest');
    const words = await figure.locator('.summary').textContent();
    const address = await copiedAddress(page, figure);
    expect(address.searchParams.get('threshold')).toBe('0.61234');
    await page.goto(address.href);
    await eventually(() => page.locator('.summary').textContent(), LOADED).toBe(words);
    assertNoProblems(problems);
    await page.context().close();
  });

  it('is passed over where it is damaged', async () => {
    const { page, problems } = await newPage(browser, { reducedMotion: true });
    const text = async (search: string) => {
      await page.goto(siteUrl('/', `embed/part-2/ink-needed/${search}`));
      await awake(page);
      return page.locator('[data-frame]').innerText();
    };
    const damaged =
      '?choice=oracle&choice2=&slider=1e9&slider=abc&list=%00&switch=perhaps&choice7=ink&%E0%A4%A';
    await expect.poll(() => text(damaged)).toBe(await text(''));
    assertNoProblems(problems);
    await page.context().close();
  });
});

describe('in a frame on a page of another origin', () => {
  let school: Server;
  let schoolUrl: string;
  let lesson = '';
  beforeAll(async () => {
    school = createServer((request, response) => {
      if (request.url !== '/') response.writeHead(204).end();
      else response.writeHead(200, { 'content-type': 'text/html' }).end(lesson);
    });
    await new Promise<void>((resolve) => school.listen(0, '127.0.0.1', resolve));
    schoolUrl = `http://127.0.0.1:${(school.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    school?.closeAllConnections();
    school?.close();
  });

  it('a figure is as high as what is in it, with the lines that the site offers', async () => {
    const { page, problems } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/', 'embed/'));
    const here = (lines: string | null) => lines?.replaceAll(ADDRESS, siteUrl('/').replace(/\/$/, '')) ?? '';
    const script = here(await page.locator('.snippet code').first().textContent());
    const frames = ['part-2-reliability', 'samples'].map((id) => page.locator(`#${id} .snippet code`));
    const lines = await Promise.all(frames.map(async (each) => here(await each.textContent())));
    lesson = `<!doctype html><html lang="en"><title>Lesson</title><h1>Animals</h1>${lines.join('')}${script}`;
    await page.goto(schoolUrl);
    for (const i of [0, 1]) {
      await page.locator('iframe').nth(i).scrollIntoViewIfNeeded();
      const fits = async () => {
        const frame = await page.locator('iframe').nth(i).boundingBox();
        const contents = await page.locator('iframe').nth(i).contentFrame().locator('.alone').boundingBox();
        return (frame?.height ?? 0) - (contents?.height ?? -999);
      };
      for (const width of [1000, 400]) {
        await page.setViewportSize({ width, height: 800 });
        await eventually(async () => (await fits()) >= 0 && (await fits()) < 120, LOADED).toBe(true);
      }
    }
    const inside = page.locator('iframe').first().contentFrame();
    await inside.getByRole('radio', { name: 'After' }).check();
    await eventually(() => inside.getByRole('radio', { name: 'After' }).isChecked()).toBe(true);
    assertNoProblems(problems.filter((problem) => !problem.includes(schoolUrl)));
    await page.context().close();
  });
});

describe('a picture of a figure', () => {
  it.each([
    ['embed/threshold/', 1600],
    ['embed/samples/', 3200],
  ])('of /%s is %i pixels wide, and something is on it', async (path, width) => {
    const { page, problems } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/', path));
    await awake(page);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.locator(`[data-as=png-${width}]`).click(),
    ]);
    const png = decode(await readFile(await file.path()));
    expect(file.suggestedFilename()).toMatch(new RegExp(`-${width}\\.png$`));
    const [paper] = png.data;
    const inked = png.data.filter((value) => Math.abs(value - Number(paper)) > 60).length / png.data.length;
    expect(inked).toBeGreaterThan(0.005);
    expect(inked).toBeLessThan(0.5);
    expect(png.width).toBe(width);
    await eventually(() => page.locator('.downloads .outcome').innerText()).toBe(
      `${png.width} × ${png.height} pixels.`,
    );
    assertNoProblems(problems);
    await page.context().close();
  });

  it('is none where the browser falsifies canvases, and that is said', async () => {
    const { page, problems } = await newPage(browser, { reducedMotion: true });
    await page.addInitScript(() => {
      const { getImageData } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.getImageData = function (...args) {
        const image = getImageData.apply(this, args);
        image.data.fill(255);
        return image;
      };
    });
    let files = 0;
    page.on('download', () => {
      files += 1;
    });
    await page.goto(siteUrl('/', 'embed/learning-curve/'));
    await awake(page);
    await page.locator('[data-as=png-1600]').click();
    await eventually(() => page.locator('.downloads .outcome').innerText()).toContain('falsifies');
    expect(files).toBe(0);
    await page.locator('[data-as=svg]').click();
    await eventually(() => files).toBe(1);
    assertNoProblems(problems);
    await page.context().close();
  });
});

describe('what is said of a picture', () => {
  it('is of the one that was asked for last, whichever is done first', async () => {
    const { page } = await newPage(browser, { reducedMotion: true });
    await page.goto(siteUrl('/', 'embed/learning-curve/'));
    await awake(page);
    const letGo = await holdBack(page, '**/figure-svg*.js');
    await page.route('**/figure-png*.js', (route) => route.abort());
    await page.locator('[data-as=svg]').click();
    await page.locator('[data-as=png-1600]').click();
    const outcome = page.locator('.downloads .outcome');
    await eventually(() => outcome.innerText()).toContain('No PNG');
    const saved = page.waitForEvent('download');
    await letGo();
    expect((await saved).suggestedFilename()).toMatch(/\.svg$/);
    expect(await outcome.innerText()).toContain('No PNG');
    await page.context().close();
  });
});

describe('the list of figures', () => {
  it('has every one, with what it shows and its lines, and reads without JavaScript', async () => {
    const { page } = await newPage(browser, { javaScript: false });
    await page.goto(siteUrl('/', 'embed/'));
    const entries = await page.locator('.figures > li').evaluateAll((all) =>
      all.map((entry) => ({
        title: entry.querySelector('h3')?.textContent?.trim(),
        look: entry.querySelector('p')?.textContent?.trim(),
        alone: entry.querySelector('a')?.getAttribute('href'),
        lines: entry.querySelector('code')?.textContent,
      })),
    );
    expect(entries.map((entry) => entry.alone?.slice(1)).sort()).toEqual(alone());
    for (const { title, look, alone: address, lines } of entries) {
      expect([address, title?.length]).not.toEqual([address, 0]);
      expect(look?.length, address ?? '').toBeGreaterThan(15);
      expect(lines).toContain(`<iframe src="${ADDRESS}${address}" title="`);
    }
    await page.locator('#threshold summary').click();
    await expect.poll(() => page.locator('#threshold pre').isVisible()).toBe(true);
    await page.context().close();
  });
});
