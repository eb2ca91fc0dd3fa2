/** The reader's path: what was read, where one was, what was solved and done, on the device alone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SEEN_SECONDS } from '../../src/components/path/dwell.ts';
import {
  assertNoProblems,
  eventually,
  expectNoAxeViolations,
  newPage,
  openBrowser,
  type PageOptions,
  siteUrl,
} from './harness.ts';
import { doodleOf, drawWithMouse } from './pen.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const blocksOf = (page: Page, chapter: string) =>
  page.locator(`section.chapter[aria-labelledby="${chapter}"] > :not(script)`);

/** Has the page be looked at, as it is scrolled, for as long as it takes to count. */
async function look(page: Page): Promise<void> {
  // What a new observer is told at once, the page's own has been told as well.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const observer = new IntersectionObserver(() => {
          observer.disconnect();
          resolve();
        });
        observer.observe(document.body);
      }),
  );
  for (let second = 0; second < SEEN_SECONDS; second++) await page.clock.fastForward(1000);
}

/** Stays where one is until nothing more is noted, whatever comes into the window as figures wake. */
async function stay(page: Page): Promise<void> {
  for (let before: string | null = null; ; ) {
    await look(page);
    const now = JSON.stringify(await kept(page));
    if (now === before) return;
    before = now;
  }
}

/** Scrolls to a block of a chapter, and stays there. */
async function stayAt(page: Page, chapter: string, block: number): Promise<void> {
  await blocksOf(page, chapter)
    .nth(block)
    .evaluate((element) => element.scrollIntoView({ behavior: 'instant', block: 'center' }));
  await look(page);
}

/** Reads a chapter through, half a window after the other. */
async function read(page: Page, chapter: string): Promise<void> {
  for (let halves = 0; ; halves++) {
    const isOver = await page
      .locator(`section.chapter[aria-labelledby="${chapter}"]`)
      .evaluate((section, down) => {
        const { top, bottom } = section.getBoundingClientRect();
        scrollTo({ top: scrollY + top + (down * innerHeight) / 2, behavior: 'instant' });
        return bottom - top < (down * innerHeight) / 2;
      }, halves);
    if (isOver) return;
    await look(page);
  }
}

/** A page whose seconds pass when the test says so. */
async function open(path: string, options: PageOptions = {}) {
  const opened = await newPage(browser, { reducedMotion: true, ...options });
  await opened.page.clock.install();
  await opened.page.goto(siteUrl('/', path));
  return opened;
}

/** A page that is opened by a reader who was there before: with the browser's own clock, which knows how it was opened. */
async function comeBack(path: string, places: object, options: PageOptions = {}) {
  const opened = await newPage(browser, { reducedMotion: true, ...options });
  await opened.page.goto(siteUrl('/', 'path/'));
  await opened.page.evaluate(
    (all) => localStorage.setItem('path', JSON.stringify({ version: 1, places: all })),
    places,
  );
  await opened.page.goto(siteUrl('/', path));
  return opened;
}

const offerOn = (page: Page) => page.getByRole('navigation', { name: 'Where you were' });
const kept = (page: Page) => page.evaluate(() => JSON.parse(localStorage.getItem('path') ?? 'null'));
const row = (page: Page, kind: string, id: string) => page.locator(`[data-row=${kind}][data-id="${id}"]`);
const stateOf = (page: Page, kind: string, id: string) => row(page, kind, id).locator('.state').innerText();

describe('a chapter', () => {
  it('is ticked off in the contents once all of it was in the window, and not when it was jumped past', async () => {
    const { page, problems } = await open('', { width: 1400 });
    const ticked = () => page.locator('.contents-beside a:has(.tick)').allTextContents();
    await read(page, 'the-game');
    await eventually(ticked).toEqual([expect.stringContaining('(read)')]);
    await page.locator('.contents-beside a[href="#mistakes"]').click();
    const last = (await blocksOf(page, 'mistakes').count()) - 1;
    for (const block of [0, last]) await stayAt(page, 'mistakes', block);
    await expect.poll(() => ticked()).toHaveLength(1);
    const { read: chapters, seen } = await kept(page);
    expect(chapters).toEqual(['the-game']);
    expect(seen.mistakes).toMatch(/^1.*0.*1$/);
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toEqual(['path']);
    await expectNoAxeViolations(page, '.contents-beside');
    assertNoProblems(problems);

    await page.reload();
    await eventually(ticked).toHaveLength(1);
    await page.setViewportSize({ width: 375, height: 740 });
    await page.locator('.contents-folded summary').click();
    await eventually(() =>
      page.getByRole('link', { name: 'The game and its drawings (read)' }).isVisible(),
    ).toBe(true);
    await page.context().close();
  });

  it('begun on one day is read to its end on another', async () => {
    const { page } = await open('');
    const count = await blocksOf(page, 'the-line').count();
    for (let block = 0; block < count / 2; block++) await stayAt(page, 'the-line', block);
    await page.goto(siteUrl('/', '#the-line'));
    await page.reload();
    expect((await kept(page)).read).toEqual([]);
    for (let block = Math.floor(count / 2); block < count; block++) await stayAt(page, 'the-line', block);
    expect((await kept(page)).read).toEqual(['the-line']);
    await page.context().close();
  });

  it('does not count while the page cannot be seen', async () => {
    const { page } = await open('');
    await page.evaluate(() => Object.defineProperty(document, 'hidden', { get: () => true }));
    await stayAt(page, 'the-line', 2);
    await expect.poll(() => kept(page)).toBeNull();
    await page.context().close();
  });
});

describe('where one was', () => {
  it('is noted while one stays there, but not in the first chapter and not at the end', async () => {
    const { page } = await open('');
    const places = async () => (await kept(page))?.places;
    await stayAt(page, 'the-line', 4);
    const noted = await places();
    expect(noted).toEqual({ 1: { chapter: 'the-line', block: expect.any(Number) } });
    expect(Math.abs(noted[1].block - 4)).toBeLessThan(4);
    await stayAt(page, 'the-game', 5);
    await expect.poll(() => places()).toEqual(noted);
    await stayAt(page, 'mistakes', 3);
    expect((await places())[1].chapter).toBe('mistakes');
    await stayAt(page, 'mistakes', (await blocksOf(page, 'mistakes').count()) - 1);
    await expect.poll(() => places()).toEqual({});
    await page.context().close();
  });

  it('is offered at the foot of the window, and gone to by keyboard', async () => {
    const { page, problems } = await comeBack('part-2/', { 2: { chapter: 'how-sure', block: 6 } });
    await eventually(() => offerOn(page).isVisible()).toBe(true);
    await expect
      .poll(() => offerOn(page).innerText())
      .toContain('You were in “How sure it is, and should be”.');
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
    const spoken = await page.locator('[role=status], [role=alert], [aria-live]').allInnerTexts();
    expect(spoken.join()).not.toContain('You were in');
    await expectNoAxeViolations(page, '.place-offer');
    for (const control of await offerOn(page).locator('a, button').all())
      expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(44);

    // The first stop after what the skip link leads to.
    await page.locator('.skip-link').press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const target = blocksOf(page, 'how-sure').nth(6);
    const top = () => target.evaluate((element) => Math.round(element.getBoundingClientRect().top));
    await eventually(top).toBeLessThan(40);
    await expect.poll(() => top()).toBeGreaterThanOrEqual(0);
    await expect.poll(() => target.evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(() => offerOn(page).isVisible()).toBe(false);
    await page.goBack();
    await eventually(() => page.evaluate(() => scrollY)).toBeLessThan(300); // where the skip link leads
    assertNoProblems(problems);
    await page.context().close();
  });

  it('is a link of its own, to what an address can name', async () => {
    const { page } = await comeBack('part-2/', { 2: { chapter: 'how-sure', block: 6 } });
    const link = offerOn(page).getByRole('link', { name: 'Go on there' });
    await eventually(() => link.isVisible()).toBe(true);
    const { hash } = new URL((await link.getAttribute('href')) ?? '', page.url());
    await expect
      .poll(() => page.locator(`section.chapter[aria-labelledby=how-sure] > ${hash}`).count())
      .toBe(1);
    await page.context().close();
  });

  it.each([
    ['with a place in the address', (page: Page) => page.goto(siteUrl('/', 'part-2/#tuning'))],
    ['after a reload', (page: Page) => page.reload()],
    [
      'over the history',
      async (page: Page) => {
        await page.goto(siteUrl('/', 'quiz/'));
        await page.goBack();
      },
    ],
  ])('is not offered %s', async (_, come) => {
    const { page } = await comeBack('part-2/', { 2: { chapter: 'how-sure', block: 6 } });
    await eventually(() => offerOn(page).isVisible()).toBe(true);
    await page.evaluate(() => scrollTo({ top: 3000, behavior: 'instant' })); // a page that is kept whole is as it was left
    await eventually(() => offerOn(page).isVisible()).toBe(false);
    await come(page);
    await page.waitForLoadState('load');
    await expect.poll(() => offerOn(page).isVisible()).toBe(false);
    await page.context().close();
  });

  it('is forgotten when the offer is closed', async () => {
    const { page } = await comeBack('', { 1: { chapter: 'the-line', block: 4 } });
    await offerOn(page).getByRole('button').press('Enter');
    await expect.poll(() => offerOn(page).isVisible()).toBe(false);
    expect((await kept(page)).places).toEqual({});
    await page.goto(siteUrl('/', '?again'));
    await expect.poll(() => offerOn(page).isVisible()).toBe(false);
    await page.context().close();
  });

  it('is nowhere when its chapter is gone, and at its end when that has got shorter', async () => {
    const gone = await comeBack('', { 1: { chapter: 'a-chapter-of-last-year', block: 2 } });
    await expect.poll(() => offerOn(gone.page).isVisible()).toBe(false);
    assertNoProblems(gone.problems);
    await gone.page.context().close();
    const { page, problems } = await comeBack('', { 1: { chapter: 'the-line', block: 500 } });
    await offerOn(page).getByRole('link').click();
    const last = blocksOf(page, 'the-line').last();
    await eventually(() => last.evaluate((element) => element === document.activeElement)).toBe(true);
    assertNoProblems(problems);
    await page.context().close();
  });

  it('is offered within a window of 280 pixels, with letters of 100 and 200 %', async () => {
    const options = { width: 280, height: 640, touch: true };
    const { page } = await comeBack('', { 1: { chapter: 'four-ways', block: 4 } }, options);
    await eventually(() => offerOn(page).isVisible()).toBe(true);
    for (const size of ['', '200%']) {
      await page.evaluate((fontSize) => {
        document.documentElement.style.fontSize = fontSize;
      }, size);
      const box = await offerOn(page).boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(280);
      expect((box?.y ?? 0) + (box?.height ?? 999)).toBeLessThanOrEqual(640);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(280);
    }
    await page.context().close();
  });
});

describe('/path/', () => {
  it('lists every chapter, and every exercise with what its chapter takes for right', async () => {
    const { page } = await newPage(browser, { javaScript: false });
    const there: unknown[] = [];
    for (const path of ['', 'part-2/']) {
      await page.goto(siteUrl('/', path));
      there.push(
        ...(await page
          .locator('.chapter > h2, .exercise')
          .evaluateAll((all) =>
            all.map(({ id, dataset: { exercise, right, within } }: any) => [exercise ?? id, right, within]),
          )),
      );
    }
    await page.goto(siteUrl('/', 'path/'));
    const listed = await page
      .locator('[data-row=chapter], [data-row=exercise]')
      .evaluateAll((rows) => rows.map(({ dataset: { id, right, within } }: any) => [id, right, within]));
    expect(there.length).toBeGreaterThan(20);
    expect(listed).toEqual(there);
    await page.context().close();
  });

  it('shows what was read, solved and done, also while another tab goes on, and forgets exactly that', async () => {
    const { page, problems } = await open('');
    await page.evaluate(() => localStorage.setItem('theme', 'dark'));
    await read(page, 'the-game');
    await stayAt(page, 'four-ways', 3);
    const exercise = page.locator('#exercise-how-many-right');
    await exercise.getByRole('textbox').fill((await exercise.getAttribute('data-right')) ?? '');
    await exercise.getByRole('button').click();
    const path = await page.context().newPage();
    await path.goto(siteUrl('/', 'path/'));
    await eventually(() => stateOf(path, 'chapter', 'the-game')).toBe('read');
    await expect.poll(() => stateOf(path, 'chapter', 'four-ways')).toBe('begun, you were here');
    await expect.poll(() => stateOf(path, 'exercise', 'how-many-right')).toBe('solved');
    await expect.poll(() => stateOf(path, 'exercise', 'largest-file')).toBe('not yet');
    const counts = path.locator('.counts b');
    await expect.poll(() => counts.allInnerTexts()).toEqual(['1', '1', '0']);
    await expectNoAxeViolations(path);

    await exercise.getByRole('textbox').fill('1');
    await exercise.getByRole('button').click();
    await eventually(() => stateOf(path, 'exercise', 'how-many-right')).toBe('tried');
    await page.goto(siteUrl('/', 'draw/?task=cats-and-sheep'));
    await page.locator('astro-island:not([ssr]) .demo').waitFor();
    await drawWithMouse(page, doodleOf('cat').slice(0, 1));
    await eventually(() => stateOf(path, 'thing', 'draw')).toBe('done');
    await expect.poll(() => counts.allInnerTexts()).toEqual(['1', '0', '1']);

    const keys = () => path.evaluate(() => Object.keys(localStorage).sort());
    await path.getByRole('button', { name: 'Forget all of it' }).press('Enter');
    await eventually(keys).toEqual(['theme']);
    // A tab that is not in front may show it with its next frame.
    await eventually(() => path.locator('main').innerText()).toContain('Nothing is ticked off yet.');
    await expect.poll(() => path.getByRole('status').allInnerTexts()).toContain('Forgotten.');
    await expect.poll(() => path.locator('[data-row]:not([data-state=open])').count()).toBe(0);
    await path.keyboard.press('Enter'); // the focus is on what brings it back
    await eventually(keys).toEqual(['exercises', 'path', 'theme']);
    await expect.poll(() => stateOf(path, 'chapter', 'the-game')).toBe('read');
    await path.keyboard.press('Enter'); // and now on what forgets it
    await eventually(keys).toEqual(['theme']);
    await path.reload();
    await eventually(() => path.locator('[data-piece=empty]').isVisible()).toBe(true);
    assertNoProblems(problems);
    await page.context().close();
  });

  it('is forgotten in an open chapter too, whose ticks go', async () => {
    const { page } = await open('', { width: 1400 });
    await read(page, 'the-game');
    await eventually(() => page.locator('.contents-beside .tick').count()).toBe(1);
    await stay(page);
    const path = await page.context().newPage();
    await path.goto(siteUrl('/', 'path/'));
    await path.getByRole('button', { name: 'Forget all of it' }).click();
    await eventually(() => page.locator('.contents-beside .tick').count()).toBe(0);
    for (let second = 0; second < 3; second++) await page.clock.fastForward(1000);
    await expect.poll(() => kept(page)).toBeNull();
    await page.context().close();
  });

  it('says so where storage is barred, and takes what is spoilt for nothing', async () => {
    const barred = await newPage(browser);
    await barred.page.addInitScript(() =>
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('barred', 'SecurityError');
        },
      }),
    );
    await barred.page.clock.install();
    await barred.page.goto(siteUrl('/', 'part-2/'));
    await stayAt(barred.page, 'tuning', 4);
    await barred.page.goto(siteUrl('/', 'path/'));
    await eventually(() => barred.page.locator('main').innerText()).toContain('keeps nothing for this site');
    await expect.poll(() => barred.page.getByRole('button', { name: 'Forget' }).count()).toBe(0);
    assertNoProblems(barred.problems);
    await barred.page.context().close();

    const spoilt = await newPage(browser);
    await spoilt.page.addInitScript(() => localStorage.setItem('path', '{"version":1,"places":[]'));
    await spoilt.page.goto(siteUrl('/', 'path/'));
    await eventually(() => spoilt.page.locator('[data-piece=empty]').isVisible()).toBe(true);
    assertNoProblems(spoilt.problems);
    await spoilt.page.context().close();
  });

  it('without JavaScript lists all that there is, with links, and nothing to press', async () => {
    const { page } = await newPage(browser, { javaScript: false });
    await page.goto(siteUrl('/doodles/', 'path/'));
    const main = page.locator('main');
    await expect.poll(() => main.innerText()).toContain('Without JavaScript nothing is remembered.');
    await expect.poll(() => main.getByRole('button').count()).toBe(0);
    await expect.poll(() => main.locator('.mark:visible, .counts:visible').count()).toBe(0);
    await expect
      .poll(() => row(page, 'chapter', 'tuning').getByRole('link').getAttribute('href'))
      .toBe('/doodles/part-2/#tuning');
    for (const path of ['', 'part-2/', 'teach/']) {
      await page.goto(siteUrl('/doodles/', path));
      await expect.poll(() => page.locator('a[href="/doodles/path/"]').count()).toBeGreaterThan(1);
      await expect.poll(() => offerOn(page).isVisible()).toBe(false);
    }
    await page.context().close();
  });

  it('is printed as a list with a line for the name', async () => {
    const { page } = await open('');
    await read(page, 'the-game');
    await page.goto(siteUrl('/', 'path/'));
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.locator('.name').isVisible()).toBe(true);
    await expect.poll(() => page.locator('main button:visible, footer:visible').count()).toBe(0);
    await expect.poll(() => page.locator('.counts').innerText()).toContain('1');
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length).toBeLessThanOrEqual(2);
    await page.context().close();
  });
});
