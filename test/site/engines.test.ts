/**
 * A smoke run of the site in every engine that is installed: Chromium, Firefox (`firefox-esr`) and WebKit
 * (`webkit2gtk-driver`, `xvfb`). An engine that is not there is left out, and says so.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLES } from '../../src/components/pad/samples.ts';
import { MODEL_IDS } from '../../src/core/models.ts';
import { rasterize } from '../../src/core/rasterize.ts';
import { simplifyDrawing } from '../../src/core/strokes.ts';
import { openChromium } from './engines/chromium.ts';
import { findFirefox, openFirefox } from './engines/firefox.ts';
import { draw, eventually, press, pressButton, settle, wakeAll } from './engines/hands.ts';
import type { EngineOptions, EnginePage } from './engines/page.ts';
import { findWebKit, openWebKit } from './engines/webkit.ts';
import { CATS_AND_SHEEP, siteUrl } from './harness.ts';

const PAGES = [
  '',
  'part-2/',
  'draw/',
  'play/',
  'quiz/',
  'train/',
  'methods/',
  'results/',
  'embed/draw/',
  'embed/threshold/',
];

interface Engine {
  readonly name: string;
  readonly isHere: boolean;
  readonly open: (options: EngineOptions) => Promise<EnginePage>;
  /** Whether it can be asked to go without WebAssembly. */
  readonly goesWithoutWasm: boolean;
}
const ENGINES: readonly Engine[] = [
  { name: 'Chromium', isHere: true, open: openChromium, goesWithoutWasm: false },
  { name: 'Firefox', isHere: findFirefox() !== undefined, open: openFirefox, goesWithoutWasm: true },
  { name: 'WebKit', isHere: findWebKit() !== undefined, open: openWebKit, goesWithoutWasm: true },
];

const cat = SAMPLES.find(({ id }) => id === 'catFace') as (typeof SAMPLES)[number];
const catPicture = [...rasterize(simplifyDrawing(cat.strokes))];

/** What every model of the demo says, and what it was computed by. */
const answers = (page: EnginePage) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.demo [data-model]')].map(
      ({ dataset }) => `${dataset['class']} by ${dataset['engine']}`,
    ),
  );

/** Ink of the picture that the models see. [784] */
const picture = (page: EnginePage) =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.seen canvas');
    const data = canvas?.getContext('2d')?.getImageData(0, 0, 28, 28).data ?? [];
    return Array.from({ length: 784 }, (_, i) => data[4 * i] ?? -1);
  });

const allSayCat = (engine: string) => MODEL_IDS.slice(0, 5).map(() => `cat by ${engine}`);

async function openDemo(page: EnginePage): Promise<void> {
  await page.goto(siteUrl('/', CATS_AND_SHEEP));
  await eventually(() =>
    page.evaluate(() => document.querySelector('astro-island:not([ssr]) .demo') !== null),
  ).toBe(true);
}

async function readsCat(page: EnginePage, engine: string): Promise<void> {
  await openDemo(page);
  await press(page, '[data-sample=catFace]');
  await eventually(() => answers(page)).toEqual(allSayCat(engine));
  await expect.poll(() => picture(page)).toEqual(catPicture);
  await pressButton(page, 'Clear');
  await draw(page, cat.strokes);
  await eventually(() => answers(page)).toEqual(allSayCat(engine));
  await settle(page);
  expect(page.problems()).toEqual([]);
}

describe.each(ENGINES)('in $name', ({ isHere, open, goesWithoutWasm }) => {
  describe.skipIf(!isHere)('as it comes', () => {
    let page: EnginePage;
    beforeAll(async () => {
      page = await open({ wasm: true });
    });
    afterAll(() => page?.close());

    it.each(PAGES)(
      '/%s comes alive as a whole, without an error, and no wider than the window',
      async (path) => {
        await page.goto(siteUrl('/', path));
        expect(await wakeAll(page)).toBe(0);
        await expect
          .poll(() =>
            page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
          )
          .toBe(0);
        await settle(page);
        expect(page.problems()).toEqual([]);
      },
    );

    it('a sample and strokes of the mouse are a cat to all five models, from the same pixels as in Node', () =>
      readsCat(page, 'runtime'));

    it('the threshold moves with the keyboard, and the counts with it', async () => {
      await page.goto(siteUrl('/'));
      await wakeAll(page);
      const figure = '[data-figure=threshold]';
      const counts = () =>
        page.evaluate(
          (css) =>
            [...document.querySelectorAll(`${css} [data-cell] strong`)].map(({ textContent }) => textContent),
          figure,
        );
      const before = await counts();
      expect(before).toHaveLength(4);
      await page.evaluate(
        (css) => document.querySelector<HTMLElement>(`${css} input[type=range]`)?.focus(),
        figure,
      );
      await page.keys('Home');
      await eventually(counts).not.toEqual(before);
    });

    it('a cell of the matrix of five animals opens its drawings', async () => {
      await page.goto(siteUrl('/', 'part-2/'));
      await wakeAll(page);
      await press(page, '[data-cell=bee-dog]');
      await eventually(() =>
        page.evaluate(
          () => document.querySelector('[data-cell=bee-dog]')?.getAttribute('aria-pressed') ?? null,
        ),
      ).toBe('true');
    });

    it('a figure that stands alone is saved as a PNG of the promised width, in the state of its address', async () => {
      await page.goto(siteUrl('/', 'embed/learning-curve/?choice=error'));
      expect(await wakeAll(page)).toBe(0);
      await eventually(() =>
        page.evaluate(() => document.querySelector<HTMLInputElement>('input:checked')?.value ?? ''),
      ).toBe('error');
      await page.evaluate(() => {
        const address = URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          if (blob instanceof Blob && blob.type === 'image/png') Object.assign(window, { saved: blob });
          return address(blob);
        };
        HTMLAnchorElement.prototype.click = () => {};
      });
      await press(page, '[data-as=png-1600]');
      await eventually(() =>
        page.evaluate(async () => {
          const saved: Blob | undefined = Reflect.get(window, 'saved');
          return saved ? new DataView(await saved.slice(16, 20).arrayBuffer()).getUint32(0) : 0;
        }),
      ).toBe(1600);
      expect(page.problems()).toEqual([]);
    });

    it('a question of the quiz is answered, and the models have their say', async () => {
      await page.goto(siteUrl('/', 'quiz/'));
      await wakeAll(page);
      await pressButton(page, 'Start');
      await eventually(() =>
        page.evaluate(() => document.querySelectorAll('.answers button').length > 1),
      ).toBe(true);
      await press(page, '.answers button');
      await eventually(() => page.evaluate(() => document.querySelectorAll('[data-model]').length)).toBe(5);
    });

    it('the game plays a round: a drawing is looked at', async () => {
      await page.goto(siteUrl('/', 'play/'));
      await wakeAll(page);
      const phase = () =>
        page.evaluate(() => document.querySelector<HTMLElement>('.stage')?.dataset['phase'] ?? '');
      await pressButton(page, 'Play');
      await eventually(() =>
        page.evaluate(() => document.querySelector<HTMLElement>('.stage')?.dataset['network'] ?? ''),
      ).toBe('ready');
      await pressButton(page, 'Go');
      await eventually(phase).toBe('drawing');
      await draw(page, cat.strokes.slice(0, 1));
      // The words are dealt at random: of one that is as round as a cat's head the network may think at once.
      await eventually(() =>
        page.evaluate(
          () =>
            document.querySelectorAll('[role=application] svg > path').length > 0 ||
            document.querySelector<HTMLElement>('.stage')?.dataset['phase'] === 'outcome',
        ),
      ).toBe(true);
      await settle(page);
      expect(page.problems()).toEqual([]);
    });
  });

  it.skipIf(!isHere || !goesWithoutWasm)('without WebAssembly the models answer all the same', async () => {
    const page = await open({ wasm: false });
    try {
      await readsCat(page, 'plain');
    } finally {
      await page.close();
    }
  });
});
