/** The drawing demo in Chromium, with the published models. */
import type { Browser, Locator, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAD_SIDE } from '../../src/components/pad/drawing.ts';
import { SAMPLES } from '../../src/components/pad/samples.ts';
import { TRAINABLE_IDS } from '../../src/core/models.ts';
import { rasterize } from '../../src/core/rasterize.ts';
import { type Stroke, simplifyDrawing } from '../../src/core/strokes.ts';
import { RUNTIME_BYTES } from '../../src/inference/runtime-bytes.ts';
import {
  assertNoProblems,
  BASES,
  CATS_AND_SHEEP,
  eventually,
  expectNoAxeViolations,
  LOADED,
  listenTo,
  newPage,
  openBrowser,
  type PageOptions,
  siteUrl,
} from './harness.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

interface Demo {
  readonly page: Page;
  readonly problems: string[];
  readonly pad: Locator;
  readonly verdict: Locator;
  row(model: string): Locator;
  button(name: string): Locator;
  /** Ink of the picture that the models see. [784] */
  picture(): Promise<number[]>;
  strokeCount(): Promise<number>;
  /** The class that every model has named, where it has. */
  classes(): Promise<(string | null)[]>;
}

/** Opens the page of the demo and waits until it is alive; `prepare` may route requests before. */
async function open(
  options: PageOptions & { base?: (typeof BASES)[number]; path?: string } = {},
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Demo> {
  const { page, problems } = await newPage(browser, options);
  await prepare?.(page);
  await page.goto(siteUrl(options.base ?? '/', options.path ?? CATS_AND_SHEEP));
  await page.locator('astro-island:not([ssr]) .demo').waitFor();
  const pad = page.getByRole('application');
  return {
    page,
    problems,
    pad,
    verdict: page.locator('.demo .verdict'),
    row: (model) => page.locator(`.demo [data-model=${model}]`),
    button: (name) => page.getByRole('button', { name, exact: true }),
    picture: () =>
      page.locator('.demo .seen canvas').evaluate((canvas: HTMLCanvasElement) => {
        const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(0, 0, 28, 28);
        return Array.from({ length: 784 }, (_, i) => data[4 * i] as number);
      }),
    strokeCount: () => pad.locator('svg > path').count(),
    classes: () =>
      page
        .locator('.demo [data-model]')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-class'))),
  };
}

const close = ({ page }: Demo) => page.context().close();

function sample(id: string): readonly Stroke[] {
  const found = SAMPLES.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no sample ${id}`);
  return found.strokes;
}

/** Where a point of the pad is in the window. */
async function placer({ pad }: Demo): Promise<(x: number, y: number) => { x: number; y: number }> {
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('the pad is not in the window');
  const inset = 2; // its border
  const scale = (box.width - 2 * inset) / PAD_SIDE;
  return (x, y) => ({ x: box.x + inset + x * scale, y: box.y + inset + y * scale });
}

/** Draws with the mouse, as a hand would; the last stroke can be left with the button held. */
async function drawWithMouse(demo: Demo, strokes: readonly Stroke[], { hold = false } = {}): Promise<void> {
  const place = await placer(demo);
  const { mouse } = demo.page;
  for (const [index, [xs, ys]] of strokes.entries()) {
    for (let i = 0; i < xs.length; i++) {
      const { x, y } = place(xs[i] as number, ys[i] as number);
      await mouse.move(x, y);
      if (i === 0) await mouse.down();
    }
    if (!hold || index < strokes.length - 1) await mouse.up();
  }
}

/** What a page fetches of the demo's worker, its runtime and its models. */
function watchHeavy(page: Page): string[] {
  const heavy: string[] = [];
  page.context().on('request', (request: Request) => {
    if (/\.wasm$|\.onnx(\?|$)|\/worker-/.test(request.url())) heavy.push(request.url());
  });
  return heavy;
}

describe('the drawing demo', () => {
  it.each(BASES)(
    'reads a cat drawn with the mouse as a cat, live, and leaves the origin never, at %s',
    async (base) => {
      const demo = await open({ base });
      await drawWithMouse(demo, sample('catFace'));
      await eventually(() => demo.row('convnet').getAttribute('data-class'), LOADED).toBe('cat');
      await eventually(demo.classes, LOADED).not.toContain(null);
      await eventually(() => demo.row('convnet').innerText()).toMatch(/cat\s(>?\d\d|100)\s%/);
      await eventually(() => demo.verdict.innerText()).toMatch(/cat/);
      const spoken = () => demo.page.locator('.demo > [aria-live=polite]').textContent();
      await eventually(async () => (await spoken()) === (await demo.verdict.innerText())).toBe(true);
      assertNoProblems(demo.problems);
      await close(demo);
    },
  );

  it.each(BASES)('works at the top of the article too, at %s', async (base) => {
    const demo = await open({ base, path: '', reducedMotion: true });
    await demo.page.locator('[data-sample=sheepWoolly]').click();
    await eventually(() => demo.row('convnet').getAttribute('data-class'), LOADED).toBe('sheep');
    await expect
      .poll(() => demo.page.getByRole('link', { name: 'Open the large canvas' }).getAttribute('href'))
      .toBe(`${base}draw/`);
    await close(demo);
  });

  it('fetches nothing for the models before the reader reaches for the canvas, and each file once after', async () => {
    let heavy: string[] = [];
    const demo = await open({}, async (page) => {
      heavy = watchHeavy(page);
    });
    await demo.page.mouse.move(5, 5);
    await demo.page.mouse.wheel(0, 300);
    await demo.page.waitForTimeout(500);
    expect(heavy).toEqual([]);
    await expect
      .poll(() => demo.page.locator('.status').innerText())
      .toContain('load when you reach for the canvas');
    await demo.page.mouse.wheel(0, -300);
    await demo.pad.focus();
    await eventually(() => demo.page.locator('.demo').getAttribute('data-phase'), LOADED).toBe('ready');
    await eventually(() => demo.row('convnet').getAttribute('data-engine'), LOADED).toBe('runtime');
    expect(heavy.filter((url) => url.endsWith('.wasm'))).toHaveLength(1);
    expect(heavy.at(-1)).toMatch(/\.wasm$/);
    const models = heavy.filter((url) => /\.onnx(\?|$)/.test(url));
    expect(models.map((url) => /cats-and-sheep-([\w-]+)\.onnx\?v=/.exec(url)?.[1]).sort()).toEqual(
      [...TRAINABLE_IDS].sort(),
    );
    expect(models[0]).toContain('convnet');
    await close(demo);
  });

  it('changes what is told apart by keyboard, keeps the drawing, and fetches only the models of the task', async () => {
    const demo = await open({ path: 'draw/?task=five-animals', reducedMotion: true });
    const heavy = watchHeavy(demo.page);
    await expect.poll(() => demo.page.locator('.demo').getAttribute('data-experiment')).toBe('five-animals');
    await drawWithMouse(demo, sample('catFace'));
    await eventually(() => demo.row('convnet').getAttribute('data-class'), LOADED).not.toBeNull();
    expect(['cat', 'sheep']).not.toContain(await demo.row('convnet').getAttribute('data-class'));
    expect(heavy.filter((url) => url.includes('cats-and-sheep'))).toEqual([]);

    await demo.page.getByRole('radio', { name: 'five animals' }).focus();
    await demo.page.keyboard.press('ArrowLeft');
    await eventually(() => demo.row('convnet').getAttribute('data-class'), LOADED).toBe('cat');
    await expect.poll(() => demo.strokeCount()).toBe(sample('catFace').length);
    expect(new URL(demo.page.url()).searchParams.get('task') ?? 'cats-and-sheep').toBe('cats-and-sheep');
    await demo.button('Undo').click();
    await eventually(demo.strokeCount).toBe(sample('catFace').length - 1);
    assertNoProblems(demo.problems);
    await close(demo);
  });

  it('starts loading when the canvas gets the focus and keeps it', async () => {
    let heavy: string[] = [];
    const demo = await open({}, async (page) => {
      heavy = watchHeavy(page);
    });
    await demo.pad.focus();
    await eventually(() => heavy.length, LOADED).toBeGreaterThan(0);
    await close(demo);
  });

  it('answers while the pen is still down and changes its answer as the drawing grows', async () => {
    const demo = await open();
    await demo.pad.focus();
    await eventually(() => demo.page.locator('.demo').getAttribute('data-phase'), LOADED).toBe('ready');
    const [head] = sample('catFace');
    await drawWithMouse(demo, [head as Stroke], { hold: true });
    await eventually(demo.classes).not.toContain(null);
    const before = await demo.picture();
    const answersBefore = await demo.page.locator('.models').innerText();
    const place = await placer(demo);
    for (const [x, y] of [
      [900, 900],
      [100, 900],
      [300, 500],
      [700, 600],
    ] as const) {
      const to = place(x, y);
      await demo.page.mouse.move(to.x, to.y, { steps: 5 });
    }
    await eventually(() => demo.page.locator('.models').innerText()).not.toBe(answersBefore);
    await expect.poll(() => demo.picture()).not.toEqual(before);
    await expect.poll(() => demo.button('Redo').getAttribute('aria-disabled')).toBe('true');
    await demo.page.mouse.up();
    assertNoProblems(demo.problems);
    await close(demo);
  });

  it('shows the very bytes that the pipeline would make of the drawing', async () => {
    const demo = await open({ reducedMotion: true });
    expect(new Set(await demo.picture())).toEqual(new Set([0]));
    await demo.page.locator('[data-sample=sheepGrazing]').click();
    await eventually(demo.picture).toEqual(Array.from(rasterize(simplifyDrawing(sample('sheepGrazing')))));
    await close(demo);
  });

  it('draws a sample stroke by stroke, and reads sheep as sheep', async () => {
    const demo = await open();
    await demo.page.locator('[data-sample=sheepGrazing]').click();
    const counts: number[] = [];
    await eventually(async () => {
      counts.push(await demo.strokeCount());
      return counts.at(-1);
    }, LOADED).toBe(sample('sheepGrazing').length);
    expect(new Set(counts).size).toBeGreaterThan(2);
    await eventually(() => demo.row('convnet').getAttribute('data-class'), LOADED).toBe('sheep');
    assertNoProblems(demo.problems);
    await close(demo);
  });

  it('guesses nothing from an empty canvas or a dot', async () => {
    const demo = await open();
    await expect.poll(() => demo.verdict.innerText()).toBe('Nothing drawn yet.');
    await demo.pad.click();
    await eventually(() => demo.page.locator('.demo').getAttribute('data-phase'), LOADED).toBe('ready');
    await expect.poll(() => demo.verdict.innerText()).toContain('Only a dot');
    expect((await demo.picture()).some((ink) => ink > 0)).toBe(true);
    await demo.page.waitForTimeout(300);
    await expect.poll(() => demo.classes()).toEqual(Array(5).fill(null));
    await demo.button('Clear').click();
    await eventually(() => demo.verdict.innerText()).toBe('Nothing drawn yet.');
    expect(new Set(await demo.picture())).toEqual(new Set([0]));
    await close(demo);
  });

  it('guesses nothing from a scribble over everything, and goes on when that is undone', async () => {
    const demo = await open();
    await drawWithMouse(demo, sample('catFace').slice(0, 1));
    await eventually(demo.classes, LOADED).not.toContain(null);
    const rows = Array.from({ length: 40 }, (_, i) => i);
    const x = rows.flatMap((i) => (i % 2 === 0 ? [20, 980] : [980, 20]));
    await drawWithMouse(demo, [[x, rows.flatMap((i) => [20 + 24 * i, 20 + 24 * i])]]);
    await eventually(demo.classes).toEqual(Array(5).fill(null));
    await eventually(() => demo.verdict.innerText()).toContain('nobody is asked');
    const timeline = demo.page.getByRole('region', { name: 'How they made up their minds' });
    await eventually(() => timeline.innerText()).toContain('so much ink');
    await demo.button('Undo').click();
    await eventually(demo.classes).not.toContain(null);
    await eventually(() => timeline.getByRole('slider').count()).toBe(1);
    assertNoProblems(demo.problems);
    await close(demo);
  });

  it('undoes, redoes and clears, by button and by key', async () => {
    const demo = await open();
    const [one, two, three] = sample('catFace') as [Stroke, Stroke, Stroke];
    await drawWithMouse(demo, [one, two, three]);
    await eventually(demo.strokeCount).toBe(3);
    await demo.button('Undo').click();
    await eventually(demo.strokeCount).toBe(2);
    await demo.button('Redo').click();
    await eventually(demo.strokeCount).toBe(3);
    await demo.page.keyboard.press('Control+z');
    await demo.page.keyboard.press('Control+z');
    await eventually(demo.strokeCount).toBe(1);
    await demo.page.keyboard.press('Control+Shift+z');
    await demo.page.keyboard.press('Control+y');
    await eventually(demo.strokeCount).toBe(3);
    await eventually(demo.classes, LOADED).not.toContain(null);

    await demo.button('Clear').click();
    await eventually(demo.strokeCount).toBe(0);
    await eventually(demo.classes).toEqual(Array(5).fill(null));
    await expect.poll(() => demo.button('Clear').getAttribute('aria-disabled')).toBe('true');
    await demo.page.keyboard.press('Control+z'); // a slip is no loss
    await eventually(demo.strokeCount).toBe(3);
    await eventually(demo.classes).not.toContain(null);
    for (const key of ['Escape', 'Delete']) {
      await demo.pad.focus();
      await demo.page.keyboard.press(key);
      await eventually(demo.strokeCount).toBe(0);
      await demo.page.keyboard.press('Control+z');
      await eventually(demo.strokeCount).toBe(3);
    }
    assertNoProblems(demo.problems);
    await close(demo);
  });

  it('has a pen for the keyboard', async () => {
    const demo = await open();
    await demo.pad.focus();
    const { keyboard } = demo.page;
    await expect.poll(() => demo.page.locator('.help').innerText()).toContain('Space');
    const spoken = demo.page.locator('.demo > [aria-live=polite]');
    const said = await listenTo(spoken); // the answer, too, before or after what the pen says last
    await keyboard.press('Space');
    await eventually(() => spoken.textContent()).toBe('Pen down at 50 across, 50 down');
    for (const key of ['Shift+ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowUp', 'ArrowLeft', 'Shift+ArrowLeft'])
      await keyboard.press(key);
    await eventually(demo.strokeCount).toBe(1);
    await eventually(demo.classes, LOADED).not.toContain(null);
    await keyboard.press('Space');
    await eventually(() => spoken.textContent()).toMatch(/^Pen up at 48 across, 30 down/);
    for (const key of ['ArrowDown', 'ArrowDown', 'Space', 'Shift+ArrowDown', 'Space'])
      await keyboard.press(key);
    await eventually(demo.strokeCount).toBe(2);
    await eventually(said).toMatch(/cat|sheep/);
    await expect.poll(() => demo.pad.locator('.cursor').count()).toBe(1);
    await demo.page.mouse.move(1, 1);
    await keyboard.press('Tab');
    await eventually(() => demo.pad.locator('.cursor').count()).toBe(0);
    await close(demo);
  });

  it('gives results to the keyboard alone through the samples', async () => {
    const demo = await open({ reducedMotion: true });
    const button = demo.button('Sitting cat');
    for (let i = 0; i < 40 && !(await button.evaluate((each) => each === document.activeElement)); i++)
      await demo.page.keyboard.press('Tab');
    await demo.page.keyboard.press('Enter');
    await eventually(demo.classes, LOADED).not.toContain(null);
    await close(demo);
  });

  it('is still there after a reload, to be undone stroke by stroke, and gone for good when it was cleared', async () => {
    const demo = await open({ reducedMotion: true });
    await drawWithMouse(demo, sample('catFace'));
    await eventually(demo.strokeCount).toBe(sample('catFace').length);
    const picture = await demo.picture();
    const alive = () => demo.page.locator('astro-island:not([ssr]) .demo').waitFor();
    await demo.page.reload();
    await alive();
    await eventually(demo.picture).toEqual(picture);
    await eventually(demo.classes, LOADED).not.toContain(null);
    await demo.button('Undo').click();
    await eventually(demo.strokeCount).toBe(sample('catFace').length - 1);
    await demo.button('Clear').click();
    await eventually(demo.strokeCount).toBe(0);
    await demo.page.reload();
    await alive();
    await demo.page.waitForTimeout(300);
    await expect.poll(() => demo.strokeCount()).toBe(0);
    assertNoProblems(demo.problems);
    await close(demo);
  });

  it('draws with a finger, minds only the first one, and does not scroll the page away', async () => {
    const demo = await open({ width: 375, height: 667, touch: true });
    await demo.pad.evaluate((pad) => pad.scrollIntoView({ block: 'start' }));
    const place = await placer(demo);
    const cdp = await demo.page.context().newCDPSession(demo.page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
      cdp.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map(([x, y], id) => ({ ...place(x, y), id })),
      });
    const scrolled = await demo.page.evaluate(() => scrollY);
    await touch('touchStart', [200, 800]);
    await touch('touchMove', [250, 300]);
    await touch('touchStart', [250, 300], [800, 800]);
    await touch('touchMove', [500, 150], [700, 200]);
    await touch('touchMove', [750, 300], [300, 700]);
    await touch('touchEnd', [300, 700]);
    await touch('touchEnd');
    await eventually(demo.strokeCount).toBe(1);
    // A page that followed the finger would be a hundred pixels away; a line that arrives above may move it by one.
    expect(Math.abs((await demo.page.evaluate(() => scrollY)) - scrolled)).toBeLessThan(5);
    await eventually(demo.classes, LOADED).not.toContain(null);
    const path = await demo.pad.locator('svg > path').getAttribute('d');
    const numbers = (path?.match(/-?[\d.]+/g) ?? []).map(Number);
    expect(numbers[0]).toBeCloseTo(200, -1);
    expect(numbers.at(-2)).toBeCloseTo(750, -1); // not where the second finger went
    assertNoProblems(demo.problems);
    await close(demo);
  });

  it('goes on with a stroke that leaves the canvas and comes back, and keeps strokes when the window changes', async () => {
    const demo = await open();
    await drawWithMouse(demo, [
      [
        [500, 1100, 1100, 500],
        [300, 300, 600, 600],
      ],
    ]);
    await eventually(demo.strokeCount).toBe(2);
    const paths = () =>
      demo.pad.locator('svg > path').evaluateAll((all) => all.map((path) => path.getAttribute('d')));
    const before = await paths();
    await demo.page.setViewportSize({ width: 600, height: 800 });
    await expect.poll(() => paths()).toEqual(before);
    await demo.button('Undo').click();
    await eventually(demo.strokeCount).toBe(0);
    await close(demo);
  });

  it('goes on with a stroke when the browser takes the pointer away from the canvas, and ends it where nobody saw the end', async () => {
    const demo = await open();
    const place = await placer(demo);
    const { mouse } = demo.page;
    const to = async (x: number, y: number) => {
      const point = place(x, y);
      await mouse.move(point.x, point.y);
    };
    const length = async () => (await demo.pad.locator('svg > path').first().getAttribute('d'))?.length ?? 0;
    await to(200, 300);
    await mouse.down();
    await to(300, 300);
    await eventually(length).toBeGreaterThan(0);
    await demo.pad.evaluate((pad) => pad.releasePointerCapture(1));
    await to(320, 320);
    await to(400, 700);
    const before = await length();
    await to(700, 300);
    await eventually(length).toBeGreaterThan(before);
    await expect.poll(() => demo.strokeCount()).toBe(1);
    // A move without a pressed button: the pen has been lifted, outside the window perhaps.
    const cdp = await demo.page.context().newCDPSession(demo.page);
    await cdp.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...place(800, 800), buttons: 0 });
    const whole = await length();
    await cdp.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...place(100, 800), buttons: 0 });
    await demo.page.waitForTimeout(100);
    await expect.poll(() => length()).toBe(whole);
    await close(demo);
  });

  it('keeps what is drawn while the models load, shows how much has come, and answers when they are here', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const demo = await open({}, (page) =>
      page.route('**/*.onnx*', async (route) => {
        await held;
        await route.continue();
      }),
    );
    await drawWithMouse(demo, sample('catFace'));
    await eventually(() => demo.verdict.innerText()).toContain('on their way');
    await expect
      .poll(() => demo.page.locator('.status').innerText())
      .toMatch(/Fetching the models: 0\skB of \d/);
    await expect.poll(() => demo.strokeCount()).toBe(sample('catFace').length);
    await expect.poll(() => demo.classes()).toEqual(Array(5).fill(null));
    release();
    await eventually(() => demo.row('convnet').getAttribute('data-class'), LOADED).toBe('cat');
    await close(demo);
  });
});

describe('when something fails', () => {
  it.each([
    [
      'is missing',
      { status: 404, contentType: 'text/plain', body: 'no' },
      /answered 404 .*-perceptron\.onnx/,
    ],
    [
      'is a web page',
      { status: 200, contentType: 'text/html', body: '<!doctype html><title>Home</title>' },
      /web page instead of the model: .*-perceptron\.onnx\S* \(status 200, text\/html\)/,
    ],
    [
      'is another file',
      { status: 200, contentType: 'application/octet-stream', body: Buffer.from([8, 8, 0]) },
      /has 3 bytes; the results say/,
    ],
  ])('a model that %s is named, the others answer, and a retry brings it', async (_, response, message) => {
    const demo = await open({}, (page) =>
      page.route('**/*-perceptron.onnx*', (route) => route.fulfill(response)),
    );
    await drawWithMouse(demo, sample('catFace'));
    await eventually(() => demo.row('forest').getAttribute('data-class'), LOADED).not.toBeNull();
    const alert = demo.page.getByRole('alert');
    await expect.poll(() => alert.innerText()).toMatch(message);
    await expect.poll(() => demo.row('perceptron').getAttribute('data-class')).toBeNull();
    await expect.poll(() => demo.row('perceptron').innerText()).toContain('not loaded');
    await expect.poll(() => demo.page.getByRole('heading', { name: 'What they see' }).isVisible()).toBe(true);
    await demo.page.unroute('**/*-perceptron.onnx*');
    await demo.button('Retry').click();
    await eventually(() => demo.row('perceptron').getAttribute('data-class'), LOADED).not.toBeNull();
    await expect.poll(() => alert.count()).toBe(0);
    await close(demo);
  });

  it('answers without the runtime when that is missing, says so, and has it after a retry', async () => {
    const demo = await open({}, (page) =>
      page.route('**/*.wasm', (route) => route.fulfill({ status: 503, body: '' })),
    );
    await drawWithMouse(demo, sample('catFace'));
    const status = demo.page.locator('.status');
    await eventually(() => status.innerText(), LOADED).toMatch(
      /in plain JavaScript here[\s\S]*503 for the runtime .*\.wasm/,
    );
    await eventually(demo.classes, LOADED).not.toContain(null);
    const answers = () => demo.page.locator('.models .answer').allInnerTexts();
    await eventually(answers).toEqual(Array(5).fill(expect.stringMatching(/%|undecided/)));
    const before = await answers();
    await expect.poll(() => demo.row('convnet').getAttribute('data-engine')).toBe('plain');
    await demo.page.unroute('**/*.wasm');
    await demo.button('Retry').click();
    await eventually(() => demo.row('forest').getAttribute('data-engine'), LOADED).toBe('runtime');
    await eventually(answers).toEqual(before);
    await close(demo);
  });

  it('answers with all models where a content security policy bars WebAssembly, and fetches no runtime', async () => {
    let heavy: string[] = [];
    const demo = await open({}, async (page) => {
      heavy = watchHeavy(page);
      await page.context().route('**/worker-*.js', async (route) => {
        const response = await route.fetch();
        await route.fulfill({
          response,
          headers: { ...response.headers(), 'content-security-policy': "script-src 'self'" },
        });
      });
    });
    await demo.page.locator('[data-sample=catFace]').click();
    await eventually(() => demo.page.locator('.status').innerText(), LOADED).toMatch(
      /in plain JavaScript here[\s\S]*does not let the page run WebAssembly/,
    );
    await eventually(demo.classes, LOADED).not.toContain(null);
    await expect.poll(() => demo.row('convnet').getAttribute('data-class')).toBe('cat');
    await expect.poll(() => demo.button('Retry').count()).toBe(0); // it would not help
    expect(heavy.filter((url) => url.endsWith('.wasm'))).toEqual([]);
    await expectNoAxeViolations(demo.page);
    await close(demo);
  });

  it('starts a worker that dies twice more, and says so when that dies too', async () => {
    for (const deaths of [2, 3]) {
      let requests = 0;
      const demo = await open({}, async (page) => {
        await page.context().route('**/worker-*.js', async (route) => {
          requests += 1;
          if (requests > deaths) await route.continue();
          else
            await route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("struck down")' });
        });
      });
      await drawWithMouse(demo, sample('catFace'));
      if (deaths === 3) {
        await eventually(() => demo.page.getByRole('alert').innerText(), LOADED).toMatch(
          /stopped working: .*struck down/,
        );
        await demo.button('Retry').click();
      }
      await eventually(() => demo.row('convnet').getAttribute('data-class'), LOADED).toBe('cat');
      // One more where a busy machine is so late that the page takes a worker for dead.
      expect(requests).toBeGreaterThan(deaths);
      await close(demo);
    }
  });

  it('says without JavaScript what is missing, and keeps the text', async () => {
    const { page, problems } = await newPage(browser, { javaScript: false });
    await page.goto(siteUrl('/', 'draw/'));
    const note = page.locator('noscript p');
    await expect.poll(() => note.isVisible()).toBe(true);
    await expect.poll(() => note.innerText()).toContain('needs JavaScript');
    await expect.poll(() => page.getByRole('application').isVisible()).toBe(false);
    await expect.poll(() => page.getByRole('heading', { name: 'What they see' }).isVisible()).toBe(true);
    assertNoProblems(problems);
    await page.context().close();
  });
});

describe('the layout', () => {
  it.each([
    [1280, 900, 'light'],
    [1280, 900, 'dark'],
    [375, 667, 'light'],
    [375, 667, 'dark'],
  ] as const)(
    'at %i x %i, %s, passes axe before and after drawing, with targets of 44 px',
    async (width, height, colorScheme) => {
      const demo = await open({ width, height, colorScheme, reducedMotion: true, touch: width < 500 });
      await expectNoAxeViolations(demo.page);
      await demo.page.locator('[data-sample=catInWool]').click();
      await eventually(demo.classes, LOADED).not.toContain(null);
      await expectNoAxeViolations(demo.page);
      await expect.poll(() => demo.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      for (const button of await demo.page.locator('.demo button').all()) {
        const box = await button.boundingBox();
        expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
      }
      assertNoProblems(demo.problems);
      await close(demo);
    },
  );

  it('shows canvas and answers at once with letters twice as large', async () => {
    const demo = await open({ reducedMotion: true });
    await demo.page.addStyleTag({ content: 'html { font-size: 38px !important }' });
    await demo.page.locator('[data-sample=catFace]').click();
    await eventually(demo.classes, LOADED).not.toContain(null);
    await demo.pad.evaluate((pad) => pad.scrollIntoView({ block: 'start', behavior: 'instant' }));
    await eventually(async () => (await demo.pad.boundingBox())?.height).toBeLessThan(600);
    const pad = await demo.pad.boundingBox();
    for (const id of TRAINABLE_IDS) {
      const box = await demo.row(id).boundingBox();
      expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(900);
      expect(box?.y).toBeGreaterThan((pad?.y ?? 0) + 0.8 * (pad?.height ?? 0));
    }
    await close(demo);
  });

  it('has the first answers in one window with the canvas before anything is drawn, with letters twice as large', async () => {
    const demo = await open({ height: 800, reducedMotion: true });
    await demo.page.addStyleTag({ content: 'html { font-size: 38px !important }' });
    // Larger letters move everything, for as long as it takes.
    const scrolled = () =>
      demo.pad.evaluate((pad) => {
        pad.scrollIntoView({ block: 'start', behavior: 'instant' });
        return pad.getBoundingClientRect().bottom;
      });
    for (const id of TRAINABLE_IDS.slice(0, 3)) {
      const edges = () => demo.row(id).evaluate((row) => row.getBoundingClientRect().toJSON());
      await eventually(async () => (await edges()).top - (await scrolled())).toBeGreaterThan(0);
      await eventually(async () => {
        await scrolled();
        return (await edges()).bottom;
      }).toBeLessThanOrEqual(800);
    }
    await close(demo);
  });

  it.each(['cats-and-sheep', 'five-animals'])(
    'has bars as wide as the canvas on a phone: %s',
    async (task) => {
      const demo = await open({ width: 375, height: 740, touch: true, path: `draw/?task=${task}` });
      await demo.page.locator('.demo .samples button').first().click();
      await eventually(demo.classes, LOADED).not.toContain(null);
      const pad = await demo.pad.boundingBox();
      for (const id of TRAINABLE_IDS) {
        const bars = demo.row(id).locator('.track, .shares');
        await eventually(async () => (await bars.boundingBox())?.width).toBeGreaterThan(
          0.95 * (pad?.width ?? Infinity),
        );
      }
      await close(demo);
    },
  );

  it.each([
    [375, 'header .wordmark, '], // wider windows have the header at their own edge
    [1280, ''],
    [1920, ''],
  ])('has one left edge from the heading to the footer at %i px', async (width, header) => {
    const demo = await open({ width });
    const lefts = await demo.page
      .locator(`${header}h1, .standfirst, .demo, .prose > :is(h2, p), body > footer > p:not([hidden])`)
      .evaluateAll((parts) => parts.map((part) => Math.round(part.getBoundingClientRect().left)));
    expect(lefts.length).toBeGreaterThan(8);
    expect(new Set(lefts).size).toBe(1);
    await close(demo);
  });

  it.each([667, 560])('shows canvas and answers at once on a phone %i px high', async (height) => {
    const demo = await open({ width: 375, height, touch: true, reducedMotion: true });
    await demo.page.locator('[data-sample=catFace]').click();
    await eventually(demo.classes, LOADED).not.toContain(null);
    await demo.pad.evaluate((pad) => pad.scrollIntoView({ block: 'start' }));
    const pad = await demo.pad.boundingBox();
    expect(pad?.y).toBeGreaterThanOrEqual(-1);
    expect(pad?.width).toBeGreaterThan(310);
    for (const id of TRAINABLE_IDS) {
      const box = await demo.row(id).boundingBox();
      expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
      expect(box?.y).toBeGreaterThan((pad?.y ?? 0) + 0.75 * (pad?.height ?? 0));
    }
    await close(demo);
  });

  it.each([
    [667, 375],
    [568, 320],
  ])('shows answers beside the canvas on a phone of %i x %i that lies on its side', async (width, height) => {
    const demo = await open({ width, height, touch: true, reducedMotion: true });
    await demo.page.locator('[data-sample=catFace]').click();
    await eventually(demo.classes, LOADED).not.toContain(null);
    await demo.pad.evaluate((pad) => pad.scrollIntoView({ block: 'start' }));
    const pad = await demo.pad.boundingBox();
    expect((pad?.y ?? 0) + (pad?.height ?? Infinity)).toBeLessThanOrEqual(height);
    for (const id of TRAINABLE_IDS) {
      const box = await demo.row(id).boundingBox();
      expect(box?.x).toBeGreaterThan((pad?.x ?? Infinity) + (pad?.width ?? 0));
      expect(box?.y).toBeGreaterThanOrEqual(0);
      expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
    }
    await close(demo);
  });

  it('does not hide the canvas or its tools under the answers, before the first stroke or after it', async () => {
    const demo = await open({ width: 375, height: 667, touch: true, reducedMotion: true });
    const answers = demo.page.locator('.answers');
    const bottomOfPad = async () => {
      const box = await demo.pad.boundingBox();
      return (box?.y ?? 0) + (box?.height ?? 0);
    };
    // Scrolled so that the canvas just fits into the window.
    await demo.pad.evaluate((pad) => pad.scrollIntoView({ block: 'end' }));
    expect((await answers.boundingBox())?.y).toBeGreaterThanOrEqual(await bottomOfPad());
    const place = await placer(demo);
    const cdp = await demo.page.context().newCDPSession(demo.page);
    for (const [type, x, y] of [
      ['touchStart', 200, 200],
      ['touchMove', 700, 800],
    ] as const)
      await cdp.send('Input.dispatchTouchEvent', { type, touchPoints: [place(x, y)] });
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await eventually(demo.strokeCount).toBe(1);
    await eventually(async () => {
      const box = await answers.boundingBox();
      return box !== null && box.y >= (await bottomOfPad()) && box.y + box.height <= 668;
    }).toBe(true);
    expect((await demo.pad.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    const clear = await demo.button('Clear').boundingBox();
    expect((clear?.y ?? Infinity) + (clear?.height ?? 0)).toBeLessThanOrEqual(
      (await answers.boundingBox())?.y ?? 0,
    );
    await close(demo);
  });
});

it('publishes a runtime of the length that the page announces', async () => {
  const demo = await open();
  const [response] = await Promise.all([
    demo.page.context().waitForEvent('response', (each) => each.url().endsWith('.wasm')),
    demo.pad.focus(),
  ]);
  expect((await response.body()).length).toBe(RUNTIME_BYTES);
  await close(demo);
});
