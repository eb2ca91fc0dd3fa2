/**
 * What the device remembers of a reader's way: where they were, which chapters they have read, what they have tried. It is
 * kept on this device alone. Every change is made to what is kept at that moment, so that of two tabs neither undoes what
 * the other has noted.
 */
export const PATH_KEY = 'path';
const VERSION = 1;

export interface Place {
  /** Id of the chapter's heading. */
  readonly chapter: string;
  /** Which of the chapter's blocks, from 0. */
  readonly block: number;
}

export interface Path {
  /** Where the reader was, by part of the article: `1`, `2`. */
  readonly places: ReadonlyMap<string, Place>;
  /** Ids of chapters that have been read. */
  readonly read: ReadonlySet<string>;
  /** Of chapters that have been begun: a digit a block, 1 once it has been seen. */
  readonly seen: ReadonlyMap<string, string>;
  /** Ids of things to do (`note-tried.ts`). */
  readonly tried: ReadonlySet<string>;
}

export const EMPTY_PATH: Path = { places: new Map(), read: new Set(), seen: new Map(), tried: new Set() };

/** Where texts are kept, `localStorage`; it may throw. */
export type PathStorage = () => Pick<Storage, 'getItem' | 'setItem'>;

/** The path; an empty one where storage is barred, or holds what cannot be read or is of another version. */
export function readPath(storage: PathStorage): Path {
  try {
    return parse(storage().getItem(PATH_KEY));
  } catch {
    return EMPTY_PATH;
  }
}

/** Keeps what `change` makes of the path; what a later version of the site has kept is left alone. */
export function changePath(storage: PathStorage, change: (path: Path) => Path): void {
  try {
    const text = storage().getItem(PATH_KEY);
    if (versionOf(text) > VERSION) return;
    const before = parse(text);
    const after = change(before);
    if (after !== before) storage().setItem(PATH_KEY, stringify(after));
  } catch {
    // Barred or full: nothing is lost but this.
  }
}

function stringify({ places, read, seen, tried }: Path): string {
  return JSON.stringify({
    version: VERSION,
    places: Object.fromEntries(places),
    read: [...read],
    seen: Object.fromEntries(seen),
    tried: [...tried],
  });
}

function json(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

const versionOf = (text: string | null): number => Number(json(text)['version'] ?? 0);

function parse(text: string | null): Path {
  const kept = json(text);
  if (kept['version'] !== VERSION) return EMPTY_PATH;
  return {
    places: new Map(entriesOf(kept['places']).filter((entry): entry is [string, Place] => isPlace(entry[1]))),
    read: new Set(textsOf(kept['read'])),
    seen: new Map(entriesOf(kept['seen']).filter((entry): entry is [string, string] => isSeen(entry[1]))),
    tried: new Set(textsOf(kept['tried'])),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const entriesOf = (value: unknown): [string, unknown][] => (isObject(value) ? Object.entries(value) : []);

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

const isPlace = (value: unknown): value is Place =>
  isObject(value) &&
  typeof value['chapter'] === 'string' &&
  Number.isSafeInteger(value['block']) &&
  (value['block'] as number) >= 0;

const isSeen = (value: unknown): value is string => typeof value === 'string' && /^[01]+$/.test(value);
