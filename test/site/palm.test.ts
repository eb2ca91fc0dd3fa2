/** Several pointers on one pad: a pen and the hand that holds it, a touch that is called off, two buttons, a swipe. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assertNoProblems,
  CATS_AND_SHEEP,
  LOADED,
  newPage,
  openBrowser,
  type PageOptions,
  SOON,
  siteUrl,
} from './harness.ts';
import { doodleOf, drawWithFinger } from './pen.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

type Place = readonly [x: number, y: number];

interface Pad {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly heavy: readonly string[];
  /** Shares of the pad to pixels of the window. */
  at(place: Place): { readonly x: number; readonly y: number };
  strokes(): Promise<number>;
  paths(): Promise<(string | null)[]>;
  said(): Promise<string[]>;
  pen(type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', place: Place): Promise<unknown>;
  touch(type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', ...places: Place[]): Promise<unknown>;
}

/** Opens a page with a pad in the middle of the window, has `act` done to it, and holds that nothing went wrong. */
async function withPad(
  path: string,
  act: (pad: Pad) => Promise<void>,
  options: PageOptions = {},
): Promise<void> {
  const { page, problems } = await newPage(browser, { reducedMotion: true, touch: true, ...options });
  const heavy: string[] = [];
  page.context().on('request', (request) => {
    if (/\.wasm$|\.onnx(\?|$)|\/worker-/.test(request.url())) heavy.push(request.url());
  });
  await page.goto(siteUrl('/', path));
  await page.locator('astro-island:not([ssr]) .demo').waitFor();
  const pad = page.getByRole('application');
  await pad.evaluate((each) => each.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = await pad.boundingBox();
  if (box === null) throw new Error('the pad is not in the window');
  const cdp = await page.context().newCDPSession(page);
  const at = ([x, y]: Place) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
  await act({
    page,
    cdp,
    heavy,
    at,
    strokes: () => pad.locator('svg > path').count(),
    paths: () => pad.locator('svg > path').evaluateAll((all) => all.map((each) => each.getAttribute('d'))),
    said: () => page.locator('.demo [data-model] .answer').allInnerTexts(),
    pen: (type, place) =>
      cdp.send('Input.dispatchMouseEvent', {
        type,
        ...at(place),
        pointerType: 'pen',
        button: type === 'mouseMoved' ? 'none' : 'left',
        buttons: type === 'mouseReleased' ? 0 : 1,
        clickCount: 1,
        force: 0.5,
      }),
    touch: (type, ...places) =>
      cdp.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: places.map((place, id) => ({ ...at(place), id, radiusX: 40, radiusY: 60 })),
      }),
  });
  assertNoProblems(problems);
  await page.context().close();
}

const WIDE = { width: 1280, height: 900 } as const;

async function stroke({ pen }: Pad, from: Place, to: Place): Promise<void> {
  await pen('mousePressed', from);
  for (let i = 1; i <= 5; i++)
    await pen('mouseMoved', [from[0] + ((to[0] - from[0]) * i) / 5, from[1] + ((to[1] - from[1]) * i) / 5]);
  await pen('mouseReleased', to);
}

describe('a hand that holds a pen', () => {
  it('may rest on the pad before the pen comes: the pen draws, and the hand leaves nothing', () =>
    withPad(
      CATS_AND_SHEEP,
      async (pad) => {
        await pad.touch('touchStart', [0.9, 0.9]);
        await expect.poll(pad.strokes, SOON).toBe(1);
        await stroke(pad, [0.2, 0.2], [0.5, 0.4]);
        await stroke(pad, [0.5, 0.4], [0.7, 0.2]);
        await pad.touch('touchMove', [0.88, 0.92]);
        await stroke(pad, [0.3, 0.6], [0.6, 0.6]);
        await pad.touch('touchEnd');
        await expect.poll(pad.strokes, SOON).toBe(3);
        for (const path of await pad.paths())
          expect(path).not.toMatch(/\b(8[5-9]\d|9\d\d)(\.\d)? (8[5-9]\d|9\d\d)/);
      },
      WIDE,
    ));

  it('may come down after the pen: no ink, no other answer, and the reader is told why', () =>
    withPad(
      CATS_AND_SHEEP,
      async (pad) => {
        for (const [xs, ys] of doodleOf('cat')) {
          const place = (i: number): Place => [(xs[i] as number) / 1000, (ys[i] as number) / 1000];
          await pad.pen('mousePressed', place(0));
          for (let i = 1; i < xs.length; i++) await pad.pen('mouseMoved', place(i));
          await pad.pen('mouseReleased', place(xs.length - 1));
        }
        await expect
          .poll(async () => (await pad.said()).every((each) => /%|undecided/.test(each)), LOADED)
          .toBe(true);
        await pad.page.waitForTimeout(500); // words follow the bars
        const [strokes, said] = [await pad.strokes(), await pad.said()];
        await pad.touch('touchStart', [0.95, 0.95]);
        await pad.touch('touchMove', [0.9, 0.9]);
        await pad.touch('touchEnd');
        await expect.poll(() => pad.page.locator('.pad .note').innerText(), SOON).toMatch(/A pen draws here/);
        await expect.poll(() => pad.strokes()).toBe(strokes);
        await expect.poll(() => pad.said()).toEqual(said);
      },
      WIDE,
    ));
});

describe('a touch that the system calls off', () => {
  it('leaves no ink, and brings back what it had taken the place of', () =>
    withPad(
      CATS_AND_SHEEP,
      async (pad) => {
        await drawWithFinger(pad.page, doodleOf('cat').slice(0, 1));
        await expect.poll(pad.strokes, SOON).toBe(1);
        await pad.touch('touchStart', [0.3, 0.3]);
        await pad.touch('touchMove', [0.6, 0.8]);
        await expect.poll(pad.strokes, SOON).toBe(2);
        await pad.touch('touchCancel');
        await expect.poll(pad.strokes, SOON).toBe(1);
        await pad.page.locator('.chooser summary').click();
        await pad.page.locator('.chooser .grid button').first().click();
        await pad.page.locator('.pad .backdrop').waitFor();
        const box = await pad.page.getByRole('application').boundingBox();
        const point = { x: (box?.x ?? 0) + 50, y: (box?.y ?? 0) + (box?.height ?? 0) / 2, id: 0 };
        await pad.cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
        await expect.poll(() => pad.page.locator('.pad .backdrop').count(), SOON).toBe(0);
        await pad.touch('touchCancel');
        await expect.poll(() => pad.page.locator('.pad .backdrop').count(), SOON).toBe(1);
        await expect.poll(pad.strokes, SOON).toBe(0);
      },
      WIDE,
    ));
});

describe('two buttons of a mouse', () => {
  it('end the stroke with the left one, while the right one is still down', () =>
    withPad(
      CATS_AND_SHEEP,
      async ({ page, at, paths }) => {
        const to = (place: Place) => page.mouse.move(at(place).x, at(place).y, { steps: 4 });
        await to([0.1, 0.1]);
        await page.mouse.down();
        await to([0.3, 0.3]);
        await page.mouse.down({ button: 'right' });
        await page.mouse.up();
        await expect.poll(async () => (await paths())[0]?.length ?? 0, SOON).toBeGreaterThan(10);
        const [before] = await paths();
        await to([0.9, 0.1]);
        await page.mouse.up({ button: 'right' });
        await page.mouse.move(at([0.5, 0.9]).x, at([0.5, 0.9]).y);
        await page.mouse.down();
        await to([0.7, 0.9]);
        await page.mouse.up();
        await expect.poll(async () => (await paths()).length, SOON).toBe(2);
        expect((await paths())[0]).toBe(before);
      },
      { ...WIDE, touch: false },
    ));

  it('do not drag the timeline on either', () =>
    withPad(
      CATS_AND_SHEEP,
      async ({ page }) => {
        await page.locator('[data-sample=catFace]').click();
        const slider = page.getByRole('slider', { name: 'Moment of the drawing' });
        await slider.waitFor();
        await slider.scrollIntoViewIfNeeded();
        const box = await slider.boundingBox();
        if (box === null) throw new Error('no slider');
        await page.mouse.move(box.x + 0.8 * box.width, box.y + 20);
        await page.mouse.down();
        await page.mouse.move(box.x + 0.5 * box.width, box.y + 20, { steps: 3 });
        await expect.poll(() => slider.getAttribute('aria-valuenow'), SOON).not.toBeNull();
        await page.mouse.down({ button: 'right' });
        await page.mouse.up();
        const now = await slider.getAttribute('aria-valuenow');
        await page.mouse.move(box.x + 0.1 * box.width, box.y + 20, { steps: 3 });
        await expect.poll(() => slider.getAttribute('aria-valuenow')).toBe(now);
        await page.mouse.up({ button: 'right' });
      },
      { ...WIDE, touch: false },
    ));
});

describe('a finger on the pad at the top of the article', () => {
  const PHONE = { width: 375, height: 812 } as const;

  it('scrolls past it, draws nothing and fetches nothing; after a tap it draws', () =>
    withPad(
      '',
      async (pad) => {
        const { page } = pad;
        const top = await page.evaluate(() => scrollY);
        await pad.touch('touchStart', [0.5, 0.9]);
        for (let i = 1; i <= 10; i++) await pad.touch('touchMove', [0.5, 0.9 - 0.08 * i]);
        await pad.touch('touchEnd');
        await expect.poll(() => page.evaluate(() => scrollY), SOON).toBeGreaterThan(top + 100);
        await expect.poll(() => pad.strokes()).toBe(0);
        expect(pad.heavy).toEqual([]);
        await expect.poll(() => page.locator('.pad .touch').innerText()).toMatch(/tap/i);

        await page.getByRole('application').tap();
        await expect.poll(() => page.locator('.pad.asleep').count(), SOON).toBe(0);
        await expect.poll(() => pad.strokes()).toBe(0);
        const scrolled = await page.evaluate(() => scrollY);
        await drawWithFinger(page, doodleOf('cat'));
        await expect.poll(pad.strokes, SOON).toBe(doodleOf('cat').length);
        await expect.poll(pad.said, LOADED).toContainEqual(expect.stringMatching(/%/));
        expect(Math.abs((await page.evaluate(() => scrollY)) - scrolled)).toBeLessThan(400);

        // Out of the window it falls asleep again.
        await page.evaluate(() => scrollTo({ top: 6000, behavior: 'instant' }));
        await expect.poll(() => page.locator('.pad.asleep').count(), SOON).toBe(1);
      },
      PHONE,
    ));
});
