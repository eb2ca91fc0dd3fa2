/**
 * What the service worker writes down: of which build every open page is. A worker is put to sleep at any moment, and one
 * build's pages may still be open under the next one's worker, which goes on answering them from their own build.
 */
import { notesCache } from '../../../components/offline/kept-list.ts';
import type { Scope } from './scope.ts';

export class Notes {
  /** Builds by the id of a page; what is known of a page stays true as long as it is open. */
  readonly #known = new Map<string, string>();
  readonly #scope: Scope;
  readonly #site: string;

  constructor(scope: Scope) {
    this.#scope = scope;
    this.#site = scope.registration.scope;
  }

  #open = () => caches.open(notesCache(this.#site));
  #address = (name: string) => new URL(`note/${name}`, this.#site).href;

  async read(name: string): Promise<string | null> {
    const note = await (await this.#open()).match(this.#address(name));
    return note === undefined ? null : note.text();
  }

  async write(name: string, text: string): Promise<void> {
    await (await this.#open()).put(this.#address(name), new Response(text));
  }

  /** @returns whether there was such a note. */
  async erase(name: string): Promise<boolean> {
    return (await this.#open()).delete(this.#address(name));
  }

  /** A page or worker begins to be, as one of `build`. */
  async begin(client: string, build: string): Promise<void> {
    this.#known.set(client, build);
    // On a full device the worker knows it as long as it is awake.
    await this.write(`client/${client}`, build).catch(() => {});
  }

  /** The build that a page or worker is of; null for one that nobody has seen beginning. */
  async buildOf(client: string): Promise<string | null> {
    const known = this.#known.get(client) ?? (await this.read(`client/${client}`));
    if (known !== null) this.#known.set(client, known);
    return known;
  }

  /** Forgets pages that are closed. @returns the builds of those that are open. */
  async openBuilds(): Promise<Set<string>> {
    const cache = await this.#open();
    const prefix = this.#address('client/');
    const builds = new Set<string>();
    for (const { url } of await cache.keys()) {
      if (!url.startsWith(prefix)) continue;
      const client = url.slice(prefix.length);
      if ((await this.#scope.clients.get(client)) === undefined) {
        this.#known.delete(client);
        await cache.delete(url);
      } else {
        const build = await this.buildOf(client);
        if (build !== null) builds.add(build);
      }
    }
    return builds;
  }
}
