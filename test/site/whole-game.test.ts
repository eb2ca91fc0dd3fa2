/** What readers get of the network that knows every word, in Chromium; only where there is such a network. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUNDS } from '../../src/activities/play/game.ts';
import type { GameResult } from '../../src/core/results.ts';
import type { Stroke } from '../../src/core/strokes.ts';
import { ROOT } from './build.ts';
import {
  assertNoProblems,
  BASES,
  eventually,
  expectNoAxeViolations,
  LOADED,
  newPage,
  openBrowser,
  type PageOptions,
  siteUrl,
} from './harness.ts';
import { drawWithMouse } from './pen.ts';

function readGame(): GameResult | null {
  try {
    return JSON.parse(readFileSync(join(ROOT, 'content/results/whole-game.json'), 'utf8')) as GameResult;
  } catch {
    return null;
  }
}
const game = readGame();

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** A house, in units of the pad. */
const HOUSE: readonly Stroke[] = [
  [
    [200, 800, 800, 200, 200],
    [500, 500, 900, 900, 500],
  ],
  [
    [150, 500, 850],
    [500, 150, 500],
  ],
  [
    [430, 430, 570, 570],
    [900, 700, 700, 900],
  ],
];

async function open(path: string, options: PageOptions & { base?: (typeof BASES)[number] } = {}) {
  const { page, problems } = await newPage(browser, options);
  await page.goto(siteUrl(options.base ?? '/', path));
  return { page, problems, close: () => page.context().close() };
}

describe.runIf(game !== null)('one network for every word', () => {
  const { dataset, words, split } = game as GameResult;
  const names = dataset.classes.map(({ name }) => name);

  it.each(BASES)('answers on the large canvas, where anything is the first task, at %s', async (base) => {
    const { page, problems, close } = await open('draw/?task=whole-game', { base });
    await page.locator('astro-island:not([ssr]) .demo').waitFor();
    await expect
      .poll(() =>
        page.getByRole('group', { name: 'What the models tell apart' }).locator('label').first().innerText(),
      )
      .toBe('anything');
    await drawWithMouse(page, HOUSE);
    await eventually(() => page.locator('.demo .verdict').innerText(), LOADED).toMatch(
      /house|barn|shed|tent/i,
    );
    await eventually(() => page.locator('.demo [data-model=wide-convnet]').innerText()).toMatch(/house/);
    await page.getByLabel('Did it think of your word?').fill('teapot');
    await eventually(() => page.locator('.lookup p').innerText()).toMatch(
      new RegExp(`“teapot” is its \\d+(st|nd|rd|th) answer of ${names.length}`),
    );
    await expectNoAxeViolations(page);
    assertNoProblems(problems);
    await close();
  });

  it('is told word by word, in a table that is searched, sorted and read without JavaScript', async () => {
    const plain = await open('words/', { javaScript: false });
    await expect.poll(() => plain.page.locator('tbody tr').count()).toBe(names.length);
    await plain.close();

    const { page, problems, close } = await open('words/');
    await page.locator('astro-island:not([ssr]) div.words').waitFor();
    await page.getByLabel('Find a word').fill('dog');
    const shown = names.filter((name) => name.includes('dog'));
    await eventually(() => page.locator('div.words .count').innerText()).toBe(
      `${shown.length} of ${names.length} words.`,
    );
    await page.getByLabel('Find a word').fill('zzz');
    await eventually(() => page.locator('div.words').innerText()).toContain(
      'No word of the game has “zzz” in it.',
    );
    await page.getByLabel('Find a word').fill('');
    const best = Math.max(...words.map(({ right }) => right));
    await page.getByLabel('Order').selectOption({ label: 'Easiest first' });
    await eventually(() => page.locator('tbody tr').first().innerText()).toContain(
      `${Math.round((100 * best) / split.testPerClass)}`,
    );
    await expectNoAxeViolations(page);
    assertNoProblems(problems);
    await close();
  });

  it('has an address for every word, with its drawings and what it is taken for', async () => {
    const { page, problems, close } = await open('words/#hot-dog');
    const dialog = page.getByRole('dialog', { name: 'Hot dog' });
    await dialog.waitFor();
    await eventually(() => dialog.locator('.drawings li').count(), LOADED).toBe(20);
    const { right } = words[names.indexOf('hot dog')] as GameResult['words'][number];
    await expect.poll(() => dialog.innerText()).toContain(`it knows ${right}`);
    await expectNoAxeViolations(page, 'dialog');
    await page.keyboard.press('Escape');
    await eventually(() => dialog.count()).toBe(0);
    expect(new URL(page.url()).hash).toBe('');
    assertNoProblems(problems);
    await close();
  });

  it('has a map, where a word is found, a drawing looked at by key, and the reader’s own lands', async () => {
    const { page, problems, close } = await open('words/map/', { reducedMotion: true });
    const canvas = page.locator('.word-canvas canvas');
    await eventually(() => canvas.getAttribute('aria-label'), LOADED).toContain(
      `Map of ${20 * names.length} drawings`,
    );
    // In the frame in which its room shrinks, before its own pixels follow, it is not wider than that.
    const beyond = await canvas.evaluate((element) => {
      const room = element.parentElement as HTMLElement;
      room.style.width = '200px';
      const right = element.getBoundingClientRect().right - room.getBoundingClientRect().right;
      room.style.width = '';
      return right;
    });
    expect(beyond).toBeLessThanOrEqual(0);
    await page.getByLabel('Where are all the …?').fill('no such word');
    await eventually(() => page.locator('.told').innerText()).toContain('No word of the game is called');
    await page.getByLabel('Where are all the …?').fill('');
    await canvas.focus();
    for (const key of ['+', '+', 'ArrowLeft', '-', 'Home']) await page.keyboard.press(key);
    await canvas.click();
    await eventually(() => page.locator('.told').innerText()).toMatch(/The network says|Point at a drawing/);

    await page.getByRole('button', { name: /^Draw \(/ }).click();
    await drawWithMouse(page, HOUSE);
    await eventually(() => page.locator('.mine .said').innerText(), LOADED).toMatch(
      /The network says: an? .+\s?%\. Around it: /,
    );
    await expect.poll(() => page.locator('.mine li').count()).toBe(6);
    const near = await page.locator('.mine li a').allInnerTexts();
    for (const name of near) expect(names).toContain(name);
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: 'Clear' }).click();
    await eventually(() => page.locator('.mine .said').innerText()).toBe('Nothing drawn yet.');
    await expect.poll(() => page.locator('.mine li').count()).toBe(0);
    assertNoProblems(problems);
    await close();
  });

  it('has a matrix, where a word is looked up, and pairs that read without JavaScript', async () => {
    const plain = await open('words/confusion/', { javaScript: false });
    await expect.poll(() => plain.page.locator('main li:visible').count()).toBe(20);
    await plain.close();
    const { page, problems, close } = await open('words/confusion/', { reducedMotion: true });
    await eventually(() => page.locator('.word-canvas canvas').getAttribute('aria-label'), LOADED).toContain(
      `Matrix of ${names.length} words`,
    );
    const hardest = names.findIndex((_, w) => (words[w]?.takenFor.length ?? 0) > 0);
    const [taken] = words[hardest]?.takenFor[0] as [number, number];
    await page.getByLabel('What is … taken for?').fill(names[hardest] as string);
    await eventually(() => page.locator('.told').innerText()).toContain(names[taken] as string);
    await expectNoAxeViolations(page);
    assertNoProblems(problems);
    await close();
  });

  it('plays the game with all words, from easy to hard, and shows what others drew', async () => {
    const { page, problems, close } = await open('play/all-words/');
    await page.locator('astro-island:not([ssr]) .stage').waitFor();
    const stage = page.locator('.stage');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const asked: string[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      await eventually(() => page.locator('.stage').innerText(), LOADED).toContain(
        `Word ${round} of ${ROUNDS}`,
      );
      asked.push((await stage.getAttribute('data-word')) ?? '');
      await page.getByRole('button', { name: 'Skip this word', exact: true }).click();
    }
    const recallOf = (name: string) => words[names.indexOf(name)]?.right ?? Number.NaN;
    const recalls = asked.map(recallOf);
    expect(Math.min(...recalls.slice(0, 2))).toBeGreaterThanOrEqual(Math.max(...recalls.slice(4)));
    await eventually(() => stage.getAttribute('data-phase'), LOADED).toBe('over');
    await expectNoAxeViolations(page);
    assertNoProblems(problems);
    await close();
  });
});
