/** The page that trains, as a whole, in Chromium: tasks by address, what breaks, what is many, and two tabs at once. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMPTY_PROJECT } from '../../src/activities/train/changes.ts';
import { writeProjectFile } from '../../src/activities/train/keep/project-file.ts';
import { TASKS } from '../../src/activities/train/tasks/tasks.ts';
import { madeUpClass } from '../activities/train/keep/made-up-project.ts';
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

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function visit(page: Page, query = '', base: (typeof BASES)[number] = '/'): Promise<void> {
  await page.goto(siteUrl(base, `train/${query}`));
  await page.locator('astro-island:not([ssr]) .room').waitFor();
}

async function open(query = '', options: PageOptions & { base?: (typeof BASES)[number] } = {}) {
  const opened = await newPage(browser, options);
  await visit(opened.page, query, options.base);
  return { ...opened, close: () => opened.page.context().close() };
}

const trainButton = (page: Page) => page.locator('#training button.train');
const isTraining = (page: Page) => page.locator('#training').getAttribute('data-training');

async function trained(page: Page): Promise<void> {
  await trainButton(page).click();
  await eventually(() => isTraining(page), LOADED).toBe('true');
  await eventually(() => isTraining(page), { timeout: 120_000, interval: 100 }).toBe('false');
}

/** Opens a project from a file. */
async function openFile(page: Page, text: string): Promise<void> {
  await page
    .locator('#keep input[type=file]')
    .setInputFiles({ name: 'made-up.doodles.json', mimeType: 'application/json', buffer: Buffer.from(text) });
}

/** A project of made-up classes, with the forest and the neighbours to train. */
const projectFile = (classes: number, each: number, chosen = ['forest', 'nearest']) =>
  writeProjectFile({
    ...EMPTY_PROJECT,
    name: 'made up',
    classes: Array.from({ length: classes }, (_, i) => madeUpClass(`class ${i + 1}`, each, i)),
    settings: {
      ...EMPTY_PROJECT.settings,
      models: EMPTY_PROJECT.settings.models.map((model) => ({ ...model, chosen: chosen.includes(model.id) })),
    },
  });

const SPRITES = /\/words\/.*\.png/;

/** Holds the first request of a kind back. */
async function holdFirst(page: Page, kind: RegExp) {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let isAsked = false;
  await page.route(kind, async (route) => {
    if (!isAsked) {
      isAsked = true;
      await held;
    }
    await route.continue();
  });
  return {
    asked: () => isAsked,
    /** It comes, and the page has had time to do something about it. */
    async release() {
      const arrived = page.waitForEvent('requestfinished', (request) => kind.test(request.url()));
      letGo();
      await arrived;
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
    },
  };
}

describe.each(BASES)('at %s', (base) => {
  it('a task begins by its address, is tried step by step, and survives a reload', async () => {
    const { page, problems, close } = await open('?task=starve-it', { base });
    const panel = page.locator('.task');
    await eventually(() => panel.locator('h2').innerText()).toBe('Starve it');
    await eventually(() => trainButton(page).getAttribute('aria-disabled')).toBe('false');
    await trained(page);
    await eventually(() => panel.locator('li').first().innerText()).toMatch(/Forest \d+\s%.*Convnet \d+\s%/);
    await panel.getByRole('button', { name: '20 drawings' }).click();
    await eventually(() => panel.locator('li').nth(1).innerText()).toContain('set; now train');
    await page.reload();
    await eventually(() => panel.locator('h2').innerText()).toBe('Starve it');
    await expect.poll(() => page.locator('.waiting').count()).toBe(0);
    assertNoProblems(problems);
    await close();
  });
});

describe('a start by address', () => {
  it.each(TASKS.map(({ id, title }) => [id, title] as const))('sets up %s', async (id, title) => {
    const { page, problems, close } = await open(`?task=${id}`);
    await eventually(() => page.locator('.task h2').innerText()).toBe(title);
    await expectNoAxeViolations(page);
    assertNoProblems(problems);
    await close();
  });

  it('asks before a project gives way to it, and undo brings the drawings back', async () => {
    const { page, close } = await open('?words=dog,bee&examples=20');
    await eventually(() => page.locator('.examples').innerText(), LOADED).toContain('bee');
    await eventually(() => page.locator('[data-state]').getAttribute('data-state'), LOADED).toBe('kept');
    await page.getByRole('link', { name: 'Ruin it' }).click();
    await eventually(() => page.locator('.waiting h2').innerText()).toBe('Begin “Ruin it”?');
    await expect.poll(() => page.locator('.examples').innerText()).toContain('bee');
    await page.getByRole('button', { name: 'Begin the task' }).click();
    await eventually(() => page.locator('.examples').innerText()).toContain('sheep');
    await expect.poll(() => page.locator('.examples').innerText()).not.toContain('bee');
    await page.locator('.examples').getByRole('button', { name: 'Undo' }).click();
    await eventually(() => page.locator('.examples').innerText()).toContain('bee');
    await close();
  });

  it('is what was asked for last, whichever drawings come first', async () => {
    const { page, close } = await open();
    const { asked, release } = await holdFirst(page, SPRITES);
    await page.getByRole('link', { name: 'Starve it' }).click();
    await expect.poll(asked).toBe(true);
    await page.getByRole('link', { name: 'Ruin it' }).click();
    await eventually(() => page.locator('.task h2').innerText(), LOADED).toBe('Ruin it');
    await release();
    expect(await page.locator('.task h2').innerText()).toBe('Ruin it');
    await close();
  });

  it('does not begin when the reader has gone back meanwhile', async () => {
    const { page, close } = await open();
    const { asked, release } = await holdFirst(page, SPRITES);
    await page.getByRole('link', { name: 'Ruin it' }).click();
    await expect.poll(asked).toBe(true);
    await page.goBack();
    await eventually(() => page.locator('.room > .busy').count()).toBe(0);
    await release();
    await expect.poll(() => page.locator('.task, .waiting').count()).toBe(0);
    expect(await page.locator('.examples article').count()).toBe(0);

    await page.getByRole('link', { name: 'Ruin it' }).click();
    await eventually(() => page.locator('.task h2').innerText(), LOADED).toBe('Ruin it');
    await page.getByRole('link', { name: 'Too sure' }).click();
    await eventually(() => page.locator('.waiting h2').innerText()).toBe('Begin “Too sure”?');
    await page.goBack();
    await eventually(() => page.locator('.waiting').count()).toBe(0);
    await close();
  });

  it('asks, too, when something has come onto the page while its drawings were on their way', async () => {
    const { page, close } = await open();
    const { asked, release } = await holdFirst(page, SPRITES);
    await page.getByRole('link', { name: 'Ruin it' }).click();
    await expect.poll(asked).toBe(true);
    await openFile(page, projectFile(2, 6));
    await eventually(() => page.locator('.examples').innerText(), LOADED).toContain('class 2');
    await release();
    await eventually(() => page.locator('.waiting h2').innerText()).toBe('Begin “Ruin it”?');
    expect(await page.locator('.examples').innerText()).toContain('class 2');
    await page.getByRole('button', { name: 'Begin the task' }).click();
    await eventually(() => page.locator('.examples').innerText()).toContain('sheep');
    await close();
  });

  it('is not replaced by a file that was chosen before it, nor is anything of before said about it', async () => {
    const { page, close } = await open();
    const { asked, release } = await holdFirst(page, /\/project-file\./);
    await openFile(page, projectFile(3, 6));
    await expect.poll(asked).toBe(true);
    await page.getByRole('link', { name: 'Ruin it' }).click();
    await eventually(() => page.locator('.task h2').innerText(), LOADED).toBe('Ruin it');
    await release();
    expect(await page.locator('.examples').innerText()).not.toContain('class 3');

    await openFile(page, projectFile(3, 6));
    await eventually(() => page.locator('#keep').innerText(), LOADED).toContain('Opened “made up”');
    await page.getByRole('link', { name: 'Too sure' }).click();
    await page.getByRole('button', { name: 'Begin the task' }).click();
    await eventually(() => page.locator('.examples').innerText(), LOADED).toContain('hedgehog');
    expect(await page.locator('#keep').innerText()).not.toContain('Opened');
    await close();
  });

  it('keeps what is there when the reader says so', async () => {
    const { page, close } = await open('?words=dog,bee&examples=20');
    await eventually(() => page.locator('.examples').innerText()).toContain('bee');
    await page.getByRole('link', { name: 'Too sure' }).click();
    await page.getByRole('button', { name: 'Keep what I have' }).click();
    await expect.poll(() => page.locator('.task, .waiting').count()).toBe(0);
    await expect.poll(() => page.locator('.examples').innerText()).toContain('bee');
    expect(new URL(page.url()).search).toBe('');
    await close();
  });

  it('says what an address asks wrongly', async () => {
    const { page, close } = await open('?words=cat,unicorn&wrong=80');
    await eventually(() => page.locator('.notes').innerText()).toContain('unicorn');
    // It is still said when the drawings have come.
    await eventually(() => page.locator('.examples').innerText(), LOADED).toContain('cat');
    await eventually(() => page.locator('.room > .busy').count()).toBe(0);
    expect(await page.locator('.notes').innerText()).toContain('unicorn');
    await page.getByRole('navigation', { name: 'Things to try' }).getByRole('link').first().click();
    await eventually(() => page.locator('.notes').count()).toBe(0);
    await close();
  });
});

describe('training that goes wrong', () => {
  it('says so when its worker breaks, keeps the examples, and trains again', async () => {
    const { page, close } = await open();
    await openFile(page, projectFile(2, 300, ['convnet']));
    await eventually(() => trainButton(page).getAttribute('aria-disabled')).toBe('false');
    await trainButton(page).click();
    await eventually(() => page.workers().length).toBeGreaterThan(0);
    await eventually(() => isTraining(page)).toBe('true');
    for (const worker of page.workers())
      await worker
        .evaluate(() => {
          setTimeout(() => {
            throw new Error('made to break');
          });
        })
        .catch(() => {}); // a worker of another kind may be gone already
    await eventually(() => page.locator('#training [role=alert]').innerText(), LOADED).toMatch(
      /stopped working|train again/i,
    );
    await expect.poll(() => isTraining(page)).toBe('false');
    await expect.poll(() => page.locator('.examples').innerText()).toContain('300');
    await page.locator('#training').getByRole('button', { name: /again/i }).first().click();
    await eventually(() => isTraining(page)).toBe('true');
    await page.locator('#training button.stop').click();
    await eventually(() => isTraining(page), LOADED).toBe('false');
    await close();
  });
});

describe('another project', () => {
  it('that takes the place of one that is trained can be trained', async () => {
    const { page, problems, close } = await open();
    await openFile(page, projectFile(2, 300, ['convnet']));
    await eventually(() => trainButton(page).getAttribute('aria-disabled')).toBe('false');
    await trainButton(page).click();
    await eventually(() => isTraining(page), LOADED).toBe('true');
    await page.getByRole('link', { name: 'Starve it' }).click();
    await page.getByRole('button', { name: 'Begin the task' }).click();
    await eventually(() => page.locator('.task h2').innerText(), LOADED).toBe('Starve it');
    await eventually(() => isTraining(page)).toBe('false');
    expect(await page.locator('#training').innerText()).not.toContain('broke');
    await trained(page);
    await eventually(() => page.locator('.task li').first().innerText()).toMatch(/Forest \d+\s%/);
    assertNoProblems(problems);
    await close();
  });
});

describe('much of everything', () => {
  it('trains six classes of 300 drawings, and shows what came out', async () => {
    const { page, problems, close } = await open();
    await openFile(page, projectFile(6, 300));
    await eventually(() => page.locator('.examples').innerText(), LOADED).toContain('class 6');
    await trained(page);
    await eventually(() => page.locator('.results').innerText(), LOADED).toMatch(/\d+\s%/);
    assertNoProblems(problems);
    await expectNoAxeViolations(page);
    await close();
  });
});

describe('two tabs at once', () => {
  it('never let one overwrite the other without a word', async () => {
    const { page: first, close } = await open('?words=dog,bee&examples=20');
    // Nothing is kept too, as long as the words are on their way.
    await eventually(() => first.locator('.examples').innerText(), LOADED).toContain('bee');
    await eventually(() => first.locator('[data-state]').getAttribute('data-state'), LOADED).toBe('kept');
    const context: BrowserContext = first.context();
    const second = await context.newPage();
    await visit(second);
    await eventually(() => second.locator('.examples').innerText(), LOADED).toContain('bee');
    await openFile(second, projectFile(2, 10));
    await eventually(() => second.locator('[data-state]').getAttribute('data-state'), LOADED).toBe('kept');
    await eventually(() => first.locator('[data-state]').getAttribute('data-state'), LOADED).toBe(
      'elsewhere',
    );
    await expect.poll(() => first.locator('.examples').innerText()).toContain('bee');
    await first.getByRole('button', { name: /take over/i }).click();
    await eventually(() => first.locator('.examples').innerText()).toContain('class 2');
    await close();
  });
});

describe('the page', () => {
  it('says without JavaScript what it would need it for', async () => {
    const { page } = await newPage(browser, { javaScript: false });
    await page.goto(siteUrl('/', 'train/'));
    await expect.poll(() => page.locator('main').innerText()).toContain('Training needs JavaScript');
    await page.context().close();
  });

  it.each([280, 320, 375, 768, 1280])('never slides sideways at %i px, empty or full', async (width) => {
    const { page, close } = await open('', { width, height: 800 });
    const overhang = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(() => overhang()).toBe(0);
    await openFile(page, projectFile(6, 12));
    await eventually(() => page.locator('.examples').innerText()).toContain('class 6');
    await trained(page);
    await eventually(() => page.locator('.results').innerText(), LOADED).toMatch(/\d+\s%/);
    await expect.poll(() => overhang()).toBe(0);
    await close();
  });
});
