/**
 * What every browser test needs. One browser a file:
 *
 *     let browser: Browser;
 *     beforeAll(async () => { browser = await openBrowser(); });
 *     afterAll(() => browser?.close());
 *
 *     const { page, problems } = await newPage(browser, { width: 375, colorScheme: 'dark' });
 *     await page.goto(siteUrl('/doodles/', 'draw/'));
 *     assertNoProblems(problems);
 *     await expectNoAxeViolations(page);
 *     await page.context().close();
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page, Request } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { Sites } from './setup.ts';

/** Where the site is built to stand: at the top of a host, and below a folder. */
export const BASES = ['/', '/doodles/'] as const satisfies readonly (keyof Sites)[];

/** Address of a page; `path` is relative to the base, such as `''` or `'draw/'`. */
export function siteUrl(base: keyof Sites, path = ''): string {
  return new URL(path, inject('sites')[base]).href;
}

/** The large canvas with the five models of cats and sheep, whichever task is the first. */
export const CATS_AND_SHEEP = 'draw/?task=cats-and-sheep';

export { openBrowser } from './open-browser.ts';

export interface PageOptions {
  /** Of the viewport, in CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly javaScript?: boolean;
  /** A phone: touch events and a mobile viewport. */
  readonly touch?: boolean;
  readonly reducedMotion?: boolean;
  /** The reader's own colours instead of the page's. */
  readonly forcedColors?: boolean;
  readonly moreContrast?: boolean;
}

export interface OpenPage {
  readonly page: Page;
  /** Grows while the page runs: console errors, uncaught errors, failed requests, requests that leave the origin. */
  readonly problems: string[];
}

/** For a step of the browser, such as a click or the loading of a page, on a busy machine. */
const PATIENCE_MS = 240_000;

/** A page in a context of its own; close it with `page.context().close()`. */
export async function newPage(browser: Browser, options: PageOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    forcedColors: options.forcedColors ? 'active' : 'none',
    contrast: options.moreContrast ? 'more' : 'no-preference',
    javaScriptEnabled: options.javaScript ?? true,
    hasTouch: options.touch ?? false,
    isMobile: options.touch ?? false,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const problems: string[] = [];
  const origins = new Set(Object.values(inject('sites')).map((url: string) => new URL(url).origin));
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console error: ${message.text()}`);
  });
  context.on('weberror', (error) => problems.push(`uncaught error: ${error.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && !origins.has(url.origin))
      problems.push(`request leaves the origin: ${request.url()}`);
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'unknown reason';
    // Aborted: the page itself gave the request up, by leaving or by closing a worker.
    if (reason !== 'net::ERR_ABORTED') problems.push(`request failed: ${request.url()} (${reason})`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  return { page: await context.newPage(), problems };
}

/** @throws Error that lists what went wrong in the page. */
export function assertNoProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`the page had problems:\n  ${problems.join('\n  ')}`);
}

/** Of WCAG 2.0 to 2.2, A and AA, and best practice. */
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** After which a page that nobody touches looks as it will. */
const AT_REST_MS = 3_000;

/**
 * Holds the page against the rules of axe, or the parts of it that `parts` select: where a test has changed one figure
 * of a long page, and another test holds the rest.
 * @throws Error that names every violated accessibility rule with its elements.
 */
export async function expectNoAxeViolations(page: Page, ...parts: string[]): Promise<void> {
  // What is out of sight has no places of its own, by which the sizes of targets would be judged.
  await page.addStyleTag({ content: '.figure { content-visibility: visible !important }' });
  // In one run, with the violations alone: what passes is megabytes on a long page, and takes longer than the rules.
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(AXE_TAGS)
    .setLegacyMode();
  for (const part of parts) axe.include(part);
  let { violations } = await axe.analyze();
  if (violations.length === 0) return;
  // Computed colours lag behind a change of the scheme, by seconds on a busy machine: what is wrong stays wrong.
  await page.waitForTimeout(AT_REST_MS);
  ({ violations } = await axe.analyze());
  if (violations.length === 0) return;
  const lines = violations.map(
    (rule) =>
      `  ${rule.id} (${rule.impact}): ${rule.help}\n${rule.nodes
        .slice(0, 5)
        .map(
          (node) =>
            `    ${node.target.join(' ')}\n      ${node.failureSummary?.replaceAll('\n', '\n      ')}`,
        )
        .join('\n')}`,
  );
  throw new Error(
    `${violations.length} accessibility rules are violated on ${page.url()}:\n${lines.join('\n')}`,
  );
}

/** For what may take long on a busy machine. Whatever comes true ends the wait at once. */
export const LOADED = { timeout: 240_000, interval: 50 };
/** For what the page does by itself. */
export const SOON = { timeout: 120_000, interval: 25 };

/** The value itself, or a promise of it, asked for again until it is as it should be. */
export function eventually<T>(value: () => T, options = SOON) {
  return expect.poll(value, options);
}

/** @returns all that a live region says from now on, one saying a line: a later one may take its place at once. */
export async function listenTo(region: Locator): Promise<() => Promise<string>> {
  const said = await region.evaluateHandle((element) => {
    const texts: (string | null)[] = [];
    new MutationObserver(() => texts.push(element.textContent)).observe(element, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    return texts;
  });
  return () => said.evaluate((texts) => texts.join('\n'));
}

/** How long the page is given for what it makes of an answer that came late. */
const LATE_MS = 500;

/**
 * Holds back what the page's scripts fetch from `url`, be it data or code; pictures come as ever.
 * @returns what lets it go, or gives `instead` for it, and waits until the page has had it.
 */
export async function holdBack(page: Page, url: string): Promise<(instead?: string) => Promise<void>> {
  const answer = Promise.withResolvers<string | undefined>();
  const asked = Promise.withResolvers<Request>();
  await page.route(url, async (route) => {
    const request = route.request();
    if (!['fetch', 'script'].includes(request.resourceType())) return route.fallback();
    asked.resolve(request);
    const instead = await answer.promise;
    return instead === undefined ? route.continue() : route.fulfill({ body: instead });
  });
  return async (instead) => {
    const request = await asked.promise;
    answer.resolve(instead);
    await (await request.response())?.finished();
    await page.waitForTimeout(LATE_MS);
  };
}

/**
 * Scrolls from top to bottom, so that every island wakes up: each place stays until it has been drawn, since only then
 * does the browser say what is in the window.
 */
export async function readThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let top = 0; top < document.documentElement.scrollHeight; top += 700) {
      scrollTo({ top, behavior: 'instant' });
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
  });
  await page.waitForFunction(() => document.querySelectorAll('astro-island[ssr]').length === 0);
}
