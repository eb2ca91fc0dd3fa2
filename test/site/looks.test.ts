/** The figures of the four models at work on the reader's own drawing, in Chromium, with the published models. */
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

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const FIGURES = ['forest', 'neighbours', 'perceptron', 'convnet'] as const;

interface Article {
  readonly page: Page;
  readonly problems: string[];
  /** Models that were fetched, by the ends of their names. */
  readonly models: string[];
  figure(name: (typeof FIGURES)[number]): Locator;
  button(figure: Locator, name: string): Locator;
  /** Puts a sample on the pad. */
  draw(sample: string): Promise<void>;
  /** Goes to a figure and waits until it is at work. */
  live(name: (typeof FIGURES)[number]): Promise<Locator>;
}

async function open(options: PageOptions = {}, prepare?: (page: Page) => Promise<unknown>): Promise<Article> {
  const { page, problems } = await newPage(browser, { reducedMotion: true, ...options });
  const models: string[] = [];
  page.context().on('request', (request) => {
    const name = /-(\w+)\.onnx/.exec(request.url())?.[1];
    if (name !== undefined) models.push(name);
  });
  await prepare?.(page);
  await page.goto(siteUrl('/'));
  const figure = (name: string) => page.locator(`#${name}-look`);
  return {
    page,
    problems,
    models,
    figure,
    button: (of, name) => of.getByRole('button', { name, exact: true }),
    draw: async (sample) => {
      await page.locator('astro-island:not([ssr]) .demo').waitFor();
      await page.locator(`[data-sample=${sample}]`).click();
    },
    live: async (name) => {
      await figure(name).evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
      await figure(name).and(page.locator('[data-live]')).waitFor(LOADED);
      return figure(name);
    },
  };
}
const close = ({ page, problems }: Article) => {
  assertNoProblems(problems);
  return page.context().close();
};
/** Holds back the drawings of a class for figures that read them, not for what shows them as pictures. @returns what lets them come. */
async function holdBack({ page }: Article, word: 'cat' | 'sheep'): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**/exhibits/${word}.png*`, async (route) => {
    if (route.request().resourceType() === 'fetch') await held;
    await route.continue();
  });
  return () => release();
}
const onShow = (figure: Locator, word: string) =>
  figure.getByRole('radio', { name: `A ${word} on show`, exact: true });
const status = (figure: Locator) => figure.locator('.bar').getByRole('status').textContent();
/** The drawing that a figure says it shows: "your drawing", "the cat on show". */
const named = async (figure: Locator) =>
  [
    ...new Set(
      (await figure.locator(':is(.walk, .work)').evaluateAll((parts) => parts.map((part) => part.outerHTML)))
        .join()
        .match(/your drawing|the \w+ on show/g),
    ),
  ].join(' and ');

const station = (figure: Locator) => figure.locator('[data-look]').getAttribute('data-station');

describe('the forest', () => {
  it('takes the drawing of the pad down a tree, question by question, to the leaf and back', async () => {
    const article = await open();
    await article.draw('catFace');
    const forest = await article.live('forest');
    const said = forest.locator('.said');
    await eventually(() => said.textContent()).toMatch(
      /^Question 1 of \d+\. Column \d+, row \d+: .+\? (Yes|No), this square/,
    );
    await expect.poll(() => forest.locator('.walk .mark').count()).toBe(1);
    await article.button(forest, 'Next question').click();
    await eventually(() => said.textContent()).toContain('Question 2 of');
    await article.button(forest, 'Next question').press('ArrowDown');
    await eventually(() => said.textContent()).toContain('Question 3 of');
    await article.button(forest, 'Back').click();
    await eventually(() => said.textContent()).toContain('Question 2 of');
    const questions = Number(/of (\d+)\./.exec((await said.textContent()) ?? '')?.[1]);
    await article.button(forest, 'To the leaf').click();
    await eventually(() => said.textContent()).toMatch(/^Leaf\. .* This tree says (cat|sheep)\.$/);
    await expect.poll(() => station(forest)).toBe(String(questions));
    await expect.poll(() => forest.locator('.walk .mark').count()).toBe(questions);
    await article.button(forest, 'To the leaf').press('Home');
    await eventually(() => said.textContent()).toContain('Question 1 of');
    const votes = (await forest.locator('.all p').textContent()) ?? '';
    expect(votes).toMatch(/(All 100 trees say cat|\d+ of the 100 trees say \w+, \d+ say \w+)\./);
    await article.button(forest, 'Another tree').click();
    await eventually(() => forest.locator('[data-look]').getAttribute('data-tree')).toBe('1');
    await close(article);
  });

  it('follows a stroke of the pen, and goes back to the exhibit when the pad is emptied', async () => {
    const article = await open();
    const pad = article.page.getByRole('application').first();
    await article.page.locator('astro-island:not([ssr]) .demo').waitFor();
    const draw = async (...points: (readonly [x: number, y: number])[]) => {
      await pad.scrollIntoViewIfNeeded();
      const box = (await pad.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      const at = ([x, y]: readonly [x: number, y: number]) =>
        [box.x + x * box.width, box.y + y * box.height] as const;
      await article.page.mouse.move(...at(points[0] ?? [0, 0]));
      await article.page.mouse.down();
      for (const point of points.slice(1)) await article.page.mouse.move(...at(point), { steps: 4 });
      await article.page.mouse.up();
    };
    await draw([0.2, 0.2], [0.8, 0.2], [0.8, 0.8]);
    const forest = await article.live('forest');
    const picture = () => forest.locator('.walk svg.bitmap > g:first-child').innerHTML();
    const first = await picture();
    await draw([0.2, 0.3], [0.3, 0.9]);
    await article.live('forest');
    await eventually(picture).not.toBe(first);
    await pad.scrollIntoViewIfNeeded();
    await article.page.locator('.demo').getByRole('button', { name: 'Clear' }).click();
    await article.figure('forest').scrollIntoViewIfNeeded();
    await eventually(() => article.figure('forest').getAttribute('data-live')).toBeNull();
    await expect.poll(() => article.figure('forest').locator('ol.still').isVisible()).toBe(true);
    await close(article);
  });

  it('shows the drawing that was kept for the tab, where the pad has not come alive', async () => {
    const article = await open();
    await article.draw('catFace');
    await article.live('forest');
    await article.page.evaluate(() => scrollTo({ top: 4000, behavior: 'instant' }));
    await article.page.reload();
    const forest = await article.live('forest');
    await expect.poll(() => forest.getByRole('radio', { name: 'Yours' }).isChecked()).toBe(true);
    await close(article);
  });
});

describe('the convnet', () => {
  it('moves a window over the drawing: the sum is that of the numbers, and goes down the layers', async () => {
    const article = await open();
    await article.draw('catFace');
    const convnet = await article.live('convnet');
    const place = convnet.getByRole('application');
    const result = convnet.locator('.window .told');
    const before = await result.textContent();
    await place.focus();
    await article.page.keyboard.press('Shift+ArrowLeft');
    await eventually(() => result.textContent()).not.toBe(before);
    await eventually(() => convnet.locator('[data-look] [aria-live]').last().textContent()).toMatch(
      /^Column \d+, row \d+: pattern \d+ answers \d+\.\d\d\.$/,
    );
    await place.hover({ position: { x: 100, y: 90 } });
    const grids = await convnet
      .locator('.sum [role=img]')
      .evaluateAll((all) =>
        all.map((grid) =>
          [...grid.children].map((cell) => Number(cell.textContent?.trim().replace('−', '-'))),
        ),
      );
    const [ink = [], weights = [], products = []] = grids;
    expect([ink.length, weights.length, products.length]).toEqual([25, 25, 25]);
    for (let i = 0; i < 25; i++)
      expect(Math.abs((ink[i] ?? 0) * (weights[i] ?? 0) - (products[i] ?? 0))).toBeLessThan(0.02);
    const sum = products.reduce((total, each) => total + each, 0);
    const told = Number(
      /add up to (−?\d+\.\d\d)/.exec((await result.textContent()) ?? '')?.[1]?.replace('−', '-'),
    );
    expect(Math.abs(sum - told)).toBeLessThan(0.15);
    await convnet.getByRole('radio', { name: 'Pattern 3', exact: true }).check();
    await eventually(() => convnet.locator('.sum').textContent()).toContain('weights of pattern 3');
    await expect.poll(() => convnet.locator('.down li').count()).toBe(4);
    await expect.poll(() => convnet.locator('.maps svg').first().isVisible()).toBe(false);
    await expect.poll(() => convnet.locator('.work .maps').count()).toBe(5);
    await close(article);
  });
});

describe('the neighbours', () => {
  it('lays the exhibit that the reader chooses over the drawing, and tells how far apart they are', async () => {
    const article = await open();
    await article.draw('catFace');
    const neighbours = await article.live('neighbours');
    const alike = neighbours.getByRole('radio', { name: /away$/ });
    await eventually(() => alike.count()).toBe(5);
    const told = neighbours.locator('.told [aria-live]');
    await eventually(() => told.textContent()).toMatch(/\d+ of the \d+ squares[^]+\d\.\d apart/);
    const first = await told.textContent();
    await alike.nth(3).check();
    await eventually(() => told.textContent()).not.toBe(first);
    const slider = neighbours.getByRole('slider');
    const picture = () => neighbours.locator('.lay svg').innerHTML();
    const half = await picture();
    await slider.focus();
    await article.page.keyboard.press('End');
    await eventually(picture).not.toBe(half);
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('theirs alone');
    await close(article);
  });
});

describe('the perceptron', () => {
  it('weighs the drawing by the unit that the reader chooses', async () => {
    const article = await open();
    await article.draw('catFace');
    const perceptron = await article.live('perceptron');
    const units = perceptron.getByRole('radio', { name: /^Unit/ });
    await expect.poll(() => units.count()).toBe(12);
    const told = perceptron.locator('.told [aria-live]');
    const numbers = async () =>
      ((await told.textContent()) ?? '')
        .replaceAll('−', '-')
        .match(/-?\d+\.\d\d/g)
        ?.map(Number) ?? [];
    const [liked = 0, minded = 0, start = 0, answer = -1] = await numbers();
    expect(Math.abs(Math.max(0, liked + minded + start) - answer)).toBeLessThan(0.03);
    const first = await told.textContent();
    await units.nth(5).check();
    await eventually(() => told.textContent()).not.toBe(first);
    await close(article);
  });
});

describe('a drawing that is slow to come', () => {
  it.each([
    ['forest', 'Follow it, question by question'],
    ['neighbours', 'Lay one over the other'],
    ['perceptron', 'Weigh it'],
    ['convnet', 'Move a window over it'],
  ] as const)('is said to be on its way, and the %s names the one that it shows', async (name, start) => {
    const article = await open();
    await article.figure(name).evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
    await article.button(article.figure(name), start).click();
    const figure = await article.live(name);
    await eventually(() => named(figure)).toBe('the cat on show');
    const release = await holdBack(article, 'sheep');
    const asked = article.page.waitForRequest(/\/exhibits\/sheep\.png/);
    await onShow(figure, 'sheep').check();
    await asked;
    await eventually(() => status(figure)).toBe('The sheep on show is on its way.');
    expect(await named(figure)).toBe('the cat on show');
    release();
    await eventually(() => named(figure)).toBe('the sheep on show');
    await eventually(() => status(figure)).toBe('');
    await close(article);
  });

  it('leaves the neighbours those of the one that is shown, without itself', async () => {
    const article = await open();
    await article.figure('neighbours').evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
    await onShow(article.figure('neighbours'), 'sheep').check();
    const figure = await article.live('neighbours');
    const alike = () =>
      figure
        .getByRole('radio', { name: /away$/ })
        .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')).join());
    const told = figure.locator('.told [aria-live]');
    await eventually(() => told.textContent()).toMatch(/apart/);
    const before = await alike();
    const overlaid = await told.textContent();
    const release = await holdBack(article, 'cat');
    await onShow(figure, 'cat').check();
    await eventually(() => status(figure)).toBe('The cat on show is on its way.');
    expect(await alike()).toBe(before);
    expect(await told.textContent()).toBe(overlaid);
    expect(await named(figure)).toBe('the sheep on show');
    release();
    await eventually(() => named(figure)).toBe('the cat on show');
    await eventually(alike).not.toBe(before);
    await close(article);
  });

  it.each([
    ['first', ['sheep', 'cat']],
    ['last', ['cat', 'sheep']],
  ] as const)('does not take the place of one that was chosen later, when it comes %s', async (_, order) => {
    const article = await open();
    await article.draw('catFace');
    const forest = await article.live('forest');
    const release = { cat: await holdBack(article, 'cat'), sheep: await holdBack(article, 'sheep') };
    for (const word of ['sheep', 'cat'] as const) {
      const asked = article.page.waitForRequest(new RegExp(`/exhibits/${word}\\.png`));
      await onShow(forest, word).check();
      await asked;
    }
    await eventually(() => status(forest)).toBe('The cat on show is on its way.');
    expect(await named(forest)).toBe('your drawing');
    for (const word of order) {
      const arrived = article.page.waitForResponse(new RegExp(`/exhibits/${word}\\.png`));
      release[word]();
      await arrived;
      if (word === 'cat') await eventually(() => named(forest)).toBe('the cat on show');
    }
    await article.page.waitForLoadState('networkidle');
    expect(await named(forest)).toBe('the cat on show');
    expect(await status(forest)).toBe('');
    await close(article);
  });

  it('leaves no neighbour over the drawing under the name of another', async () => {
    const article = await open();
    await article.draw('catInWool');
    const figure = await article.live('neighbours');
    const alike = figure.getByRole('radio', { name: /away$/ });
    const told = figure.locator('.told [aria-live]');
    await eventually(() => told.innerText()).toMatch(/apart/);
    const classes = await alike.evaluateAll((all) =>
      all.map((each) => each.getAttribute('aria-label')?.split(/[ ,]+/)[1]),
    );
    const other = classes.find((each) => each !== classes[0]);
    if (other !== 'cat' && other !== 'sheep') throw new Error(`the neighbours are all alike: ${classes}`);
    const release = await holdBack(article, other);
    await alike.nth(classes.indexOf(other)).check();
    await eventually(() => told.innerText()).toContain(`A ${other} is on its way.`);
    expect(await told.innerText()).not.toMatch(/apart/);
    const picture = figure.locator('.lay').getByRole('img');
    expect(await picture.getAttribute('aria-label')).toBe('your drawing');
    release();
    await eventually(() => told.innerText()).toMatch(new RegExp(`inked in this ${other} too`));
    expect(await picture.getAttribute('aria-label')).toContain(`a ${other} over it`);
    await close(article);
  });
});

it('a drawing that does not come is said, until another is chosen or it comes after all', async () => {
  const { page, models, draw, live } = await open();
  await draw('catFace');
  const forest = await live('forest');
  const sheep = '**/exhibits/sheep.png*';
  await page.route(sheep, (route) =>
    route.request().resourceType() === 'fetch' ? route.fulfill({ status: 503, body: '' }) : route.continue(),
  );
  const fetched = models.length;
  const alert = forest.getByRole('alert');
  await onShow(forest, 'sheep').check();
  await eventually(() => alert.innerText()).toMatch(/^The sheep on show did not come\. .*503/);
  expect(await named(forest)).toBe('your drawing');
  expect(await status(forest)).toBe('');
  await forest.getByRole('radio', { name: 'Yours' }).check();
  await eventually(() => alert.count()).toBe(0);
  expect(await named(forest)).toBe('your drawing');
  await onShow(forest, 'sheep').check();
  await alert.waitFor();
  await page.unroute(sheep);
  await forest.getByRole('button', { name: 'Try again' }).click();
  await eventually(() => named(forest)).toBe('the sheep on show');
  await expect.poll(() => alert.count()).toBe(0);
  expect(models.length).toBe(fetched); // the model was here
  await page.context().close();
});

describe('without a drawing', () => {
  it('every figure is as it was, fetches no model, and looks at an exhibit when it is told to', async () => {
    const article = await open();
    for (const name of FIGURES) {
      await article.figure(name).evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
      await article.figure(name).locator('astro-island:not([ssr])').first().waitFor();
    }
    await article.page.waitForTimeout(500);
    expect(article.models).toEqual([]);
    await expect.poll(() => article.page.locator('[data-live]').count()).toBe(0);
    const forest = article.figure('forest');
    await article.button(forest, 'Follow it, question by question').click();
    await article.live('forest');
    expect(article.models).toEqual(['forest']);
    await forest.getByRole('radio', { name: 'A sheep on show' }).check();
    await eventually(() => forest.locator('.walk svg.bitmap').getAttribute('aria-label')).toContain(
      'the sheep on show',
    );
    await close(article);
  });

  it('and without JavaScript, nothing offers what cannot be done', async () => {
    const { page } = await newPage(browser, { javaScript: false });
    await page.goto(siteUrl('/'));
    for (const name of FIGURES) {
      await expect.poll(() => page.locator(`#${name}-look .still`).first().isVisible()).toBe(true);
      await expect.poll(() => page.locator(`#${name}-look .bar`).isVisible()).toBe(false);
    }
    await page.context().close();
  });
});

it('where the browser saves data, a figure asks before it fetches its model', async () => {
  const article = await open({}, (page) =>
    page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) });
    }),
  );
  await article.draw('catFace');
  const forest = article.figure('forest');
  await forest.evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
  await article.button(forest, 'Fetch it').waitFor();
  expect(article.models).toEqual([]);
  await article.button(forest, 'Fetch it').click();
  await article.live('forest');
  expect(new Set(article.models)).toEqual(new Set(['forest']));
  await close(article);
});

it('a model that does not come is said, and comes when asked again', async () => {
  const { page } = await newPage(browser, { reducedMotion: true });
  await page.goto(siteUrl('/'));
  await page.route('**/*-perceptron.onnx*', (route) => route.fulfill({ status: 503, body: '' }));
  const figure = page.locator('#perceptron-look');
  await figure.evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
  await figure.getByRole('button', { name: 'Weigh it', exact: true }).click();
  await figure.getByRole('alert').waitFor();
  await expect.poll(() => figure.getByRole('alert').textContent()).toContain('503');
  await expect.poll(() => figure.locator('.still').first().isVisible()).toBe(true);
  await page.unroute('**/*-perceptron.onnx*');
  await figure.getByRole('button', { name: 'Try again' }).click();
  await figure.and(page.locator('[data-live]')).waitFor(LOADED);
  await expect.poll(() => figure.getByRole('alert').count()).toBe(0);
  await page.context().close();
});

describe.each([
  [1280, 'light'],
  [375, 'dark'],
] as const)('at work, at %d px, %s, they', (width, colorScheme) => {
  async function atWork(): Promise<Article> {
    const article = await open({ width, colorScheme });
    await article.draw('catInWool');
    for (const name of FIGURES) await article.live(name);
    return article;
  }

  it('pass axe', async () => {
    const article = await atWork();
    await expectNoAxeViolations(article.page, ...FIGURES.map((name) => `#${name}-look`));
    await close(article);
  });

  it('fit the window, and print what they show, without what is there to press', async () => {
    const article = await atWork();
    // What reaches over the edge of a figure is cut there.
    for (const name of FIGURES)
      await expect
        .poll(() => article.figure(name).evaluate((figure) => figure.scrollWidth - figure.clientWidth))
        .toBeLessThanOrEqual(0);
    await article.page.emulateMedia({ media: 'print' });
    for (const name of FIGURES) {
      const figure = article.figure(name);
      await expect.poll(() => figure.locator('.still').first().isVisible()).toBe(false);
      await expect.poll(() => figure.locator(':is(.walk, .work)').first().isVisible()).toBe(true);
      await expect
        .poll(() => figure.locator('[data-look] :is(button, input[type=range]):visible').count())
        .toBe(0);
    }
    await close(article);
  });
});
