/**
 * The service worker, registered when a reader asks for it and not before. It is of one build, which its first line names,
 * and becomes the site's worker only once every file of that build is on the device, so that nothing is ever half there;
 * until then, and when the download fails, all is as it was. A new build waits until no page of the old one is open, or
 * until the reader asks for it.
 */

import {
  type FailureReason,
  type FromKeeper,
  type Kept,
  partsOf,
  type ToKeeper,
} from '../../../components/offline/keeper-messages.ts';
import { type BuildNote, filesCache, PARTS } from '../../../components/offline/kept-list.ts';
import { Answers } from './answer.ts';
import { fetchFiles } from './fetch-files.ts';
import { Notes } from './notes.ts';
import type { AskedEvent, Scope, WaitingEvent } from './scope.ts';
import { Shelves } from './shelves.ts';

const scope = globalThis as unknown as Scope & { readonly BUILD: BuildNote };
const site = scope.registration.scope;
const build = scope.BUILD;
const parts = partsOf(scope.location.href, PARTS);
const notes = new Notes(scope);
const shelves = new Shelves(site);
const answers = new Answers(site, build.list, shelves, notes);

let stopped = false;

async function tellPages(message: FromKeeper): Promise<void> {
  for (const client of await scope.clients.matchAll({ includeUncontrolled: true }))
    client.postMessage(message);
}

async function install(event: WaitingEvent): Promise<void> {
  let path = build.list;
  try {
    // The note is the reader's word, for one download.
    const asked = await notes.erase('asked');
    if (scope.navigator.connection?.saveData && !asked) throw new Error('the browser saves data');
    const shelf = await shelves.fetch(build);
    const files = shelf.files(parts);
    const ofLineBytes = files.reduce((sum, file) => sum + file.lineBytes, 0);
    let lineBytes = 0;
    await fetchFiles(
      event,
      files,
      site,
      (file) => {
        lineBytes += file.lineBytes;
        path = file.path;
        void tellPages({ kind: 'progress', lineBytes, ofLineBytes });
      },
      () => stopped,
    );
  } catch (error) {
    await tellPages({ kind: 'failed', reason: reasonOf(error as Error), path });
    throw error;
  }
}

function reasonOf(error: Error): FailureReason {
  if (stopped) return 'stopped';
  if (error.message === 'the browser saves data') return 'saves-data';
  return error.name === 'QuotaExceededError' ? 'full' : 'network';
}

/**
 * Throws away what neither this build nor an open page of another one needs. Not while a new build is coming: its files are
 * needed, too.
 */
async function tidy(): Promise<void> {
  if (scope.registration.installing !== null || scope.registration.waiting !== null) return;
  const needed = new Set([shelves.address(build.list)]);
  let others = 0;
  for (const list of await notes.openBuilds()) {
    const shelf = await shelves.of(list);
    if (shelf === null || list === build.list) continue;
    others += 1;
    needed.add(shelves.address(list));
    for (const file of shelf.files(PARTS)) needed.add(shelf.keyOf(file));
  }
  const own = await shelves.of(build.list);
  if (own === null) return;
  for (const file of own.files(parts)) needed.add(own.keyOf(file));
  const cache = await caches.open(filesCache(site));
  for (const { url } of await cache.keys()) if (!needed.has(url)) await cache.delete(url);
  if (others === 0) await notes.erase('untidy');
}

/** When a page is opened: what an old build's pages needed goes once the last of them is closed. */
async function tidyLater(): Promise<void> {
  const builds = await notes.openBuilds();
  builds.delete(build.list);
  if (builds.size === 0 && (await notes.read('untidy')) !== null) await tidy();
}

async function told(): Promise<Kept> {
  const shelf = await shelves.of(build.list);
  const cache = await caches.open(filesCache(site));
  const here = new Set((await cache.keys()).map(({ url }) => url));
  const complete = shelf?.files(parts).every((file) => here.has(shelf.keyOf(file))) ?? false;
  return { build: build.list, parts, complete };
}

async function activate(): Promise<void> {
  await notes.write('untidy', '');
  await tidy();
}

/** Addresses that are the server's alone: the worker itself, and the ZIP for those who take it. */
const isServers = (url: URL): boolean => /\/(sw\.js|doodles-site\.zip)$/.test(url.pathname);

function isOurs({ request }: AskedEvent): boolean {
  const url = new URL(request.url);
  return request.method === 'GET' && url.href.startsWith(site) && !isServers(url);
}

scope.addEventListener('install', (event) => event.waitUntil(install(event)));
scope.addEventListener('activate', (event) => event.waitUntil(activate()));
scope.addEventListener('fetch', (event) => {
  if (!isOurs(event)) return;
  event.respondWith(answers.answer(event));
  if (event.request.mode === 'navigate') event.waitUntil(tidyLater());
});
scope.addEventListener('message', (event) => {
  const message = event.data as ToKeeper;
  if (message.kind === 'use') event.waitUntil(scope.skipWaiting());
  if (message.kind === 'stop') stopped = true;
  if (message.kind === 'tell') event.waitUntil(told().then((kept) => event.ports[0]?.postMessage(kept)));
});
