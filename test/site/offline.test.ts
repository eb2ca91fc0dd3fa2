/** The site without a network, in Chromium: kept when the reader says so, whole or not at all, and never of two builds. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressOf, builtPages, SITE } from './built-pages.ts';
import { eventually, expectNoAxeViolations, LOADED, newPage, openBrowser, readThrough } from './harness.ts';
import {
  forget,
  held,
  keep,
  type OwnSite,
  offer,
  openOffer,
  ownSite,
  RENEWED,
  reason,
  renewedSite,
  stage,
} from './offline-site.ts';

/** For what downloads the site, or two builds of it, on a busy machine. */
const LONG = { timeout: 400_000 };

let browser: Browser;
let renewed: string;
beforeAll(async () => {
  [browser, renewed] = await Promise.all([openBrowser(), renewedSite()]);
});
afterAll(async () => {
  forget(renewed);
  await browser?.close();
});

let site: OwnSite;
beforeEach(async () => {
  site = await ownSite();
});
afterEach(() => site.close());

const listed = (): { path: string; part: string }[] => {
  const { list } = JSON.parse(
    readFileSync(join(SITE, 'sw.js'), 'utf8').match(/^self\.BUILD=(.*);/)?.[1] ?? '',
  );
  return JSON.parse(readFileSync(join(SITE, list), 'utf8')).files;
};
const ofSite = () => listed().filter(({ part }) => part === 'site');
const closeAll = (page: Page) => page.context().close();

/** Draws a cat and waits until all models have said what it is. */
async function drawCat(page: Page): Promise<void> {
  await page.locator('[data-sample=catFace]').click();
  await eventually(() => page.locator('.demo [data-model=convnet]').getAttribute('data-class'), LOADED).toBe(
    'cat',
  );
}
const openDraw = async (page: Page, of = site) => {
  await page.goto(of.url('draw/?task=cats-and-sheep'));
  await page.locator('astro-island:not([ssr]) .demo').waitFor();
};
const ink = (page: Page) => page.getByRole('application').locator('svg > path').count();

describe('before the reader says so', () => {
  it('nothing is registered or kept, and what it weighs is said', async () => {
    const page = await openOffer(browser, site);
    await expect.poll(() => offer(page).innerText()).toMatch(/^Make this work offline, \d+\.\d\sMB$/);
    for (const path of ['', 'draw/', 'train/']) await page.goto(site.url(path));
    await expect.poll(() => held(page)).toEqual({ files: 0, isKept: false });
    expect(site.sent.filter((path) => path.endsWith('/sw.js'))).toEqual([]);
    await closeAll(page);
  });
});

describe('without a network', () => {
  let own: OwnSite;
  let page: Page;
  /** Answers that came before the line was cut: none may follow. */
  let before: number;
  beforeAll(async () => {
    own = await ownSite();
    page = await openOffer(browser, own);
    await keep(page, true);
    expect(await page.locator('.offline-panel .kept').innerText()).toContain('with all the words');
    await expectNoAxeViolations(page);
    own.cut();
    before = own.sent.length;
  });
  afterAll(async () => {
    expect(own.sent.slice(before)).toEqual([]);
    await closeAll(page);
    await own.close();
  });

  it('every page opens', async () => {
    for (const file of builtPages().filter((name) => name !== '404.html')) {
      await page.goto(own.url(addressOf(file)));
      await expect.poll(() => page.locator('h1').first().textContent(), { message: file }).not.toBe('');
    }
  });

  it('the figures of the article wake up', async () => {
    await page.goto(own.url());
    await readThrough(page);
    await expect.poll(() => page.locator('.island-failure, .missing-island').count()).toBe(0);
  });

  it('all models answer, of either task', async () => {
    await openDraw(page, own);
    await drawCat(page);
    await page.getByRole('radio', { name: 'five animals' }).check();
    await eventually(
      () => page.locator('.demo [data-model=forest]').getAttribute('data-class'),
      LOADED,
    ).toMatch(/dog|octopus|bee|hedgehog|giraffe/);
  });

  it('the quiz and the game begin', async () => {
    const phase = () => page.locator('.stage').getAttribute('data-phase');
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await page.goto(own.url('quiz/'));
    await page.locator('astro-island:not([ssr]) .stage').waitFor();
    await press('Start');
    await eventually(phase, LOADED).toBe('question');
    await page.goto(own.url('play/'));
    await page.locator('astro-island:not([ssr]) .stage').waitFor();
    await press('Play');
    await eventually(phase, LOADED).toBe('prompt');
    await press('Go');
    await eventually(phase, LOADED).toBe('drawing');
  });

  it('words are fetched and learnt', async () => {
    await page.goto(own.url('train/?words=dog,bee&examples=20&models=forest,convnet'));
    await page.locator('astro-island:not([ssr]) .room').waitFor();
    const button = page.locator('#training button.train');
    await eventually(() => button.getAttribute('aria-disabled'), LOADED).toBe('false');
    await button.click();
    await eventually(() => page.locator('.results').innerText(), LOADED).toMatch(/\d+\s%/);
  });
});

describe('what is not on the device', () => {
  it('is said where a page of it is asked for', async () => {
    const page = await openOffer(browser, site);
    await keep(page);
    site.cut();
    await page.goto(site.url('no/such/page/'));
    await eventually(() =>
      page.getByRole('heading', { name: 'That page is not on this device' }).isVisible(),
    ).toBe(true);
    await closeAll(page);
  });

  it('may be the words, which are fetched later', LONG, async () => {
    const page = await openOffer(browser, site);
    await keep(page);
    expect((await held(page)).files).toBe(ofSite().length + 1); // and the list
    await page.getByRole('checkbox', { name: /drawings of all/ }).check();
    const before = site.sent.length;
    await offer(page).click();
    await eventually(() => page.locator('.offline-panel').innerText(), LOADED).toContain(
      'with all the words',
    );
    expect((await held(page)).files).toBe(listed().length + 1);
    expect(site.sent.slice(before).filter((path) => !/(^|\/)words\/|sw\.js/.test(path))).toEqual([]);
    await closeAll(page);
  });
});

/** From now on what the page asks a worker in use comes to it late, as on a busy machine: when another has taken its place. */
const askLate = (page: Page) =>
  page.evaluate(() => {
    const post = ServiceWorker.prototype.postMessage as (message: unknown, ports: unknown) => void;
    ServiceWorker.prototype.postMessage = function (this: ServiceWorker, message: unknown, ports: unknown) {
      if (this.state === 'activated') setTimeout(() => post.call(this, message, ports), 2000);
      else post.call(this, message, ports);
    } as typeof post;
  });

describe('a worker that is replaced before it answers', () => {
  it('is not waited for', LONG, async () => {
    const page = await openOffer(browser, site);
    await keep(page);
    await page.getByRole('checkbox', { name: /drawings of all/ }).check();
    await askLate(page);
    await offer(page).click();
    await eventually(() => page.locator('.offline-panel').innerText(), LOADED).toContain(
      'with all the words',
    );
    await closeAll(page);
  });
});

describe('a download that breaks off', () => {
  it('leaves all as it was, says so, and goes on where it stopped', LONG, async () => {
    const page = await openOffer(browser, site);
    await page.getByRole('checkbox', { name: /drawings of all/ }).uncheck();
    let count = 0;
    site.cut(() => ++count > 150);
    await offer(page).click();
    await eventually(() => reason(page), LOADED).toBe('network');
    await expect
      .poll(() => page.locator('.offline-panel [role=alert]').innerText())
      .toContain('goes on where it stopped');
    await expect.poll(() => stage(page)).toBe('none');
    const half = await held(page);
    expect(half.isKept).toBe(false);
    expect(half.files).toBeGreaterThan(50);
    await expectNoAxeViolations(page, '.offline-panel');
    site.mend();
    await page.goto(site.url('offline/'));
    await eventually(() => offer(page).innerText(), LOADED).toMatch(/^Go on with the download/);
    const before = site.sent.length;
    await keep(page);
    expect(site.sent.length - before).toBeLessThan(ofSite().length - 50);
    await expect.poll(() => held(page)).toEqual({ files: ofSite().length + 1, isKept: true });
    await closeAll(page);
  });

  it('is stopped by the reader', async () => {
    const page = await openOffer(browser, site);
    let slow = true;
    await page.context().route('**/*.onnx*', async (route) => {
      while (slow) await new Promise((resolve) => setTimeout(resolve, 20));
      await route.continue();
    });
    await offer(page).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    slow = false;
    await eventually(() => reason(page), LOADED).toBe('stopped');
    expect((await held(page)).isKept).toBe(false);
    await closeAll(page);
  });
});

describe('a device that is full', () => {
  const limit = async (page: Page, quotaSize?: number) => {
    const session = await page.context().newCDPSession(page);
    const origin = new URL(page.url()).origin;
    await session.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize && { quotaSize }) });
  };

  it('is told before anything is fetched, with what is needed and what is left', async () => {
    const page = await openOffer(browser, site);
    await page.evaluate(() => {
      navigator.storage.estimate = async () => ({ quota: 6_000_000, usage: 1_000_000 });
    });
    await offer(page).click();
    await eventually(() => reason(page), LOADED).toBe('full');
    await expect
      .poll(() => page.locator('.offline-panel [role=alert]').innerText())
      .toMatch(/takes \d+\.\d\sMB.*5\.0\sMB left/);
    await expect.poll(() => held(page)).toEqual({ files: 0, isKept: false });
    await closeAll(page);
  });

  it('is told when it gets full on the way, and the download goes on once there is room', LONG, async () => {
    const page = await openOffer(browser, site);
    let full = false;
    await page.context().route('**/*.onnx*', async (route) => {
      if (!full) {
        full = true;
        await limit(page, 3_000_000);
      }
      await route.continue();
    });
    await offer(page).click();
    await eventually(() => reason(page), LOADED).toBe('full');
    expect((await held(page)).isKept).toBe(false);
    await limit(page);
    await keep(page);
    await closeAll(page);
  });
});

describe('a new version', () => {
  it(
    'leaves a page with a drawing as it is, whole, and comes when the reader asks for it',
    LONG,
    async () => {
      const page = await openOffer(browser, site);
      await keep(page);
      await openDraw(page);
      await page.locator('[data-sample=catFace]').click();
      const strokes = await ink(page);
      const other = await page.context().newPage();
      await other.goto(site.url('methods/'));
      await expect.poll(() => other.title()).not.toContain(RENEWED);
      site.renew(renewed);
      // What a browser does by itself when a page is opened.
      await other.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
      const notice = (each: Page) => each.locator('[data-new-version]');
      await eventually(() => notice(page).isVisible(), LOADED).toBe(true);
      await eventually(() => notice(other).isVisible(), LOADED).toBe(true);
      await other.goto(site.url('results/'));
      await expect.poll(() => other.title()).not.toContain(RENEWED);

      await eventually(() => notice(other).isVisible(), LOADED).toBe(true);
      await notice(other).getByRole('button').click();
      await eventually(() => other.title(), LOADED).toContain(RENEWED);
      // The first page goes on in its own version: its models answer with scripts that only that one has.
      await expect.poll(() => page.title()).not.toContain(RENEWED);
      await expect.poll(() => ink(page)).toBe(strokes);
      site.cut();
      await drawCat(page);
      await expect.poll(() => page.title()).not.toContain(RENEWED);
      site.mend();
      await notice(page).getByRole('button').click();
      await eventually(() => page.title(), LOADED).toContain(RENEWED);
      await page.locator('astro-island:not([ssr]) .demo').waitFor();
      await eventually(() => ink(page)).toBeGreaterThanOrEqual(strokes);
      site.cut();
      await drawCat(page);
      await closeAll(page);
    },
  );

  it('that does not come whole changes nothing', async () => {
    const page = await openOffer(browser, site);
    await keep(page);
    site.renew(renewed);
    site.cut((path) => /renewed-.*\.wasm$/.test(path));
    await page.goto(site.url('offline/'));
    await eventually(() => site.sent.filter((path) => /-renewed/.test(path)).length, LOADED).toBeGreaterThan(
      0,
    );
    await eventually(
      () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.installing ?? null),
      LOADED,
    ).toBe(null);
    site.cut();
    await openDraw(page);
    await expect.poll(() => page.title()).not.toContain(RENEWED);
    await drawCat(page);
    await closeAll(page);
  });
});

describe('removal', () => {
  it('takes everything away again, and leaves the drawings', async () => {
    const page = await openOffer(browser, site);
    await keep(page);
    await openDraw(page);
    await drawCat(page);
    const strokes = await ink(page);
    await page.goto(site.url('offline/'));
    await page.getByRole('button', { name: 'Remove it from this device' }).click();
    await page.getByRole('button', { name: 'Yes, remove it' }).click();
    await eventually(() => stage(page), LOADED).toBe('none');
    await expect.poll(() => offer(page).innerText()).toMatch(/^Make this work offline/);
    await openDraw(page);
    await expect.poll(() => held(page)).toEqual({ files: 0, isKept: false });
    await eventually(() => ink(page)).toBe(strokes);
    await closeAll(page);
  });
});

describe('the offer', () => {
  it('says where a page may not keep itself why, and what it takes', async () => {
    const { page } = await newPage(browser);
    await page.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined }),
    );
    await page.goto(site.url('offline/'));
    await eventually(() => reason(page), LOADED).toBe('barred');
    await expect.poll(() => page.locator('.offline-panel [role=alert]').innerText()).toContain('https');
    await closeAll(page);
  });
});
