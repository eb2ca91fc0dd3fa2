/** The game in Chromium, with the published network. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenWords } from '../../pipeline/experiments/ten-words.ts';
import { dealWords } from '../../src/activities/play/deal-words.ts';
import { ROUNDS } from '../../src/activities/play/game.ts';
import { createRandom } from '../../src/core/random.ts';
import {
  assertNoProblems,
  BASES,
  expectNoAxeViolations,
  LOADED,
  listenTo,
  newPage,
  openBrowser,
  type PageOptions,
  SOON,
  siteUrl,
} from './harness.ts';
import { doodleOf, drawWithFinger, drawWithMouse } from './pen.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** A seed whose first game asks for all of these words. */
function seedWith(...words: readonly string[]): number {
  for (let seed = 0; ; seed++) {
    const dealt = dealWords(tenWords.classes, [], ROUNDS, createRandom(`${seed},${seed}`));
    if (words.every((word) => dealt.includes(word))) return seed;
  }
}

interface Table {
  readonly page: Page;
  readonly problems: string[];
  phase(): Promise<string | null>;
  word(): Promise<string | null>;
  press(name: string): Promise<void>;
  /** Skips words until this one is asked for. */
  skipTo(word: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the page with a game that asks for `words`; `prepare` may change it before it loads. */
async function sitDown(
  words: readonly string[],
  options: PageOptions & { base?: (typeof BASES)[number] } = {},
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Table> {
  const { page, problems } = await newPage(browser, options);
  await page.addInitScript(
    (seed) => {
      crypto.getRandomValues = ((array: Uint32Array) => array.fill(seed)) as typeof crypto.getRandomValues;
    },
    seedWith(...words),
  );
  await prepare?.(page);
  await page.goto(siteUrl(options.base ?? '/', 'play/'));
  await page.locator('astro-island:not([ssr]) .stage').waitFor();
  const stage = page.locator('.stage');
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const word = () => stage.getAttribute('data-word');
  return {
    page,
    problems,
    phase: () => stage.getAttribute('data-phase'),
    word,
    press,
    async skipTo(wanted) {
      for (let i = 0; i < ROUNDS && (await word()) !== wanted; i++) await press('Skip this word');
      await expect.poll(() => word()).toBe(wanted);
    },
    close: () => page.context().close(),
  };
}

/** From a prompt into the round, once the network is there. */
async function go({ page, press, phase }: Table): Promise<void> {
  await expect.poll(() => page.locator('.stage').getAttribute('data-network'), LOADED).toBe('ready');
  await press('Go');
  await expect.poll(phase, SOON).toBe('drawing');
}

const secondsLeft = async ({ page }: Table) => Number.parseInt(await page.getByRole('timer').innerText(), 10);

describe('the game', () => {
  it.each(BASES)('is played from the first word to the report, with the mouse, at %s', async (base) => {
    const table = await sitDown(['cat', 'sheep'], { base });
    const { page } = table;
    await expectNoAxeViolations(page);
    await table.press('Play');
    let known = 0;
    for (let round = 1; round <= ROUNDS; round++) {
      const word = await table.word();
      await expect.poll(() => page.locator('.prompt').innerText()).toContain(`Word ${round} of ${ROUNDS}`);
      if (word !== 'cat' && word !== 'sheep') {
        await table.press('Skip this word');
        continue;
      }
      await go(table);
      await drawWithMouse(page, doodleOf(word));
      await expect.poll(table.phase, SOON).toBe('outcome');
      known += 1;
      await expect.poll(() => page.locator('.speech').innerText()).toContain(`a ${word}!`);
      await expect.poll(() => page.locator('.stage > [aria-live]').textContent()).toContain(`a ${word}!`);
      await expect
        .poll(() => page.locator('.outcome').innerText())
        .toMatch(/known after \d+\.\d.s, \d+.stroke/);
      await page.keyboard.press('Enter'); // the focus is on the button that goes on
    }
    expect(known).toBe(2);
    await expect.poll(table.phase).toBe('over');
    await expect.poll(() => page.getByRole('heading', { level: 2 }).first().innerText()).toBe('2 of 6 known');
    await expect.poll(() => page.locator('[data-outcome=known]').count()).toBe(2);
    await expect.poll(() => page.locator('[data-outcome=skipped]').count()).toBe(4);
    await expect.poll(() => page.locator('[data-outcome=known] svg path').count()).toBeGreaterThan(1);
    await expect
      .poll(() => page.locator('[data-outcome=known] ol').first().innerText())
      .toMatch(/\d\.\d.s\s+\w+/);
    await expectNoAxeViolations(page);
    await table.press('Play again');
    await expect.poll(() => table.phase()).toBe('prompt');
    assertNoProblems(table.problems);
    await table.close();
  });

  it('is played with a finger on a phone, where every scene fits', async () => {
    const table = await sitDown(['cat'], { width: 375, height: 740, touch: true, colorScheme: 'dark' });
    const { page } = table;
    const fits = async () =>
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    await table.press('Play');
    await table.skipTo('cat');
    await fits();
    await go(table);
    await fits();
    // Pad, guess and tools are in the window together, once it has scrolled there.
    await expect
      .poll(async () => {
        const boxes = await Promise.all(
          ['.head', '.speech', '.tools'].map((part) => page.locator(`.round ${part}`).first().boundingBox()),
        );
        return boxes.every((box) => box && box.y >= 0 && box.y + box.height <= 740);
      }, SOON)
      .toBe(true);
    await expectNoAxeViolations(page);
    await drawWithFinger(page, doodleOf('cat'));
    await expect.poll(table.phase, SOON).toBe('outcome');
    await fits();
    await expectNoAxeViolations(page);
    await page.keyboard.press('Enter');
    while ((await table.phase()) === 'prompt') await table.press('Skip this word');
    await fits();
    await expectNoAxeViolations(page);
    assertNoProblems(table.problems);
    await table.close();
  });

  it('is played with the keyboard alone, without a clock', async () => {
    const table = await sitDown(['house']);
    const { page } = table;
    const { keyboard } = page;
    await page.getByRole('radio', { name: '20' }).focus();
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowRight');
    await expect.poll(() => page.getByRole('radio', { name: 'No clock' }).isChecked()).toBe(true);
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    for (let i = 0; i < ROUNDS; i++) {
      const word = await table.word();
      if (word === 'house') break;
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Go');
      await keyboard.press('Tab');
      await keyboard.press('Enter');
      await expect.poll(table.word).not.toBe(word); // else the next press would skip a word unseen
    }
    await expect.poll(() => page.locator('.prompt').innerText()).toContain('as long as you like');
    await expect.poll(() => page.locator('.stage').getAttribute('data-network'), LOADED).toBe('ready');
    await keyboard.press('Enter');
    await expect.poll(table.phase).toBe('drawing');
    const far = async (keys: string) => {
      // On a busy machine the network knows it before it is finished.
      for (const key of keys)
        if ((await table.phase()) === 'drawing')
          await keyboard.press(
            { l: 'Shift+ArrowLeft', r: 'Shift+ArrowRight', u: 'Shift+ArrowUp', d: 'Shift+ArrowDown' }[key] ??
              'Space',
          );
    };
    await far('ll ddddrrrruuuullll '); // walls, from corner to corner; spaces set the pen down and lift it
    await far('l ');
    await keyboard.down('Shift');
    await keyboard.down('ArrowRight');
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown']) await keyboard.press(key); // the roof
    await keyboard.up('ArrowRight');
    await keyboard.up('Shift');
    await expect.poll(table.phase, SOON).toBe('outcome');
    await expect.poll(() => page.locator('.speech').innerText()).toContain('a house!');
    assertNoProblems(table.problems);
    await table.close();
  });
});

describe('the clock', () => {
  it('runs out, counts down aloud, and the network tells what it saw', async () => {
    const table = await sitDown(['dog'], {}, (page) => page.clock.install());
    const { page } = table;
    await table.press('Play');
    await table.skipTo('dog');
    await page.clock.runFor(30_000); // reading the word costs nothing
    await go(table);
    expect(await secondsLeft(table)).toBeGreaterThan(15);
    const said = await listenTo(page.locator('.stage > [aria-live]'));
    await drawWithMouse(page, doodleOf('sheep'));
    await page.clock.runFor(1000);
    await expect.poll(() => page.locator('.speech').innerText(), SOON).toMatch(/sheep/);
    await page.clock.runFor(8_500);
    await expect.poll(said).toContain('seconds left');
    await page.clock.runFor(12_000);
    await expect.poll(table.phase, SOON).toBe('outcome');
    await expect.poll(() => page.locator('.speech').innerText()).toBe('Time’s up. I thought it was a sheep.');
    await expect.poll(() => page.locator('.outcome').innerText()).toContain('The word was dog.');
    while ((await table.phase()) !== 'over') {
      const name = (await table.phase()) === 'outcome' ? /Next word|See how it went/ : 'Skip this word';
      await page.getByRole('button', { name }).click();
    }
    const miss = await page.locator('[data-outcome=timed-out]').innerText();
    expect(miss).toMatch(/not known in time/);
    expect(miss).toMatch(/In the end it thought: sheep (>?\d+)/);
    expect(miss).toMatch(/Of other people’s dogs it knows \d+/);
    await table.close();
  });

  it('stands while the tab is hidden and until the player goes on', async () => {
    const table = await sitDown([], {}, (page) => page.clock.install());
    const { page } = table;
    await table.press('Play');
    await go(table);
    await page.clock.runFor(3000);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await expect.poll(table.phase).toBe('paused');
    const before = await secondsLeft(table);
    await page.clock.runFor(60_000);
    expect(await secondsLeft(table)).toBe(before);
    await expectNoAxeViolations(page);
    await page.keyboard.press('Enter'); // "Go on" has the focus
    await expect.poll(table.phase).toBe('drawing');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('role')))
      .toBe('application');
    await page.clock.runFor(before * 1000 + 500);
    await expect.poll(table.phase, SOON).toBe('outcome');
    await expect.poll(() => page.locator('.speech').innerText()).toContain('I saw nothing');
    await table.close();
  });

  it('waits for the network, which can be asked for again when it did not come', async () => {
    let broken = true;
    const table = await sitDown([], {}, (page) =>
      page.route('**/*.onnx*', (route) => (broken ? route.fulfill({ status: 500 }) : route.continue())),
    );
    const { page } = table;
    await table.press('Play');
    await page.getByRole('alert').waitFor({ timeout: LOADED.timeout });
    const begin = page.getByRole('button', { name: 'Go', exact: true });
    await expect.poll(() => begin.getAttribute('aria-disabled')).toBe('true');
    await begin.click({ force: true }); // it can be pressed, and does nothing yet
    await expect.poll(() => table.phase()).toBe('prompt');
    await expectNoAxeViolations(page);
    broken = false;
    await table.press('Retry');
    await go(table);
    await table.close();
  });
});

describe('a round', () => {
  it('begins with an empty pad, and undo brings nothing of the last one back', async () => {
    const table = await sitDown([], { reducedMotion: true });
    const { page } = table;
    await table.press('Play');
    await go(table);
    await page.getByRole('application').click();
    await expect.poll(() => page.getByRole('application').locator('svg > path').count()).toBe(1);
    await expect.poll(() => page.locator('.speech').innerText(), SOON).toBe('A dot. Go on…');
    await expect.poll(() => table.phase()).toBe('drawing'); // and nobody knows a word from a dot
    await table.press('Skip');
    await go(table);
    await expect
      .poll(() => page.getByRole('button', { name: 'Undo' }).getAttribute('aria-disabled'))
      .toBe('true');
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.getByRole('application').locator('svg > path').count()).toBe(0);
    await table.close();
  });
});

/** Roles and names of what has the focus, one after the other, while a key is pressed. */
async function stops(page: Page, key: string, times: number): Promise<string[]> {
  const names: string[] = [];
  for (let i = 0; i < times; i++) {
    await page.keyboard.press(key);
    names.push(
      await page.evaluate(async () => {
        // What moves the focus back would do so within a frame or two.
        for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
        const { activeElement } = document;
        return activeElement?.getAttribute('role') ?? activeElement?.textContent?.trim() ?? '';
      }),
    );
  }
  return names;
}

const TOOLS = ['Undo', 'Redo', 'Clear', 'Pause', 'Skip'];

describe('a reader in a round', () => {
  it.each(['20', 'No clock'])('tabs through it and out of it, with the clock at “%s”', async (pace) => {
    const table = await sitDown([], {}, (page) => page.clock.install());
    const { page } = table;
    await page.getByRole('radio', { name: pace }).check();
    await table.press('Play');
    await go(table);
    await page.clock.pauseAt(Date.now() + 1_000_000); // the round's clock moves by what is run below, and no more
    const focus = () => page.evaluate(() => document.activeElement?.getAttribute('role'));
    await expect.poll(focus).toBe('application');
    const names: string[] = [];
    for (let i = 0; i < 7; i++) {
      await page.keyboard.press('Tab');
      await page.clock.runFor(100);
      names.push((await page.evaluate(() => document.activeElement?.textContent?.trim())) ?? '');
    }
    expect(names.slice(0, 5)).toEqual(TOOLS);
    expect(names.slice(5)).toEqual(['part 2', '28 by 28 pixels']);
    for (let i = 0; i < 7; i++) await page.keyboard.press('Shift+Tab');
    await expect.poll(() => focus()).toBe('application');
    await expect.poll(() => table.phase()).toBe('drawing');
    await page.keyboard.press('Shift+Tab');
    await page.clock.runFor(100);
    await expect
      .poll(() => page.evaluate(() => ['a', 'select'].includes(document.activeElement?.localName ?? '')))
      .toBe(true);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('.stage') ?? null))
      .toBeNull(); // above it
    await table.close();
  });

  it('leaves it with the keys alone, by Skip and by Pause, and without a clock', async () => {
    const table = await sitDown([]);
    const { page } = table;
    await page.getByRole('radio', { name: 'No clock' }).check();
    await table.press('Play');
    await go(table);
    const first = await table.word();
    expect(await stops(page, 'Tab', 4)).toEqual(TOOLS.slice(0, 4));
    await page.keyboard.press('Enter');
    await expect.poll(table.phase).toBe('paused');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Go on');
    await page.keyboard.press('Enter');
    await expect.poll(table.phase).toBe('drawing');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('role')))
      .toBe('application');
    await stops(page, 'Tab', 5);
    await page.keyboard.press('Enter');
    await expect.poll(table.word).not.toBe(first);
    await expect.poll(() => table.phase()).toBe('prompt');
    await table.close();
  });

  it('may read elsewhere on the page: no scroll, no focus is taken back, not even when the time is up', async () => {
    const table = await sitDown([], { height: 640, reducedMotion: true }, (page) => page.clock.install());
    const { page } = table;
    await table.press('Play');
    await go(table);
    await page.clock.runFor(1000);
    const footer = page.locator('footer a').last();
    await footer.focus();
    const before = await page.evaluate(() => scrollY);
    expect(before).toBeGreaterThan(300);
    await page.clock.runFor(2000);
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(before);
    await page.clock.runFor(20_000);
    await expect.poll(table.phase, SOON).toBe('outcome');
    await page.clock.runFor(1000);
    await expect.poll(() => footer.evaluate((link) => link === document.activeElement)).toBe(true);
    await table.close();
  });

  it.each([
    [812, 375, true],
    [667, 375, true],
    [568, 320, true],
    [1280, 640, false],
  ])(
    'has the pad, what the network says and all tools in a window of %i x %i',
    async (width, height, touch) => {
      const table = await sitDown([], { width, height, touch, reducedMotion: true }, (page) =>
        page.clock.install(),
      );
      const { page } = table;
      await table.press('Play');
      await go(table);
      const parts = [
        ...['.head', '.pad', '.says'].map((part) => page.locator(`.round ${part}`)),
        ...TOOLS.map((name) => page.getByRole('button', { name, exact: true })),
      ];
      const inside = async (part: Locator) => {
        const box = await part.boundingBox();
        return box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
      };
      await expect.poll(async () => (await Promise.all(parts.map(inside))).every(Boolean), SOON).toBe(true);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.clock.runFor(21_000);
      await expect.poll(table.phase, SOON).toBe('outcome');
      const next = page.getByRole('button', { name: /Next word|See how it went/ });
      await expect.poll(() => inside(next), SOON).toBe(true);
      assertNoProblems(table.problems);
      await table.close();
    },
  );

  it('is asked for one word, and no heading names another', async () => {
    const table = await sitDown(['cat']);
    const { page } = table;
    await table.press('Play');
    await table.skipTo('cat');
    const headings = (await page.getByRole('heading').allInnerTexts()).join(' ').split(/\W+/);
    expect(headings.filter((each) => (tenWords.classes as readonly string[]).includes(each))).toEqual([
      'cat',
    ]);
    await table.close();
  });
});
