/** The evidence below the drawing demo in Chromium, with the published models. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assertNoProblems,
  BASES,
  CATS_AND_SHEEP,
  eventually,
  expectNoAxeViolations,
  LOADED,
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

interface Shown {
  readonly page: Page;
  readonly problems: string[];
  readonly panel: Locator;
  reasons(model: string): Locator;
  draw(sample: string): Promise<void>;
  /** Waits until the newest drawing is explained to the end. */
  settle(): Promise<void>;
}

async function open(
  options: PageOptions & { base?: (typeof BASES)[number] } = {},
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Shown> {
  const { page, problems } = await newPage(browser, { reducedMotion: true, ...options });
  await prepare?.(page);
  await page.goto(siteUrl(options.base ?? '/', CATS_AND_SHEEP));
  const panel = page.locator('.demo .evidence');
  await panel.waitFor();
  return {
    page,
    problems,
    panel,
    reasons: (model) => panel.locator(`[data-reasons=${model}]`),
    draw: async (sample) => {
      await page.locator(`[data-sample=${sample}]`).click();
      await expect.poll(() => page.locator('.demo').getAttribute('data-phase'), LOADED).toBe('ready');
      await panel.evaluate((element) => element.scrollIntoView());
    },
    async settle() {
      // A model that comes late has its say late, and everything is shown anew.
      await expect.poll(() => page.locator('.demo [data-model]:not([data-class])').count(), LOADED).toBe(0);
      await expect.poll(() => panel.getAttribute('data-settled'), LOADED).toBe('true');
    },
  };
}
const close = ({ page }: Shown) => page.context().close();

/** Holds back what the worker that explains fetches: the second request for the file. */
async function hold(page: Page, file: string, until: Promise<void>): Promise<void> {
  let requests = 0;
  await page.context().route(`**/${file}*`, async (route) => {
    requests += 1;
    if (requests > 1) await until;
    await route.continue();
  });
}

describe('the evidence', () => {
  it.each(BASES)('shows for a sample how each model came to its answer, at %s', async (base) => {
    const demo = await open({ base });
    await demo.draw('catFace');
    await demo.settle();

    const forest = demo.reasons('forest');
    const votes = await forest.locator('.parties b').allInnerTexts();
    expect(votes.reduce((sum, count) => sum + Number(count), 0)).toBe(100);
    await expect.poll(() => forest.getByRole('option').count()).toBe(100);
    await expect.poll(() => forest.locator('[data-vote=cat]').count()).toBe(Number(votes[0]));
    await expect
      .poll(() => forest.getByRole('img').getAttribute('aria-label'))
      .toMatch(/row \d+, column \d+/);

    const neighbours = demo.reasons('nearest');
    await expect.poll(() => neighbours.getByRole('img').count()).toBe(6);
    await expect.poll(() => neighbours.locator('.voters li').count()).toBe(5);
    const distances = (await neighbours.locator('.voters .distance').allInnerTexts()).map(Number);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));

    await expect.poll(() => demo.reasons('perceptron').getByRole('option').count()).toBe(12);
    const lists = demo.reasons('convnet').getByRole('listbox');
    await expect.poll(() => lists.nth(0).getByRole('option').count()).toBe(30);
    await expect.poll(() => lists.nth(1).getByRole('option').count()).toBe(15);
    const painted = await demo
      .reasons('convnet')
      .locator('.map canvas')
      .evaluateAll((maps: HTMLCanvasElement[]) =>
        maps.map((map) =>
          (map.getContext('2d') as CanvasRenderingContext2D)
            .getImageData(0, 0, map.width, map.height)
            .data.some((value) => value > 0),
        ),
      );
    expect(painted.filter(Boolean).length).toBeGreaterThan(20);

    await expect
      .poll(() => demo.panel.locator('.contrast').innerText())
      .toMatch(/^They (agree on cat|disagree)/);
    assertNoProblems(demo.problems);
    await close(demo);
  });

  it('says the same as the bars', async () => {
    const demo = await open();
    await demo.draw('catInWool');
    await demo.settle();
    const spaced = (text: string | null) => text?.replaceAll('\u00a0', ' ').trim();
    for (const model of ['forest', 'nearest', 'perceptron', 'convnet'])
      await expect
        .poll(async () => spaced(await demo.reasons(model).locator('.answer').textContent()))
        .toBe(spaced(await demo.page.locator(`.demo [data-model=${model}] .answer`).textContent()));
    await close(demo);
  });

  it('colours strokes by what their absence would change, model by model, and says it', async () => {
    const demo = await open();
    await demo.draw('catInWool');
    await demo.settle();
    const map = demo.panel.locator('.occlusion');
    const pieces = map.getByRole('option');
    const count = await pieces.count();
    expect(count).toBeGreaterThan(10);
    expect(count).toBeLessThanOrEqual(24);
    const colours = async () =>
      map.locator('.line').evaluateAll((lines) => lines.map((line) => getComputedStyle(line).stroke));
    // Computed styles may tell of a change frames later: the models are gone through until they do.
    const looks = async () => {
      const seen = new Set<string>();
      for (const model of ['Forest', 'Neighbours', 'Perceptron', 'Convnet']) {
        await demo.panel.locator('.strokes').getByRole('radio', { name: model, exact: true }).check();
        await demo.page.evaluate(() => new Promise(requestAnimationFrame));
        seen.add((await colours()).join());
      }
      return seen.size;
    };
    await eventually(looks).toBeGreaterThan(2); // those whom nothing sways look alike
    await eventually(async () => new Set(await colours()).size).toBeGreaterThan(1);
    const drops = await pieces.evaluateAll((all) =>
      all.map((each) => Number(each.getAttribute('data-drop'))),
    );
    const most = drops.indexOf(Math.max(...drops));
    await pieces.nth(most).focus();
    await expect
      .poll(() => map.locator('.sentence').innerText())
      .toMatch(/^Without .*stroke.*, the convnet would/);
    await expect.poll(() => pieces.nth(most).getAttribute('aria-label')).toMatch(/helps by \d+ points/);
    const sentence = await map.locator('.sentence').innerText();
    await demo.page.keyboard.press('ArrowRight');
    await demo.page.keyboard.press('ArrowLeft');
    await expect.poll(() => map.locator('.sentence').innerText()).toBe(sentence);
    await close(demo);
  });

  it('leads the keyboard through the trees, one tab stop for all', async () => {
    const demo = await open();
    await demo.draw('catFace');
    await demo.settle();
    const forest = demo.reasons('forest');
    await expect.poll(() => forest.locator('[role=option][tabindex="0"]').count()).toBe(1);
    const told = forest.locator('.told');
    const before = await told.innerText();
    await forest.getByRole('option').first().focus();
    const { keyboard } = demo.page;
    const said: string[] = [];
    for (const key of ['ArrowRight', 'ArrowDown', 'End', 'ArrowLeft']) {
      await keyboard.press(key);
      const focused = forest.locator('[role=option]:focus');
      await expect.poll(() => focused.getAttribute('aria-selected')).toBe('true');
      const tree = /^Tree (\d+): (cat|sheep)$/.exec((await focused.getAttribute('aria-label')) ?? '');
      await expect.poll(() => told.innerText()).toMatch(new RegExp(`Tree ${tree?.[1]} came to ${tree?.[2]}`));
      await expect
        .poll(() => told.locator('ol li').count())
        .toBe(await forest.locator('.where rect').count());
      said.push(await told.innerText());
    }
    expect(new Set(said).size).toBe(4);
    await expect
      .poll(() => told.locator('ol li').first().innerText())
      .toMatch(/row \d+, column \d+: .*ink\? (Yes|No)/);
    await keyboard.press('Escape');
    await expect.poll(() => told.innerText()).toBe(before);
    await close(demo);
  });

  it('enlarges the map that is looked at beside its window', async () => {
    const demo = await open();
    await demo.draw('catFace');
    await demo.settle();
    const convnet = demo.reasons('convnet');
    await convnet.getByRole('option').nth(4).hover();
    await expect.poll(() => convnet.locator('.detail').innerText()).toContain('Map 5 of 30, convolution 1');
    await expect.poll(() => convnet.locator('.kernels canvas').count()).toBe(1);
    await convnet.getByRole('listbox').nth(1).getByRole('option').nth(14).click();
    await demo.page.mouse.move(1, 1);
    await expect.poll(() => convnet.locator('.detail').innerText()).toContain('Map 15 of 15, convolution 2');
    await expect.poll(() => convnet.locator('.kernels canvas').count()).toBe(30);
    await close(demo);
  });

  it('lets the bars follow the pen while an explanation is still to come', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const demo = await open({}, (page) => hold(page, 'cats-and-sheep-forest.onnx', held));
    await demo.draw('catFace');
    await expect.poll(() => demo.panel.getAttribute('aria-busy')).toBe('true');
    const bars = demo.page.locator('.demo .models');
    for (const sample of ['sheepGrazing', 'catSitting']) {
      const before = await bars.innerText();
      await demo.page.locator(`[data-sample=${sample}]`).click();
      await expect.poll(() => bars.innerText()).not.toBe(before);
      await expect.poll(() => demo.panel.getAttribute('aria-busy')).toBe('true');
    }
    release();
    await demo.panel.evaluate((element) => element.scrollIntoView());
    await demo.settle();
    await expect.poll(() => demo.reasons('forest').getByRole('option').count()).toBe(100);
    assertNoProblems(demo.problems);
    await close(demo);
  });

  it('says whose reasons cannot be had, and shows the others', async () => {
    const demo = await open({}, (page) =>
      page.context().route('**/exhibits/sheep.png', (route) => route.fulfill({ status: 404 })),
    );
    await demo.draw('catFace');
    await demo.settle();
    await expect.poll(() => demo.reasons('nearest').locator('.failure').innerText()).toContain('sheep.png');
    await expect.poll(() => demo.reasons('forest').getByRole('option').count()).toBe(100);
    await close(demo);
  });

  it('explains neither an empty canvas nor a dot, and fetches nothing for them', async () => {
    const files: string[] = [];
    const demo = await open({}, async (page) => {
      page.context().on('request', (request) => files.push(request.url()));
    });
    await demo.page.getByRole('application').click();
    await expect.poll(() => demo.page.locator('.demo').getAttribute('data-phase'), LOADED).toBe('ready');
    await demo.panel.evaluate((element) => element.scrollIntoView());
    await demo.page.waitForTimeout(500);
    await expect.poll(() => demo.panel.innerText()).toContain('A dot gives no reasons');
    expect(files.filter((url) => url.includes('forest.onnx'))).toHaveLength(1);
    await demo.draw('catFace');
    await demo.settle();
    expect(files.some((url) => url.endsWith('exhibits/cat.png'))).toBe(true);
    await demo.page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect.poll(() => demo.panel.innerText()).toContain('Draw, and each of them');
    await expect.poll(() => demo.panel.locator('[data-reasons]').count()).toBe(0);
    await demo.page.getByRole('button', { name: 'Undo', exact: true }).click();
    await demo.panel.evaluate((element) => element.scrollIntoView());
    await demo.settle();
    await expect.poll(() => demo.reasons('forest').getByRole('option').count()).toBe(100);
    await close(demo);
  });

  it('shows one model at a time on a phone', async () => {
    const demo = await open({ width: 375, height: 812, touch: true });
    await demo.draw('sheepWoolly');
    await demo.settle();
    await expect.poll(() => demo.panel.locator('[data-reasons]').count()).toBe(1);
    await demo.panel.getByRole('radio', { name: 'Perceptron', exact: true }).click();
    await expect.poll(() => demo.reasons('perceptron').getByRole('option').count()).toBe(12);
    await expect
      .poll(() => demo.panel.locator('.strokes h3').innerText())
      .toBe('Which strokes mattered to the perceptron');
    await expect.poll(() => demo.page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    await close(demo);
  });

  describe.each([1280, 375])('at %i pixels', (width) => {
    it.each(['light', 'dark'] as const)('has nothing for axe to object to, %s', async (colorScheme) => {
      const demo = await open({ width, colorScheme });
      await demo.draw('catInWool');
      await demo.settle();
      await demo.reasons('forest').getByRole('option').nth(80).focus();
      await expectNoAxeViolations(demo.page);
      if (width === 375) {
        await demo.panel.getByRole('radio', { name: 'Convnet', exact: true }).click();
        await expectNoAxeViolations(demo.page);
      }
      await close(demo);
    });
  });
});
