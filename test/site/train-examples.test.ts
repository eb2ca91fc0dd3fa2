/** The examples of `/train/` in Chromium: words, drawings and pictures come in, are looked at, moved, deleted, brought back. */
import { encode } from 'fast-png';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assertNoProblems,
  eventually,
  expectNoAxeViolations,
  LOADED,
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

interface Examples {
  readonly page: Page;
  readonly problems: string[];
  /** The section. */
  readonly place: Locator;
  card(name: string): Locator;
  thumbnails(name: string): Locator;
  button(name: string | RegExp): Locator;
  way(name: 'Words' | 'Draw' | 'Pictures'): Promise<void>;
  /** What was done last. */
  said(): Promise<string>;
}

async function open(
  options: PageOptions = {},
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Examples> {
  const { page, problems } = await newPage(browser, options);
  await prepare?.(page);
  await page.goto(siteUrl('/', 'train/'));
  await page.locator('astro-island:not([ssr]) #examples').waitFor();
  const place = page.locator('#examples');
  const card = (name: string) => place.locator(`article[data-class="${name}"]`);
  return {
    page,
    problems,
    place,
    card,
    thumbnails: (name) => card(name).getByRole('button', { name: /^Drawing \d+ of/ }),
    button: (name) => place.getByRole('button', { name, exact: typeof name === 'string' }),
    way: (name) => place.getByRole('radio', { name, exact: true }).check(),
    said: () => place.locator('.bar [role=status]').innerText(),
  };
}

const close = ({ page }: Examples) => page.context().close();

/** The two words that one press brings. */
async function openWithPair(options: PageOptions = {}): Promise<Examples> {
  const examples = await open(options);
  await examples.button(/cat and sheep/i).click();
  await eventually(() => examples.thumbnails('sheep').count(), LOADED).toBe(80);
  return examples;
}

/** A ring of dark ink on light paper, as the bytes of a grey PNG. */
function ringPng(side: number, radius = 0.3): Buffer {
  const data = new Uint8Array(side * side).fill(240);
  const line = Math.max(2, side / 60);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (Math.abs(Math.hypot(x - side / 2, y - side / 2) - radius * side) < line) data[y * side + x] = 20;
  return Buffer.from(encode({ width: side, height: side, channels: 1, data }));
}
const file = (name: string, buffer: Buffer | string) => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.from(buffer),
});
const bring = ({ place }: Examples, files: ReturnType<typeof file>[]) =>
  place.locator('input[type=file]').setInputFiles(files);
const looked = ({ place }: Examples) =>
  eventually(() => place.locator('.progress').innerText(), { ...LOADED, timeout: 120_000 });

describe('words', () => {
  it('one press brings two of them, with held-out drawings marked', async () => {
    const examples = await openWithPair();
    const { place, thumbnails, problems } = examples;
    await expect.poll(() => thumbnails('cat').count()).toBe(80);
    await expect.poll(() => place.locator('[data-use=test]').count()).toBe(32);
    await expect.poll(() => place.getByText('80 drawings: 64 to learn from, 16 to test on').count()).toBe(2);
    await place.getByRole('radio', { name: '50 %' }).check();
    await eventually(() => place.locator('[data-use=test]').count()).toBe(80);
    await expect
      .poll(() =>
        thumbnails('cat')
          .and(place.getByRole('button', { name: /held out for the test/ }))
          .count(),
      )
      .toBe(40);
    assertNoProblems(problems);
    await close(examples);
  });

  it('they are found and taken with the keyboard, and taken again for more of them', async () => {
    const examples = await open();
    const { page, place, thumbnails, problems } = examples;
    await place.getByRole('radio', { name: '20', exact: true }).first().check();
    const search = place.getByRole('combobox', { name: /Find a word/ });
    await search.focus();
    await page.keyboard.type('teap');
    await eventually(() => place.getByRole('option').count()).toBe(1);
    await page.keyboard.press('Enter');
    await eventually(() => thumbnails('teapot').count(), LOADED).toBe(20);
    await expect.poll(() => search.inputValue()).toBe('');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const second = await place.locator('[role=option][aria-selected=true]').innerText();
    await expect.poll(() => search.getAttribute('aria-activedescendant')).toMatch(/-1$/);
    await page.keyboard.press('Escape');
    await eventually(() => place.getByRole('option').count()).toBe(0);
    await page.keyboard.type(second);
    await page.keyboard.press('Enter');
    await eventually(() => thumbnails(second).count(), LOADED).toBe(20);
    await page.keyboard.type('teapot');
    await page.keyboard.press('Enter');
    await eventually(() => thumbnails('teapot').count(), LOADED).toBe(40);
    assertNoProblems(problems);
    await close(examples);
  });

  it('a word that does not come says so, and comes when it is tried again', async () => {
    let broken = true;
    const examples = await open({}, (page) =>
      page.route('**/exhibits/words/bee.png', (route) => (broken ? route.abort() : route.continue())),
    );
    const { page, place, thumbnails, button } = examples;
    await place.getByRole('combobox', { name: /Find a word/ }).fill('bee');
    await page.keyboard.press('Enter');
    await eventually(() => place.getByRole('alert').filter({ hasText: 'bee' }).innerText()).toMatch(
      /Is there a connection/,
    );
    broken = false;
    await button('Try again to fetch bee').click();
    await eventually(() => thumbnails('bee').count(), LOADED).toBe(80);
    await expect.poll(() => place.getByRole('alert').filter({ hasText: 'bee' }).count()).toBe(0);
    await close(examples);
  });
});

describe('drawings', () => {
  it('the keyboard alone makes two classes that can be trained on', async () => {
    const examples = await open();
    const { page, place, card, thumbnails, said, problems } = examples;
    await place.getByRole('button', { name: /my own doodles/i }).focus();
    await page.keyboard.press('Enter');
    await eventually(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    for (const [name, along] of [
      ['hook', 'ArrowRight'],
      ['crook', 'ArrowLeft'],
    ] as const) {
      if (name === 'crook') {
        await place.getByRole('combobox', { name: 'For the class' }).selectOption('');
        await place.getByRole('textbox', { name: 'Its name' }).focus();
        await page.keyboard.type('hook');
        await page.keyboard.press('Enter');
        await eventually(() => place.getByRole('alert').filter({ hasText: 'hook' }).count()).toBe(1);
        await page.keyboard.press('Control+a');
      }
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
      await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
        `Drawing pad, for “${name}”`,
      );
      await page.keyboard.press('Enter');
      await eventually(() => place.getByRole('alert').filter({ hasText: 'empty' }).count()).toBe(1);
      for (let n = 0; n < 6; n++) {
        await page.keyboard.press('Space');
        for (let step = 0; step < 4 + n; step++) await page.keyboard.press(n % 2 === 0 ? along : 'ArrowUp');
        for (let step = 0; step < 6; step++) await page.keyboard.press(n % 2 === 0 ? 'ArrowDown' : along);
        await page.keyboard.press('Space');
        await page.keyboard.press('Enter');
        await eventually(() => thumbnails(name).count()).toBe(n + 1);
      }
      await expect.poll(() => said()).toBe(`1 drawing added to “${name}”.`);
      await expect.poll(() => card(name).innerText()).toContain('6 drawings: enough to try');
      // Of the way back, too: each drawing is a step.
    }
    await expect.poll(() => page.locator('#training button').first().isEnabled()).toBe(true);
    assertNoProblems(problems);
    await close(examples);
  });

  it('what is refused for want of a class is not when there is one', async () => {
    const examples = await open();
    const { page, place, button } = examples;
    await examples.way('Draw');
    await drawWithMouse(page, doodleOf('cat'));
    await button('Add it').click();
    await eventually(() => place.getByRole('alert').allInnerTexts()).toContain(
      'Give the class its name first.',
    );
    await place.getByLabel('Its name').fill('goat');
    await button('Make the class').click();
    await eventually(() => place.getByRole('alert').allInnerTexts()).not.toContain(
      'Give the class its name first.',
    );
    await button('Add it').click();
    await eventually(() => examples.thumbnails('goat').count()).toBe(1);
    await close(examples);
  });

  it('a class is renamed in its place, removed, and brought back with all its drawings', async () => {
    const examples = await openWithPair();
    const { page, place, card, thumbnails, button, said, problems } = examples;
    await button('Rename “cat”').click();
    await page.keyboard.type('sheep');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => place.getByRole('alert').filter({ hasText: 'There is a class “sheep” already' }).count())
      .toBe(1);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('tiger');
    await page.keyboard.press('Enter');
    await eventually(said).toBe('“cat” is called “tiger” now.');
    await button('Remove “tiger”').click();
    await eventually(() => card('tiger').count()).toBe(0);
    await expect.poll(() => said()).toBe('Removed “tiger”, 80 drawings.');
    // The focus is on the button that brings it back.
    await page.keyboard.press('Enter');
    await eventually(() => thumbnails('tiger').count()).toBe(80);
    assertNoProblems(problems);
    await close(examples);
  });

  it('one drawing is looked at, leafed through, deleted, moved, and brought back', async () => {
    const examples = await openWithPair();
    const { page, place, thumbnails, problems } = examples;
    await thumbnails('cat').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    const title = () => dialog.getByRole('heading').innerText();
    await eventually(title).toBe('Drawing 3 of 80: cat');
    await expect
      .poll(() => dialog.getByRole('button', { name: 'Undo' }).getAttribute('aria-disabled'))
      .toBe('true');
    await page.keyboard.press('ArrowRight');
    await eventually(title).toBe('Drawing 4 of 80: cat');
    await page.keyboard.press('Delete');
    await eventually(title).toBe('Drawing 4 of 79: cat');
    await expect.poll(() => dialog.getByRole('status').innerText()).toBe('Deleted drawing 4 of “cat”.');
    await dialog.getByRole('combobox', { name: 'Move it to' }).selectOption({ label: 'sheep' });
    await eventually(title).toBe('Drawing 4 of 78: cat');
    await expect.poll(() => thumbnails('sheep').count()).toBe(81);
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await eventually(() => thumbnails('cat').count()).toBe(80);
    await expect.poll(() => thumbnails('sheep').count()).toBe(80);
    await page.keyboard.press('Escape');
    await eventually(() => dialog.count()).toBe(0);
    await expect.poll(() => place.locator('article[data-class=cat] .grid button:focus').count()).toBe(1);
    assertNoProblems(problems);
    await close(examples);
  });

  it('harder settings show on the drawings', async () => {
    const examples = await openWithPair({ width: 375 });
    const { place } = examples;
    await place.getByText('Make it harder').click();
    await place
      .getByRole('group', { name: 'Training drawings a class' })
      .getByRole('radio', { name: '20', exact: true })
      .check();
    await eventually(() => place.locator('[data-use=rest]').count()).toBe(2 * (64 - 20));
    await place.getByRole('radio', { name: '40 %' }).last().check();
    await eventually(() => place.locator('[data-wrong]').count()).toBe(16);
    await expect
      .poll(() => place.getByRole('button', { name: /learnt as “sheep”, which is wrong/ }).count())
      .toBeGreaterThan(0);
    await close(examples);
  });
});

describe('pictures', () => {
  it('are looked at first: what holds no drawing says why, what is ticked is added', async () => {
    const examples = await open();
    const { page, place, button, thumbnails, said, problems } = examples;
    await examples.way('Pictures');
    await place.getByRole('textbox', { name: 'Its name' }).fill('ring');
    await page.keyboard.press('Enter');
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><script>document.title="ran"</script><image href="http://example.org/x.png" width="9" height="9"/><path d="M10 50C20 0 70 0 80 50Z" fill="none" stroke="#222" stroke-width="3"/></svg>';
    await bring(examples, [
      file('ring.png', ringPng(200)),
      file('again.png', ringPng(200)),
      file('text.png', 'I am a letter, not a picture.'),
      file('cut.png', ringPng(200).subarray(0, 300)),
      file('nothing.png', ''),
      file(
        'blank.png',
        Buffer.from(encode({ width: 90, height: 90, channels: 1, data: new Uint8Array(8100).fill(255) })),
      ),
      file('arch.svg', svg),
    ]);
    await looked(examples).toBe('7 pictures; in 4 of them there is no drawing.');
    const items = place.getByRole('listitem').filter({ has: page.locator('.name') });
    const told = await items.evaluateAll((all) =>
      Object.fromEntries(
        all.map((each) => [
          each.querySelector('.name')?.textContent,
          each.querySelector('.notes')?.textContent,
        ]),
      ),
    );
    expect(told['text.png']).toMatch(/a text, not a picture/);
    expect(told['cut.png']).toMatch(/ends too early/);
    expect(told['nothing.png']).toMatch(/0 bytes/);
    expect(told['blank.png']).toMatch(/no line in this picture/);
    expect(told['again.png']).toMatch(/The same drawing as “ring.png”/);
    await expect.poll(() => place.getByRole('checkbox', { name: 'again.png' }).isChecked()).toBe(false);
    await place.getByRole('checkbox', { name: 'arch.svg' }).uncheck();
    await button('Add 1 to “ring”').click();
    await eventually(() => thumbnails('ring').count()).toBe(1);
    await expect.poll(() => said()).toBe('1 drawing added to “ring”.');
    await expect.poll(() => items.count()).toBe(0);
    await expect.poll(() => page.title()).not.toBe('ran');
    assertNoProblems(problems);
    await close(examples);
  });

  it('8,000 x 8,000 pixels are read, and the page stays awake', async () => {
    const examples = await open();
    const { page, place, problems } = examples;
    await examples.way('Pictures');
    await page.evaluate(() => {
      const w = window as unknown as { longest: number };
      w.longest = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) w.longest = Math.max(w.longest, duration);
      }).observe({ type: 'longtask' });
    });
    await bring(examples, [file('huge.png', ringPng(8000))]);
    await looked(examples).toBe('One picture, and a drawing in it.');
    await expect
      .poll(() => place.getByRole('img', { name: 'What the models will see of it' }).count())
      .toBe(1);
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { longest: number }).longest))
      .toBeLessThan(200);
    assertNoProblems(problems);
    await close(examples);
  });

  it('they can be dropped and pasted, many at once, and stopped', async () => {
    const examples = await open();
    const { page, place, button, problems } = examples;
    const bytes = [...ringPng(100, 0.25)];
    const hand = (type: 'drop' | 'paste', count: number) =>
      place.evaluate(
        (target, [kind, many, png]) => {
          const data = new DataTransfer();
          for (let i = 0; i < many; i++)
            data.items.add(new File([Uint8Array.from(png)], `${kind} ${i}.png`, { type: 'image/png' }));
          target.dispatchEvent(
            kind === 'drop'
              ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
              : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
          );
        },
        [type, count, bytes] as const,
      );
    await hand('paste', 1);
    await looked(examples).toBe('One picture, and a drawing in it.');
    await hand('drop', 200);
    await eventually(() => place.locator('progress').count()).toBe(1);
    await button('Stop looking').click();
    await eventually(() => place.locator('progress').count()).toBe(0);
    const left = await place.getByRole('checkbox').count();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(201);
    await button(/^Add 1$/).click();
    await expect.poll(() => place.getByRole('alert').filter({ hasText: 'Choose a class' }).count()).toBe(1);
    await button('Put all away').click();
    await eventually(() => place.getByRole('checkbox').count()).toBe(0);
    await page.keyboard.press('Tab');
    assertNoProblems(problems);
    await close(examples);
  });
});

describe.each([
  [1280, 'light'],
  [1280, 'dark'],
  [375, 'light'],
  [375, 'dark'],
] as const)('at %i px, %s', (width, colorScheme) => {
  it('no rule of accessibility is broken, and nothing sticks out', async () => {
    const examples = await open({ width, colorScheme });
    const { page, place, thumbnails, button } = examples;
    await expectNoAxeViolations(page);
    await button(/cat and sheep/i).click();
    await eventually(() => thumbnails('sheep').count(), LOADED).toBe(80);
    await place.getByText('Make it harder').click();
    await place.getByRole('combobox', { name: /Find a word/ }).fill('ca');
    await expectNoAxeViolations(page);
    await examples.way('Draw');
    await expectNoAxeViolations(page);
    await examples.way('Pictures');
    await bring(examples, [file('ring.png', ringPng(100)), file('text.png', 'a letter')]);
    await looked(examples).toMatch(/in 1 of them there is no drawing/);
    await expectNoAxeViolations(page);
    const sticksOut = await place.evaluate((section) =>
      [...section.querySelectorAll('*')]
        .filter(
          (each) =>
            each.getBoundingClientRect().right > innerWidth + 0.5 && !each.closest('.visually-hidden'),
        )
        .map((each) => each.outerHTML.slice(0, 80)),
    );
    expect(sticksOut).toEqual([]);
    await thumbnails('cat').first().click();
    await page.getByRole('dialog').waitFor();
    await expectNoAxeViolations(page);
    await close(examples);
  }, 180_000); // axe goes over a page of hundreds of buttons five times
});

it('six classes of a hundred drawings each work at 320 px', async () => {
  const examples = await open({ width: 320 });
  const { page, place, thumbnails, button, problems } = examples;
  await place.getByRole('radio', { name: 'all', exact: true }).first().check();
  for (let n = 1; n <= 6; n++) {
    await button('Surprise me').click();
    await eventually(() => place.locator('article').count(), LOADED).toBe(n);
  }
  await expect
    .poll(() => place.getByRole('button', { name: /^Drawing \d+ of/ }).count())
    .toBeGreaterThan(550);
  await button('Surprise me').click();
  await eventually(
    () => place.getByRole('alert').filter({ hasText: '6 classes are the most' }).count(),
    LOADED,
  ).toBe(1);
  const name = (await place.locator('article').last().getAttribute('data-class')) ?? '';
  const last = thumbnails(name).last();
  await last.scrollIntoViewIfNeeded();
  await last.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await eventually(() => page.getByRole('dialog').getByRole('status').innerText()).toMatch(/^Deleted/);
  assertNoProblems(problems);
  await close(examples);
});
