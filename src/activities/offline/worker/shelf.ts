/**
 * One build's files on the device. All builds share a cache: a file is kept under its address and, where that says
 * nothing of its content, its checksum, so that two builds share what they have in common and never take each other's.
 */
import { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import {
  filesCache,
  type KeptFile,
  type KeptList,
  type Part,
} from '../../../components/offline/kept-list.ts';

/** Named after its content: one address, one file, in every build. */
export const namesContent = (path: string): boolean => /^_astro\/|\?v=/.test(path);

/** As the library takes it: its address, what tells it from the same address in other builds, and its checksum. */
export const entryOf = (file: KeptFile, scope: string) => ({
  url: new URL(file.path, scope).href,
  revision: namesContent(file.path) ? null : file.sha256.slice(0, 16),
  integrity: `sha256-${file.sha256}`,
});

export interface Shelf {
  /** The file that the build has at an address, with or without a query of the reader's. */
  find(url: URL): KeptFile | undefined;
  /** Under which `file` is kept. */
  keyOf(file: KeptFile): string;
  files(parts: readonly Part[]): KeptFile[];
}

export function createShelf(list: KeptList, scope: string): Shelf {
  const controller = new PrecacheController({ cacheName: filesCache(scope) });
  const byAddress = new Map<string, KeptFile>();
  for (const file of list.files) {
    controller.addToCacheList([entryOf(file, scope)]);
    const { pathname, search } = new URL(file.path, scope);
    byAddress.set(pathname + search, file);
    // A link for saving a file asks for it without the checksum in its address.
    if (!byAddress.has(pathname)) byAddress.set(pathname, file);
  }
  return {
    find({ pathname, search, searchParams }) {
      const exact = byAddress.get(pathname + search);
      // Another checksum is another build's file.
      if (exact !== undefined || searchParams.has('v')) return exact;
      return byAddress.get(pathname) ?? byAddress.get(pathname.replace(/index\.html$/, ''));
    },
    keyOf: (file) => controller.getCacheKeyForURL(new URL(file.path, scope).href) as string,
    files: (parts) => list.files.filter(({ part }) => parts.includes(part)),
  };
}
