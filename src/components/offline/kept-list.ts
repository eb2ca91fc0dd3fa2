/**
 * What of the site can be kept for use without a network: a build writes the list (`src/integrations/offline.ts`), the
 * service worker reads it, and a page says what it weighs.
 */

/** What readers may take apart: everything but the sheets of words; and those. */
export const PARTS = ['site', 'words'] as const;
export type Part = (typeof PARTS)[number];

export interface KeptFile {
  /** Below the base, as pages ask for it: `draw/`, `models/cats-and-sheep-forest.onnx?v=0123456789abcdef`. */
  readonly path: string;
  /** Of what a browser gets once it has unpacked it; base64. */
  readonly sha256: string;
  readonly part: Part;
  /** Over the line, with Brotli where it is smaller. */
  readonly lineBytes: number;
  /** On the device. */
  readonly bytes: number;
}

export interface KeptList {
  readonly files: readonly KeptFile[];
}

/** What the service worker of one build is told of it, in its first line. */
export interface BuildNote {
  /** Path of the `KeptList`, named after its content: it names the build, too. */
  readonly list: string;
  /** Of the list; base64. */
  readonly sha256: string;
}

/** Name of the cache with the files of the site at `scope`, an address: of every build that is in use. */
export const filesCache = (scope: string): string => `doodles-files ${scope}`;
/** Name of the cache with what the service worker must not forget when it is put to sleep. */
export const notesCache = (scope: string): string => `doodles-notes ${scope}`;
