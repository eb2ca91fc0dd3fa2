/** What is in a folder of drawings, for the author to judge before anything is trained on it. */
import { faultsBetween, faultsOf } from '../../src/drawings/faults-of.ts';
import { type LookOfBitmaps, lookOfBitmaps } from '../../src/drawings/look-of-bitmaps.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { officialClasses } from '../dataset/classes.ts';
import type { PictureRows } from '../dataset/folder/pictureRows.ts';
import { type FolderSource, folderSource } from '../dataset/folder.ts';
import { DatasetError } from '../dataset/source.ts';
import { sampleRows } from './sampleRows.ts';

/** Drawings of a class that are looked at, spread over its file, and those of them on the sheet. */
export const MOST_SAMPLED = 600;
export const ON_SHEET = 10;
/** Different drawings of a class that a run takes at the least, 5 to show and 10 to learn from. */
export const FEWEST = 15;

export interface LookedClass {
  readonly name: string;
  /** In words: "bitmaps", "pictures". */
  readonly forms: readonly string[];
  readonly files: readonly string[];
  /** Drawings in the files, and those of them that count. */
  readonly rows: number;
  readonly usable: number;
  /** Looked at, of those that count. */
  readonly sampled: number;
  /** Of all pixels of some of those, 0..255. */
  readonly meanInk: number;
  /** Whether a run on it would be refused. */
  readonly isRefused: boolean;
  /** What is wrong or doubtful, sentences. */
  readonly doubts: readonly string[];
  /** The first of the sample. [at most 10][784] */
  readonly examples: readonly Uint8Array[];
}

export interface Look {
  readonly folder: string;
  readonly classes: readonly LookedClass[];
  /** What is doubtful between classes, sentences. */
  readonly doubts: readonly string[];
  /** Whether a run on all of them would be refused for that. */
  readonly isRefused: boolean;
  /** Classes that cannot be read, with what is wrong. */
  readonly unreadable: readonly { readonly name: string; readonly reason: string }[];
  /** Whether the drawings are somebody's own, so that some of them will be shown. */
  readonly isOwn: boolean;
  /** Sentences: what is read as what, what was passed over. */
  readonly notes: readonly string[];
}

/** @throws DatasetError where the folder is none, or nothing known is in it. */
export async function lookInto(folder: string, cacheDir: string): Promise<Look> {
  const notes: string[] = [];
  const source = await folderSource(folder, { cacheDir, log: (line) => notes.push(line) });
  const seen: WithLook[] = [];
  const unreadable: { name: string; reason: string }[] = [];
  for (const name of source.classes)
    try {
      seen.push(await lookAtClass(source, name));
    } catch (error) {
      if (!(error instanceof DatasetError)) throw error;
      unreadable.push({ name, reason: error.message });
    }
  const isOwn = source.isOwn || seen.some(({ name }) => !officialClasses().includes(name));
  const withLook = seen.flatMap(({ look, where, usable }) =>
    look === undefined ? [] : [{ name: where, look, usable }],
  );
  const looks = withLook.map(({ look }) => look);
  const different = differentOf(
    looks,
    withLook.map(({ usable }) => usable),
  );
  const classes = seen.map(({ look, where, ...each }): LookedClass => {
    if (look === undefined) return each;
    const faults = faultsOf(look, where, { isOwn });
    const left = different[looks.indexOf(look)] as number;
    const isCopied = isOwn && each.usable >= FEWEST && left < FEWEST;
    return {
      ...each,
      isRefused: isCopied || faults.some(({ severity }) => severity === 'refuse'),
      doubts: [
        ...each.doubts,
        ...faults.map(({ message }) => message),
        ...(isCopied
          ? [
              `about ${left} of its ${each.usable} drawings are neither blank nor copies of others before them, in this class or an earlier one; expected at least ${FEWEST}.`,
            ]
          : []),
      ],
    };
  });
  const between = faultsBetween(withLook, { isOwn });
  const doubts = between.map(({ message }) => message);
  const isRefused = between.some(({ severity }) => severity === 'refuse');
  return { folder, classes, unreadable, doubts, isRefused, isOwn, notes };
}

/** About how many drawings of each class are unlike all others before them, in its class and in earlier ones, by their marks. */
function differentOf(looks: readonly LookOfBitmaps[], usable: readonly number[]): number[] {
  const areAllChosen = looks.every(({ allChosen }) => allChosen);
  const before = new Set<number>();
  return looks.map(({ marks, repeated, blank }, c) => {
    const comparable = [...marks].filter((mark) => areAllChosen || mark % 2 === 0); // see `comparable` of faults-of.ts
    const fresh = comparable.filter((mark) => !before.has(mark));
    for (const mark of fresh) before.add(mark);
    const share = comparable.length > 0 ? (fresh.length / comparable.length) * (1 - repeated) : 1;
    return Math.round((usable[c] as number) * (1 - blank) * share);
  });
}

type WithLook = LookedClass & { readonly look: LookOfBitmaps | undefined; readonly where: string };

async function lookAtClass(source: FolderSource, name: string): Promise<WithLook> {
  const parts = source.rowsOf(name);
  const first = source.firstRowOf(name);
  const doubts: string[] = [];
  for (const part of parts) {
    if ('traced' in part) doubts.push(...(await picturesOf(part as PictureRows)));
  }
  const usable = await source.available(name);
  // Where some count, all before them were skipped, so that nothing need be counted a second time.
  let rows = usable + parts.length * first;
  if (usable === 0) {
    rows = 0;
    for (const part of parts) rows += await part.count(0);
  }
  const pixels = usable > 0 ? await sampleRows(parts, first, usable, MOST_SAMPLED) : new Uint8Array(0);
  const sampled = pixels.length / PIXELS;
  const look = sampled > 0 ? lookOfBitmaps(pixels) : undefined;
  if (usable === 0 && rows > 0)
    doubts.push(
      `none of its ${rows} drawings counts: the first ${first} of a word of Quick, Draw! are those that the site shows, so no model learns from them. If these are your own drawings, write {"drawings": "own"} and the classes into dataset.json, or give the class another name.`,
    );
  if (rows === 0) doubts.push('there is no drawing');
  const files = parts.map(({ file }) => file);
  const where = `"${name}" (${files.join(', ')})`;
  return {
    look,
    where,
    name,
    forms: parts.map(({ what }) => what),
    files,
    isRefused: false,
    rows,
    usable,
    sampled,
    meanInk: look?.meanInk ?? 0,
    doubts,
    examples: Array.from({ length: Math.min(ON_SHEET, sampled) }, (_, i) => {
      const row = Math.floor((i * sampled) / Math.min(ON_SHEET, sampled));
      return pixels.slice(row * PIXELS, (row + 1) * PIXELS);
    }),
  };
}

const MOST_NAMED = 5;

async function picturesOf(part: PictureRows): Promise<string[]> {
  const traced = await part.traced();
  const without = traced.flatMap((each) => ('reason' in each ? [`${each.name} (${each.reason})`] : []));
  const odd = traced.flatMap((each) =>
    'notes' in each && each.notes.length > 0 ? [`${each.name}: ${each.notes.join(' ')}`] : [],
  );
  const more = (names: readonly string[]) =>
    names.length > MOST_NAMED ? `; and ${names.length - MOST_NAMED} more` : '';
  return [
    ...(without.length > 0
      ? [
          `${without.length} of ${traced.length} pictures passed over: ${without.slice(0, MOST_NAMED).join('; ')}${more(without)}`,
        ]
      : []),
    ...(odd.length > 0 ? [`${odd.slice(0, MOST_NAMED).join('; ')}${more(odd)}`] : []),
    `every picture before and after: ${part.sheet}`,
  ];
}
