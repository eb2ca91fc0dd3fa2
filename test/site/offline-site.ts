/** A site of its own for tests that renew it, cut its line, or fill the device. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { makeOffline } from '../../src/integrations/offline/make-offline.ts';
import { SITE } from './built-pages.ts';
import { newPage } from './harness.ts';
import { type Send, serve } from './server.ts';

/** What the second build has in its titles. */
export const RENEWED = 'renewed';

/**
 * The site as another build would leave it: pages with other titles, and every script of the models under another name, so
 * that the server has none of those which pages of the first build ask for.
 * @returns its folder
 */
export async function renewedSite(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'renewed-'));
  cpSync(SITE, folder, {
    recursive: true,
    filter: (path) => !/\.(br|gz|zip)$|offline-\w+\.json$/.test(path),
  });
  const renamed = readdirSync(join(folder, '_astro'))
    .filter((name) => /^(worker|runtime|ort-wasm)/.test(name))
    .map((name) => [name, name.replace(/^\w+/, '$&-renewed')] as const);
  for (const [before, after] of renamed)
    renameSync(join(folder, '_astro', before), join(folder, '_astro', after));
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(html|js)$/.test(name)) continue;
    const path = join(folder, name);
    let text = readFileSync(path, 'utf8').replace('<title>', `<title>${RENEWED}: `);
    for (const [before, after] of renamed) text = text.replaceAll(before, after);
    writeFileSync(path, text);
  }
  const code = readFileSync(join(SITE, 'sw.js'), 'utf8').replace(/^.*\n/, '');
  await makeOffline(folder, '/', code, mkdtempSync(join(tmpdir(), 'renewed-cache-')));
  return folder;
}

export interface OwnSite {
  url(path?: string): string;
  /** Of answers that were sent, the addresses. */
  readonly sent: string[];
  /** Cuts the line: every answer breaks off; or only those that `breaks` picks. */
  cut(breaks?: (path: string) => boolean): void;
  mend(): void;
  /** From now on another build is served. */
  renew(folder: string): void;
  close(): Promise<void>;
}

export async function ownSite(): Promise<OwnSite> {
  let folder = SITE;
  let breaks: (path: string) => boolean = () => false;
  const sent: string[] = [];
  const send: Send = async (response, body) => {
    const path = new URL(response.req.url ?? '/', 'http://127.0.0.1').pathname;
    if (breaks(path)) {
      response.destroy();
      return;
    }
    sent.push(path);
    response.end(body);
  };
  const server = await serve(() => folder, '/', send);
  return {
    url: (path = '') => new URL(path, server.url).href,
    sent,
    cut(picks = () => true) {
      breaks = picks;
    },
    mend() {
      breaks = () => false;
    },
    renew(renewed) {
      folder = renewed;
    },
    close: () => server.close(),
  };
}

export const stage = (page: Page) => page.locator('.offline-panel').getAttribute('data-stage');
export const offer = (page: Page) => page.locator('.offline-panel [data-offer]');
/** Why a download has ended before its end. */
export const reason = (page: Page) => page.locator('.offline-panel [role=alert]').getAttribute('data-reason');

/** Until the panel is at a stage; of use before tests, too. */
export const at = (page: Page, name: 'none' | 'kept') =>
  page.locator(`.offline-panel[data-stage=${name}]`).waitFor();

/** Opens the page that offers the download, in a context of its own. */
export async function openOffer(browser: Browser, site: OwnSite): Promise<Page> {
  const { page } = await newPage(browser, { reducedMotion: true });
  await page.goto(site.url('offline/'));
  await at(page, 'none');
  return page;
}

/** @param words whether their drawings come as well, half of all files */
export async function keep(page: Page, words = false): Promise<void> {
  await page.getByRole('checkbox', { name: /drawings of all/ }).setChecked(words);
  await offer(page).click();
  await at(page, 'kept');
}

/** What the browser holds of the site: files, and whether a service worker answers for it. */
export const held = (page: Page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('doodles-files'));
    const counts = await Promise.all(
      names.map(async (name) => (await (await caches.open(name)).keys()).length),
    );
    const registration = await navigator.serviceWorker.getRegistration();
    return { files: counts.reduce((a, b) => a + b, 0), isKept: Boolean(registration?.active) };
  });

export const forget = (folder: string) => rmSync(folder, { recursive: true, force: true });
