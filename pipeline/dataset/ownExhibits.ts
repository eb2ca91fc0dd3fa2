/**
 * The exhibits of drawings that the author has collected: a part that is set aside before anything is learnt, since the
 * embedded drawings that the site shows otherwise are of other things, or are those that are learnt from.
 */

import { createHash } from 'node:crypto';
import { listed } from '../../src/core/listed.ts';
import { createRandom } from '../../src/core/random.ts';
import { faultsBetween, faultsOf } from '../../src/drawings/faults-of.ts';
import { type LookOfBitmaps, lookOfBitmaps } from '../../src/drawings/look-of-bitmaps.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { assertCount, classDrawings } from './bitmaps.ts';
import { type ClassDrawings, DatasetError, type DrawingSource } from './source.ts';

/** Share of a class that is set aside, and how many that is at the least and at the most. */
const SHARE = 0.2;
const FEWEST = 5;
const MOST = 100;
/** Different drawings of a class that must be left to learn from and to test on. */
const FEWEST_LEFT = 10;
/** Drawings of a class that are looked at; of more, the first. */
const MOST_READ = 20_000;
/** What nobody can see any more when the copies are gone; the rest is told of what is loaded. */
const OF_COPIES = ['blank', 'repeated', 'shared'];

export const exhibitCount = (drawings: number): number =>
  Math.min(MOST, Math.max(FEWEST, Math.round(SHARE * drawings)));

export interface OwnDrawings {
  /** What is learnt from and tested on. */
  readonly source: DrawingSource;
  /** What is shown; no drawing of it is in `source`, nor a copy of one. */
  readonly exhibits: DrawingSource;
  /** Of every class, in the order given: drawings that differ from all others, and how many of them are shown. */
  counts(): Promise<readonly { readonly name: string; readonly different: number; readonly shown: number }[]>;
}

/** Rows of a class in the source, rising. Pixels are read again when they are asked for: of MNIST they are 55 MB. */
interface Part {
  readonly name: string;
  readonly different: number;
  /** How many of its drawings are copies of earlier ones of a class, by that class. */
  readonly copies: ReadonlyMap<string, number>;
  readonly kept: Int32Array;
  readonly shown: Int32Array;
}

export interface OwnOptions {
  /** Told of each class that has copies how many there are, and of what. */
  readonly log?: ((line: string) => void) | undefined;
  /** Told of blank drawings and copies, where they are so many that something is probably wrong. */
  readonly warn?: ((text: string) => void) | undefined;
}

/**
 * Sets a fifth of each class aside, at least 5 and at most 100, by a lot that depends on its name and its size alone.
 * Of exact copies, in one class or in several, the first alone counts.
 * @param classes those of the experiment.
 */
export function setExhibitsAside(
  source: DrawingSource,
  classes: readonly string[],
  { log, warn }: OwnOptions = {},
): OwnDrawings {
  let parts: Promise<Part[]> | undefined;

  async function readParts(): Promise<Part[]> {
    const firstClassOf = new Map<string, string>(); // by checksum
    const read: Part[] = [];
    const looks: { name: string; look: LookOfBitmaps }[] = [];
    for (const name of classes) {
      const available = Math.min(MOST_READ, await source.available(name));
      const pixels = available > 0 ? (await source.load(name, available)).pixels : new Uint8Array(0);
      const copies = new Map<string, number>();
      const rows = Array.from({ length: available }, (_, row) => row).filter((row) => {
        const hash = createHash('sha256').update(pixels.subarray(row * PIXELS, (row + 1) * PIXELS));
        const digest = hash.digest('base64');
        const first = firstClassOf.get(digest);
        if (first === undefined) firstClassOf.set(digest, name);
        else copies.set(first, (copies.get(first) ?? 0) + 1);
        return first === undefined;
      });
      if (available > 0)
        looks.push({
          name: `"${name}" (${source.filesOf?.(name).join(', ') ?? source.description})`,
          look: lookOfBitmaps(pixels),
        });
      const count = exhibitCount(rows.length);
      const drawn = new Set(
        createRandom(`exhibits/${name}`)
          .shuffle([...rows])
          .slice(0, count),
      );
      const take = (isShown: boolean) => Int32Array.from(rows.filter((row) => drawn.has(row) === isShown));
      read.push({ name, different: rows.length, copies, kept: take(false), shown: take(true) });
    }
    for (const { name, different, copies } of read)
      if (copies.size > 0)
        log?.(`"${name}": ${different} different drawings; left out are ${copiesWords(name, copies)}`);
    if (warn !== undefined) {
      const options = { isOwn: true };
      const faults = [
        ...faultsBetween(looks, options),
        ...looks.flatMap(({ name, look }) => faultsOf(look, name, options)),
      ];
      for (const { kind, message } of faults) if (OF_COPIES.includes(kind)) warn(message);
    }
    return read;
  }

  async function sound(): Promise<Part[]> {
    parts ??= readParts();
    const all = await parts;
    const few = all.filter(({ kept }) => kept.length < FEWEST_LEFT);
    if (few.length > 0)
      throw new DatasetError(
        `too few different drawings of ${listed(
          few.map(
            ({ name, different, copies }) =>
              `"${name}" (${different}${copies.size > 0 ? `, and ${copiesWords(name, copies)}` : ''})`,
          ),
          'and',
        )}: ${FEWEST + FEWEST_LEFT} of each class at least, ${FEWEST} to be shown and ${FEWEST_LEFT} to learn from and be tested on. Collect more, or leave ${few.length === 1 ? 'the class' : 'these classes'} out.`,
      );
    return all;
  }

  async function partOf(className: string): Promise<Part> {
    const found = (await sound()).find(({ name }) => name === className);
    if (found === undefined)
      throw new DatasetError(`"${className}" is not one of the classes: ${classes.join(', ')}`);
    return found;
  }

  const sourceOf = (which: 'kept' | 'shown', description: string): DrawingSource => ({
    kind: source.kind,
    description,
    isOwn: true,
    ...(source.filesOf && { filesOf: source.filesOf }),
    available: async (className) => (await partOf(className))[which].length,
    async load(className, count, onProgress): Promise<ClassDrawings> {
      const all = (await partOf(className))[which];
      assertCount(className, count, all.length, 'Collect more, or ask for fewer.');
      const rows = all.subarray(0, count);
      const { pixels } = await source.load(className, (rows.at(-1) as number) + 1);
      onProgress?.({ className, bytes: count * PIXELS, totalBytes: count * PIXELS });
      return classDrawings(className, all.length, gather(pixels, rows));
    },
  });

  return {
    source: sourceOf('kept', `${source.description}, a fifth of each class set aside to be shown`),
    exhibits: sourceOf('shown', `what is set aside of ${source.description}`),
    counts: async () =>
      (await sound()).map(({ name, different, shown }) => ({ name, different, shown: shown.length })),
  };
}

/** '150 copies of others of its class and 300 of "baa"'. */
function copiesWords(name: string, copies: ReadonlyMap<string, number>): string {
  const told = [...copies].map(([of, count]) => ({
    count,
    of: of === name ? 'others of its class' : `"${of}"`,
  }));
  return told
    .map(({ count, of }, i) => `${count}${i > 0 ? '' : count === 1 ? ' copy' : ' copies'} of ${of}`)
    .join(' and ');
}

function gather(pixels: Uint8Array, rows: Int32Array): Uint8Array {
  const taken = new Uint8Array(rows.length * PIXELS);
  rows.forEach((row, i) => {
    taken.set(pixels.subarray(row * PIXELS, (row + 1) * PIXELS), i * PIXELS);
  });
  return taken;
}
