/** Two builds on one device: which of them answers whom. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Answers } from '../../../../src/activities/offline/worker/answer.ts';
import { Notes } from '../../../../src/activities/offline/worker/notes.ts';
import type { AskedEvent, Scope } from '../../../../src/activities/offline/worker/scope.ts';
import { Shelves } from '../../../../src/activities/offline/worker/shelves.ts';
import { filesCache, type KeptFile } from '../../../../src/components/offline/kept-list.ts';
import { fakeCaches } from './fake-caches.ts';

// The library asks for a worker's scope as soon as it is loaded.
vi.hoisted(() => Object.assign(globalThis, { self: globalThis }));

const SITE = 'https://example.org/doodles/';
const OLD = '_astro/offline-old.json';
const NEW = '_astro/offline-new.json';

const file = (path: string, sha256: string): KeptFile => ({
  path,
  sha256,
  part: 'site',
  lineBytes: 1,
  bytes: 1,
});
const BUILDS = {
  [OLD]: [
    file('', 'oldFront'),
    file('draw/', 'oldDraw'),
    file('_astro/worker-1.js', 'w1'),
    file('exhibits/cat.png', 'oldCat'),
  ],
  [NEW]: [
    file('', 'newFront'),
    file('draw/', 'newDraw'),
    file('_astro/worker-2.js', 'w2'),
    file('exhibits/cat.png', 'newCat'),
    file('models/forest.onnx?v=0123', 'forest'),
    file('exhibits/words/bee.png', 'bee'),
  ],
};

let fetched: { url: string; integrity: string | undefined }[];
let open: Set<string>;
let notes: Notes;
let answers: Answers;

beforeEach(async () => {
  fetched = [];
  open = new Set();
  vi.stubGlobal('caches', fakeCaches());
  vi.stubGlobal('location', new URL('sw.js', SITE));
  vi.stubGlobal('fetch', async (input: URL | Request, init?: RequestInit) => {
    const url = 'url' in input ? input.url : input.href;
    fetched.push({ url, integrity: init?.integrity });
    if (url.includes('gone')) throw new TypeError('no network');
    return new Response('from the network');
  });
  const scope = {
    registration: { scope: SITE },
    clients: { get: async (id: string) => (open.has(id) ? { id } : undefined) },
  } as unknown as Scope;
  const shelves = new Shelves(SITE);
  const cache = await caches.open(filesCache(SITE));
  for (const [list, files] of Object.entries(BUILDS)) {
    await cache.put(new URL(list, SITE).href, Response.json({ files }));
    const shelf = await shelves.of(list);
    for (const each of files)
      if (!each.path.includes('words')) await cache.put(shelf?.keyOf(each) ?? '', new Response(each.sha256));
  }
  notes = new Notes(scope);
  answers = new Answers(SITE, NEW, shelves, notes);
});
afterEach(() => vi.unstubAllGlobals());

/** What comes of a request for `path` by the page `client`; an empty one opens a page. */
async function ask(path: string, client = '', result = '') {
  const request = { url: new URL(path, SITE).href, mode: client === '' ? 'navigate' : 'cors', method: 'GET' };
  const waiting: Promise<unknown>[] = [];
  const response = await answers.answer({
    request,
    clientId: client,
    resultingClientId: result,
    waitUntil: (work: Promise<unknown>) => waiting.push(work),
  } as unknown as AskedEvent);
  await Promise.all(waiting);
  return response;
}
const text = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).text();

describe('a page', () => {
  it('that is opened gets the new build, whatever its query, and what it asks for is of that', async () => {
    expect(await text('draw/?task=five-animals', '', 'a')).toBe('newDraw');
    expect(await text('exhibits/cat.png', 'a')).toBe('newCat');
    expect(fetched).toEqual([]);
  });

  it('of the old build gets the old files, and so do its workers', async () => {
    await notes.begin('b', OLD);
    expect(await text('exhibits/cat.png', 'b')).toBe('oldCat');
    expect(await text('_astro/worker-1.js', 'b', 'b-worker')).toBe('w1');
    expect(await text('exhibits/cat.png', 'b-worker')).toBe('oldCat');
    expect(fetched).toEqual([]);
  });

  it('that nobody has seen beginning gets what is named after its content, of either build', async () => {
    expect(await text('_astro/worker-1.js', 'c')).toBe('w1');
    expect(await text('_astro/worker-2.js', 'c')).toBe('w2');
  });

  it('gets a model with its checksum or without one, and none for another checksum', async () => {
    expect(await text('models/forest.onnx?v=0123', 'd')).toBe('forest');
    expect(await text('models/forest.onnx', 'd')).toBe('forest');
    expect(await text('models/forest.onnx?v=4567', 'd')).toBe('from the network');
  });

  it('gets from the network only the very file that its build has', async () => {
    await text('exhibits/words/bee.png', 'e');
    expect(fetched).toEqual([{ url: `${SITE}exhibits/words/bee.png`, integrity: 'sha256-bee' }]);
  });

  it('without its closing slash, and by the name of its file, is the same', async () => {
    // Node lets a response redirect only to an address that is whole.
    expect((await ask('draw?task=a')).headers.get('location')).toBe(`${SITE}draw/?task=a`);
    expect(await text('draw/index.html')).toBe('newDraw');
  });

  it('that is not on the device leads to where that is said, without a network', async () => {
    expect(await text('elsewhere/')).toBe('from the network');
    expect((await ask('gone/')).headers.get('location')).toBe(`${SITE}offline/#not-kept`);
  });
});

describe('what is written down', () => {
  it('outlives the worker, and goes with the page', async () => {
    await ask('draw/', '', 'f');
    await notes.begin('g', OLD);
    open.add('f').add('g');
    const again = new Notes({
      registration: { scope: SITE },
      clients: { get: async (id: string) => (open.has(id) ? { id } : undefined) },
    } as unknown as Scope);
    expect(await again.buildOf('g')).toBe(OLD);
    expect(await again.openBuilds()).toEqual(new Set([NEW, OLD]));
    open.delete('g');
    expect(await again.openBuilds()).toEqual(new Set([NEW]));
    expect(await again.buildOf('g')).toBe(null);
  });
});
