/** The canvas under hands that are rougher than most, on the real page: no exception, and no guess on nothing. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assertNoProblems,
  CATS_AND_SHEEP,
  holdBack,
  LOADED,
  newPage,
  openBrowser,
  type PageOptions,
  SOON,
  siteUrl,
} from './harness.ts';
import { doodleOf, drawWithMouse } from './pen.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

interface PointerStep {
  readonly type: string;
  /** Of the pad, 0..1. */
  readonly x: number;
  readonly y: number;
  readonly id?: number;
  readonly pressure?: number;
  /** Where the pointer has been since the last event. */
  readonly between?: readonly (readonly [x: number, y: number])[];
}

/** Opens the page, has `act` done to it, and holds that nothing went wrong. */
async function withPage(
  act: (page: Page) => Promise<void>,
  options: PageOptions = {},
  prepare?: (page: Page) => Promise<unknown>,
): Promise<void> {
  const { page, problems } = await newPage(browser, { reducedMotion: true, ...options });
  await prepare?.(page);
  await page.goto(siteUrl('/', CATS_AND_SHEEP));
  await page.locator('astro-island:not([ssr]) .demo').waitFor();
  await act(page);
  assertNoProblems(problems);
  await page.context().close();
}

/** Pointer events that no pointer has made: to capture one throws. */
const point = (page: Page, steps: readonly PointerStep[]) =>
  page.getByRole('application').evaluate((pad, all) => {
    const box = pad.getBoundingClientRect();
    const moved = 'onpointerrawupdate' in pad ? 'rawupdate' : 'move';
    const init = (x: number, y: number) => ({
      clientX: box.left + x * box.width,
      clientY: box.top + y * box.height,
      bubbles: true,
      cancelable: true,
      isPrimary: true,
      pointerType: 'pen',
    });
    for (const { type, x, y, id = 77, pressure = 0.5, between = [] } of all)
      pad.dispatchEvent(
        new PointerEvent(`pointer${type === 'move' ? moved : type}`, {
          ...init(x, y),
          pointerId: id,
          buttons: type === 'up' ? 0 : 1,
          pressure,
          coalescedEvents: between.map(
            ([u, v]) => new PointerEvent(`pointer${moved}`, { ...init(u, v), pointerId: id }),
          ),
        }),
      );
  }, steps);

const paths = (page: Page) =>
  page
    .getByRole('application')
    .locator('svg > path')
    .evaluateAll((all) => all.map((path) => path.getAttribute('d') ?? ''));
const verdict = (page: Page) => page.locator('.demo .verdict').innerText();
const answers = (page: Page) =>
  page.locator('.demo [data-model]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-class')));
const said = (page: Page) => page.locator('.demo [data-model] .answer').allInnerTexts();
const picture = (page: Page) =>
  page
    .locator('.demo .seen canvas')
    .evaluate((canvas: HTMLCanvasElement) =>
      [...(canvas.getContext('2d')?.getImageData(0, 0, 28, 28).data ?? [])].join(),
    );

describe('the canvas', () => {
  it('keeps touches to itself, and gives no weight to pressure', () =>
    withPage(async (page) => {
      const pad = page.getByRole('application');
      await expect.poll(() => pad.evaluate((each) => getComputedStyle(each).touchAction)).toBe('none');
      const stroke = (pressure: number): PointerStep[] => [
        { type: 'down', x: 0.2, y: 0.2, pressure },
        { type: 'move', x: 0.8, y: 0.7, pressure },
        { type: 'up', x: 0.8, y: 0.7, pressure: 0 },
      ];
      await point(page, stroke(0));
      await expect.poll(async () => (await paths(page)).length, SOON).toBe(1);
      await point(page, stroke(1));
      await expect.poll(async () => (await paths(page)).length, SOON).toBe(2);
      const [light, heavy] = await paths(page);
      expect(heavy).toBe(light);
    }));

  it('takes every point of a fast stroke, not one a frame', () =>
    withPage(async (page) => {
      const between = Array.from({ length: 30 }, (_, i) => [0.1 + 0.025 * i, 0.5 + 0.2 * (i % 2)] as const);
      await point(page, [
        { type: 'down', x: 0.1, y: 0.5 },
        { type: 'move', x: 0.9, y: 0.5, between },
        { type: 'up', x: 0.9, y: 0.5 },
      ]);
      await expect
        .poll(async () => (await paths(page))[0]?.match(/[QL]/g)?.length ?? 0, SOON)
        .toBeGreaterThan(25);
    }));

  it('keeps the stroke of a pointer that cannot be captured, and goes on with the next when it is lost', () =>
    withPage(async (page) => {
      await point(page, [
        { type: 'down', x: 0.2, y: 0.2, id: 801 },
        { type: 'move', x: 0.5, y: 0.8, id: 801 }, // and is never heard of again
      ]);
      await point(page, [
        { type: 'down', x: 0.6, y: 0.2, id: 802 },
        { type: 'move', x: 0.9, y: 0.8, id: 802 },
        { type: 'up', x: 0.9, y: 0.8, id: 802 },
      ]);
      await expect.poll(async () => (await paths(page)).length, SOON).toBe(2);
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
      await expect.poll(async () => (await paths(page)).length, SOON).toBe(1);
    }));

  it('draws nothing while it has no extent, and draws again when it has', () =>
    withPage(async (page) => {
      const pad = page.getByRole('application');
      const stroke: PointerStep[] = [
        { type: 'down', x: 0.2, y: 0.2 },
        { type: 'move', x: 0.6, y: 0.9 },
        { type: 'up', x: 0.6, y: 0.9 },
      ];
      await pad.evaluate((each) => each.style.setProperty('display', 'none'));
      await page.locator('.pad').evaluate((each) => {
        for (const type of ['pointerdown', 'pointermove', 'pointerrawupdate', 'pointerup'])
          each.dispatchEvent(
            new PointerEvent(type, { pointerId: 5, clientX: 50, clientY: 50, bubbles: true }),
          );
      });
      await page.locator('.pad').evaluate((each) => (each as HTMLElement).style.removeProperty('display'));
      await point(page, stroke);
      await expect.poll(async () => (await paths(page)).length, SOON).toBe(1);
      expect((await paths(page)).join()).not.toContain('NaN');
    }));

  it('goes on with a stroke when the window changes under it', () =>
    withPage(async (page) => {
      const box = await page.getByRole('application').boundingBox();
      if (box === null) throw new Error('the pad is not in the window');
      await page.mouse.move(box.x + 50, box.y + 50);
      await page.mouse.down();
      await page.mouse.move(box.x + 150, box.y + 100);
      await page.setViewportSize({ width: 700, height: 900 });
      const after = await page.getByRole('application').boundingBox();
      if (after === null) throw new Error('the pad is not in the window');
      await page.mouse.move(after.x + after.width / 2, after.y + after.height / 2);
      await page.setViewportSize({ width: 900, height: 700 });
      await page.mouse.move(after.x + 60, after.y + 90);
      await page.mouse.up();
      await expect.poll(async () => (await paths(page)).length, SOON).toBeGreaterThan(0);
      expect((await paths(page)).join()).not.toContain('NaN');
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
      await expect.poll(() => verdict(page), SOON).toBe('Nothing drawn yet.');
    }));

  it('shows the models the same picture at one, two and three device pixels a pixel', async () => {
    const seen = new Set<string>();
    for (const deviceScaleFactor of [1, 2, 3])
      await withPage(async (page) => {
        const cdp = await page.context().newCDPSession(page);
        await cdp.send('Emulation.setDeviceMetricsOverride', {
          width: 1280,
          height: 900,
          deviceScaleFactor,
          mobile: false,
        });
        await point(page, [
          { type: 'down', x: 0.1, y: 0.3 },
          { type: 'move', x: 0.5, y: 0.9 },
          { type: 'move', x: 0.9, y: 0.2 },
          { type: 'up', x: 0.9, y: 0.2 },
        ]);
        await expect
          .poll(async () => /[1-9]\d\d,/.test((await picture(page)).replaceAll('255', '')), SOON)
          .toBe(true);
        seen.add(await picture(page));
      });
    expect(seen.size).toBe(1);
  });

  it('works where the browser denies all storage', () =>
    withPage(
      async (page) => {
        await drawWithMouse(page, doodleOf('cat'));
        await expect.poll(() => answers(page), LOADED).not.toContain(null);
      },
      {},
      (page) =>
        page.addInitScript(() => {
          for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
            Object.defineProperty(window, name, {
              get() {
                throw new DOMException('denied', 'SecurityError');
              },
            });
        }),
    ));

  it('says of a scribble over everything that it is hardly a drawing', () =>
    withPage(async (page) => {
      const steps = Array.from({ length: 60 }, (_, i) => ({
        type: i === 0 ? 'down' : 'move',
        x: i % 2 === 0 ? 0.02 : 0.98,
        y: 0.02 + 0.016 * i,
      }));
      await point(page, [...steps, { type: 'up', x: 0.98, y: 0.97 }]);
      await expect.poll(() => verdict(page), LOADED).toContain('Ink nearly everywhere, hardly a drawing');
      await page.getByRole('button', { name: 'Clear', exact: true }).click();
      await expect.poll(() => verdict(page), SOON).toBe('Nothing drawn yet.');
      await expect.poll(async () => new Set(await answers(page)), SOON).toEqual(new Set([null]));
    }));

  it('bears five hundred strokes, and one of ten thousand points', () =>
    withPage(async (page) => {
      const strokes = Array.from({ length: 500 }, (_, i): PointerStep[] => {
        const angle = (2 * Math.PI * i) / 500;
        const [x, y] = [0.5 + 0.4 * Math.cos(angle), 0.5 + 0.4 * Math.sin(angle)];
        return [
          { type: 'down', x, y },
          { type: 'move', x: x + 0.01, y: y + 0.01 },
          { type: 'up', x: x + 0.01, y: y + 0.01 },
        ];
      });
      await point(page, strokes.flat());
      await expect.poll(async () => (await paths(page)).length, LOADED).toBe(500);
      await expect
        .poll(() => said(page), LOADED)
        .toEqual(Array(5).fill(expect.stringMatching(/%|undecided/)));
      await page.getByRole('button', { name: 'Clear', exact: true }).click();
      await expect.poll(async () => (await paths(page)).length, SOON).toBe(0);
      const spiral = Array.from({ length: 10_000 }, (_, i) => {
        const [turn, radius] = [i / 530, 0.05 + 0.000035 * i];
        return [0.5 + radius * Math.cos(turn), 0.5 + radius * Math.sin(turn)] as const;
      });
      await point(page, [
        { type: 'down', x: 0.5, y: 0.5 },
        { type: 'move', x: 0.5, y: 0.9, between: spiral },
        { type: 'up', x: 0.5, y: 0.9 },
      ]);
      await expect.poll(async () => (await paths(page)).length, LOADED).toBe(1);
      await expect
        .poll(() => said(page), LOADED)
        .toEqual(Array(5).fill(expect.stringMatching(/%|undecided/)));
    }));
});

describe('a real drawing', () => {
  it('is chosen by keyboard, judged and spoken of, and goes when the reader draws or clears', () =>
    withPage(async (page) => {
      await page.locator('.chooser summary').focus();
      await page.keyboard.press('Enter');
      const drawings = page.locator('.chooser .grid button');
      await expect.poll(() => drawings.count(), SOON).toBeGreaterThan(80);
      const size = await drawings.first().boundingBox();
      expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(44);
      await drawings.first().focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await expect.poll(() => answers(page), LOADED).not.toContain(null);
      const shown = page.locator('.pad .backdrop .drawing');
      await expect.poll(() => shown.getAttribute('aria-label')).toMatch(/^drawing \d+ of a cat$/);
      await expect
        .poll(() => page.locator('.demo > [aria-live=polite]').textContent(), SOON)
        .toMatch(/say|cannot/);
      await page.getByRole('button', { name: 'Clear', exact: true }).click();
      await expect.poll(() => verdict(page), SOON).toBe('Nothing drawn yet.');
      await drawings.nth(3).click();
      await expect.poll(() => shown.count(), SOON).toBe(1);
      await drawWithMouse(page, doodleOf('sheep').slice(0, 1));
      await expect.poll(() => shown.count(), SOON).toBe(0);
      expect((await paths(page)).length).toBe(1);
    }));

  it.each([
    ['comes', undefined],
    ['fails', 'no picture'],
  ])('is the one that was pressed last, also when the one before %s later', (_, instead) =>
    withPage(async (page) => {
      const letGo = await holdBack(page, '**/exhibits/cat.png*');
      const drawings = page.locator('.chooser .grid button');
      await page.locator('.chooser summary').click();
      await drawings.nth(3).click();
      await page.locator('.chooser').getByRole('radio', { name: 'sheep' }).check();
      await drawings.nth(5).click();
      const shown = page.locator('.pad .backdrop .drawing');
      await expect.poll(() => shown.getAttribute('aria-label'), SOON).toMatch(/of a sheep$/);
      await letGo(instead);
      expect(await shown.getAttribute('aria-label')).toMatch(/of a sheep$/);
      expect(await page.locator('.chooser .failure').textContent()).toBe('');
    }),
  );

  it('that comes late leaves alone what the reader has drawn meanwhile', () =>
    withPage(async (page) => {
      const letGo = await holdBack(page, '**/exhibits/cat.png*');
      await page.locator('.chooser summary').click();
      await page.locator('.chooser .grid button').nth(3).click();
      await drawWithMouse(page, doodleOf('sheep').slice(0, 1));
      await expect.poll(async () => (await paths(page)).length, SOON).toBe(1);
      await letGo();
      expect((await paths(page)).length).toBe(1);
      expect(await page.locator('.pad .backdrop .drawing').count()).toBe(0);
    }));

  it('that comes when another task has been chosen fetches nothing', () =>
    withPage(async (page) => {
      const letGo = await holdBack(page, '**/exhibits/cat.png*');
      await page.locator('.chooser summary').click();
      await page.locator('.chooser .grid button').nth(3).click();
      const models: string[] = [];
      page.context().on('request', (request) => models.push(...(request.url().match(/[^/]+\.onnx/) ?? [])));
      await page.getByRole('radio', { name: 'five animals' }).check();
      await expect.poll(() => page.locator('.demo').getAttribute('data-experiment')).toBe('five-animals');
      await letGo();
      expect(models).toEqual([]);
    }));
});
