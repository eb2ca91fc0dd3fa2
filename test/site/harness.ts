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
import type { Browser, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { Sites } from './setup.ts';

/** Where the site is built to stand: at the top of a host, and below a folder. */
export const BASES = ['/', '/doodles/'] as const satisfies readonly (keyof Sites)[];

function sites(): Sites {
  const provided = inject('sites');
  if ('failure' in provided) throw new Error(provided.failure);
  return provided;
}

/**
 * Address of a page; `path` is relative to the base, such as `''` or `'draw/'`.
 * @throws Error with Astro's output when the site does not build.
 */
export function siteUrl(base: keyof Sites, path = ''): string {
  return new URL(path, sites()[base]).href;
}

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
}

export interface OpenPage {
  readonly page: Page;
  /** Grows while the page runs: console errors, uncaught errors, failed requests, requests that leave the origin. */
  readonly problems: string[];
}

/** A page in a context of its own; close it with `page.context().close()`. */
export async function newPage(browser: Browser, options: PageOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    javaScriptEnabled: options.javaScript ?? true,
    hasTouch: options.touch ?? false,
    isMobile: options.touch ?? false,
  });
  const problems: string[] = [];
  const origins = new Set(Object.values(sites()).map((url: string) => new URL(url).origin));
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

/** @throws Error that names every violated accessibility rule with its elements (WCAG 2.0 to 2.2 A and AA, best practice). */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
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

/** Loading the runtime on a busy machine. */
export const LOADED = { timeout: 40_000, interval: 50 };
/** Anything else that the page does by itself. */
export const SOON = { timeout: 8_000, interval: 50 };

/** The value itself, or a promise of it, asked for again until it is as it should be. */
export function eventually<T>(value: () => T, options = SOON) {
  return expect.poll(value, options);
}
