/**
 * Answers what pages ask for, each from the build that it is of: a page that is open never gets a file of another build,
 * whatever the server has by now. What is not of the site, or of none of its builds, comes from the network.
 */
import { filesCache, type KeptFile } from '../../../components/offline/kept-list.ts';
import type { Notes } from './notes.ts';
import type { AskedEvent } from './scope.ts';
import { namesContent, type Shelf } from './shelf.ts';
import type { Shelves } from './shelves.ts';

/** Where a reader learns that a page is not on the device. */
export const NOT_KEPT = 'offline/#not-kept';

export class Answers {
  readonly #site: string;
  readonly #build: string;
  readonly #shelves: Shelves;
  readonly #notes: Notes;

  /** @param build that pages get which are opened from now on */
  constructor(site: string, build: string, shelves: Shelves, notes: Notes) {
    this.#site = site;
    this.#build = build;
    this.#shelves = shelves;
    this.#notes = notes;
  }

  async answer(event: AskedEvent): Promise<Response> {
    const { request, clientId, resultingClientId } = event;
    const opens = request.mode === 'navigate';
    const build = (opens ? null : await this.#notes.buildOf(clientId)) ?? this.#build;
    if (resultingClientId) event.waitUntil(this.#notes.begin(resultingClientId, build));
    const url = new URL(request.url);
    const shelf = (await this.#shelves.of(build)) ?? (await this.#shelves.of(this.#build));
    const file = shelf?.find(url);
    const cache = await caches.open(filesCache(this.#site));
    if (shelf && file) return (await cache.match(shelf.keyOf(file))) ?? this.#fetchSame(file);
    // A page that nobody has seen beginning, for a file that is named after its content.
    const named = await cache.match(request.url);
    if (named !== undefined) return named;
    return opens ? this.#open(request, shelf) : fetch(request);
  }

  /** A file of the build that is not on the device: from the network, if that still has the very same. */
  #fetchSame = ({ path, sha256 }: KeptFile): Promise<Response> =>
    fetch(new URL(path, this.#site), {
      integrity: `sha256-${sha256}`,
      cache: namesContent(path) ? 'default' : 'no-cache',
    });

  async #open(request: Request, shelf: Shelf | null): Promise<Response> {
    const folder = new URL(`${request.url.replace(/[?#].*$/, '')}/`);
    if (shelf?.find(folder)) return Response.redirect(folder.href + new URL(request.url).search);
    try {
      return await fetch(request);
    } catch {
      return Response.redirect(new URL(NOT_KEPT, this.#site).href);
    }
  }
}
