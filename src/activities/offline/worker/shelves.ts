/** The builds whose files are on the device, by the path of their lists. */
import { type BuildNote, filesCache, type KeptList } from '../../../components/offline/kept-list.ts';
import { createShelf, type Shelf } from './shelf.ts';

export class Shelves {
  readonly #opened = new Map<string, Promise<Shelf | null>>();
  readonly #site: string;

  /** @param site address at which the site begins */
  constructor(site: string) {
    this.#site = site;
  }

  /** The shelf of a build; null where its list is not on the device. */
  of(list: string): Promise<Shelf | null> {
    const opened = this.#opened.get(list) ?? this.#read(list);
    this.#opened.set(list, opened);
    return opened;
  }

  async #read(list: string): Promise<Shelf | null> {
    const cache = await caches.open(filesCache(this.#site));
    const kept = await cache.match(this.address(list));
    if (kept === undefined) {
      this.#opened.delete(list);
      return null;
    }
    return createShelf((await kept.json()) as KeptList, this.#site);
  }

  /**
   * Brings the list of a build onto the device.
   * @throws TypeError where it does not come, or is another one
   */
  async fetch({ list, sha256 }: BuildNote): Promise<Shelf> {
    const here = await this.of(list);
    if (here !== null) return here;
    const response = await fetch(this.address(list), { integrity: `sha256-${sha256}` });
    if (!response.ok) throw new TypeError(`${list} came with status ${response.status}`);
    const cache = await caches.open(filesCache(this.#site));
    await cache.put(this.address(list), response.clone());
    return createShelf((await response.json()) as KeptList, this.#site);
  }

  address = (list: string): string => new URL(list, this.#site).href;
}
