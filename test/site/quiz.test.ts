/** The quiz in Chromium. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUESTIONS } from '../../src/activities/quiz/deck.ts';
import {
  assertNoProblems,
  BASES,
  expectNoAxeViolations,
  holdBack,
  newPage,
  openBrowser,
  type PageOptions,
  SOON,
  siteUrl,
} from './harness.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function open(
  options: PageOptions & { base?: (typeof BASES)[number] } = {},
  prepare?: (page: Page) => Promise<unknown>,
) {
  const { page, problems } = await newPage(browser, options);
  await prepare?.(page);
  await page.goto(siteUrl(options.base ?? '/', 'quiz/'));
  await page.locator('astro-island:not([ssr]) .stage').waitFor();
  const phase = () => page.locator('.stage').getAttribute('data-phase');
  return { page, problems, phase, close: () => page.context().close() };
}
type Room = Awaited<ReturnType<typeof open>>;

/** Answers all questions with the keys, and returns how many were right. */
async function answerAll({ page, phase }: Room): Promise<number> {
  let right = 0;
  for (let i = 0; i < QUESTIONS; i++) {
    await expect.poll(() => page.locator('.question h2').innerText()).toContain(`${i + 1} of ${QUESTIONS}`);
    await page.keyboard.press(String(1 + (i % 2)));
    await expect.poll(phase).toBe('answer');
    if ((await page.locator('.verdict p').innerText()).startsWith('Right')) right += 1;
    await expect.poll(() => page.locator('.question .head p').innerText()).toBe(`${right} right so far`);
    await expect.poll(() => page.locator('[data-model]').count()).toBe(5);
    await page.keyboard.press('Enter'); // the focus is on the button that goes on
  }
  await expect.poll(phase, SOON).toBe('over');
  return right;
}

describe('the quiz', () => {
  it.each(BASES)('is taken by keyboard, scores, and is remembered on the device, at %s', async (base) => {
    const room = await open({ base });
    const { page } = room;
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: 'Start' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(room.phase, SOON).toBe('question');
    await expectNoAxeViolations(page);
    const right = await answerAll(room);
    await expect.poll(() => page.getByRole('heading', { level: 2 }).innerText()).toBe(`${right} of 10 right`);
    const chart = page.getByRole('img', { name: new RegExp(`You ${right} of 10 .* Convnet \\d+ of 10`) });
    await expect.poll(() => chart.first().isVisible()).toBe(true);
    await expect
      .poll(() => page.locator('.report').innerText())
      .toMatch(/You and the best|You read more|is ahead of you/);
    await expect.poll(() => page.locator('.report > ul > li').count()).toBe(QUESTIONS);
    await expectNoAxeViolations(page);

    await page.reload();
    await expect.poll(() => page.locator('.tally').innerText(), SOON).toContain('So far: 10 drawings');
    await page.getByRole('button', { name: 'Forget my score' }).click();
    await expect.poll(() => page.locator('.tally').innerText()).toContain('Forgotten');
    await expect.poll(() => page.evaluate(() => localStorage.getItem('quiz'))).toBeNull();
    assertNoProblems(room.problems);
    await room.close();
  });

  it('shows other drawings in the next quiz', async () => {
    const room = await open();
    const { page } = room;
    await page.getByRole('button', { name: 'Start' }).click();
    await expect.poll(room.phase, SOON).toBe('question');
    await answerAll(room);
    const used = () =>
      page.evaluate(() => JSON.parse(localStorage.getItem('quiz') ?? '').experiments['five-animals'].used);
    expect(new Set(await used()).size).toBe(QUESTIONS);
    await page.getByRole('button', { name: 'Ten others' }).click();
    await expect.poll(room.phase).toBe('question');
    await answerAll(room);
    expect(new Set(await used()).size).toBe(2 * QUESTIONS);
    await room.close();
  });

  it('works with a finger on a phone, on cats and sheep, in the dark', async () => {
    const room = await open({ width: 375, height: 740, touch: true, colorScheme: 'dark' });
    const { page } = room;
    await page.getByRole('radio', { name: 'Cats and sheep' }).check();
    await page.getByRole('button', { name: 'Start' }).tap();
    await expect.poll(room.phase, SOON).toBe('question');
    await expect.poll(() => page.locator('.answers button').allInnerTexts()).toHaveLength(2);
    await page.locator('.answers button').last().tap();
    await expect.poll(room.phase).toBe('answer');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(375);
    for (const box of await Promise.all(
      (await page.locator('.stage button').all()).map((each) => each.boundingBox()),
    ))
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    await expectNoAxeViolations(page);
    assertNoProblems(room.problems);
    await room.close();
  });

  it('does not give the drawing away in words', async () => {
    const room = await open();
    await room.page.getByRole('button', { name: 'Start' }).click();
    await expect.poll(room.phase, SOON).toBe('question');
    const picture = room.page.locator('.picture');
    await expect
      .poll(() => picture.getByRole('img').getAttribute('aria-label'))
      .toBe('A drawing of 28 by 28 pixels');
    await expect.poll(() => picture.innerText()).toBe('');
    await room.close();
  });

  it('works where the browser keeps nothing, and says so', async () => {
    const room = await open({}, (page) =>
      page.addInitScript(() => {
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      }),
    );
    const { page } = room;
    await expect.poll(() => page.locator('.tally').innerText()).toContain('will not be remembered');
    await page.getByRole('button', { name: 'Start' }).click();
    await expect.poll(room.phase, SOON).toBe('question');
    await answerAll(room);
    await expect
      .poll(() => page.locator('.tally').innerText())
      .toContain('So far, in this visit: 10 drawings');
    await page.getByRole('button', { name: 'Forget my score' }).click();
    await expect.poll(() => page.locator('.tally').innerText()).not.toContain('10 drawings');
    assertNoProblems(room.problems);
    await room.close();
  });

  it('takes a spoilt memory for none', async () => {
    const room = await open({}, (page) =>
      page.addInitScript(() => localStorage.setItem('quiz', '{"version":1,')),
    );
    await expect.poll(() => room.page.locator('.tally').innerText()).toContain('kept on this device only');
    assertNoProblems(room.problems);
    await room.close();
  });

  it('says when the drawings do not come, and can be asked again', async () => {
    let broken = true;
    const room = await open({}, (page) =>
      page.route('**/quiz/*.json', (route) => (broken ? route.abort() : route.continue())),
    );
    const { page } = room;
    await page.getByRole('button', { name: 'Start' }).click();
    await expect.poll(() => page.getByRole('alert').innerText(), SOON).toContain('cannot be fetched');
    await expectNoAxeViolations(page);
    // Of another quiz nothing is known yet.
    await page.getByRole('radio', { name: 'Cats and sheep' }).check();
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    await page.getByRole('button', { name: 'Start' }).click();
    await expect.poll(() => page.getByRole('alert').innerText(), SOON).toContain('cannot be fetched');
    broken = false;
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect.poll(room.phase, SOON).toBe('question');
    await room.close();
  });

  it('is the one that was chosen last, whichever drawings come first', async () => {
    const room = await open();
    const { page } = room;
    const start = page.getByRole('button', { name: 'Start' });
    const letGo = await holdBack(page, '**/quiz/five-animals.json');
    await start.click();
    await expect.poll(() => start.count()).toBe(0);
    await page.getByRole('radio', { name: 'Cats and sheep' }).check();
    await expect.poll(() => start.count()).toBe(1);
    await letGo();
    expect(await room.phase()).toBe('intro');
    await start.click();
    await expect.poll(() => page.locator('.answers button').allInnerTexts(), SOON).toHaveLength(2);
    await answerAll(room);
    await expect.poll(() => page.locator('.tally').innerText()).toContain('So far: 10 drawings');
    await page.getByRole('button', { name: 'Choose other drawings' }).click();
    await page.getByRole('radio', { name: 'Five animals' }).check();
    await expect.poll(() => page.locator('.tally').innerText()).not.toContain('So far');
    await page.route('**/quiz/*.json', (route) => route.abort());
    await start.click(); // what came too late is here already
    await expect.poll(() => page.locator('.answers button').allInnerTexts(), SOON).toHaveLength(5);
    assertNoProblems(room.problems);
    await room.close();
  });
});
