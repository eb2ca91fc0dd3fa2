/** The drawings that the bench trains and tests on, the same for every contestant, in the same order. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSource } from '../../pipeline/dataset/open.ts';
import type { DrawingStore } from '../../pipeline/engine/job.ts';
import { createRandom } from '../../src/core/random.ts';
import { PIXELS } from '../../src/learning/classifier.ts';

export const CLASSES = ['bird', 'cat', 'dog', 'flower', 'house'];

/** Whose labels fit into a byte each, which is what the peers and other checkouts read. */
const MOST_IN_BYTES = 256;

/** Drawings of all classes together. */
export interface Sizes {
  readonly train: number;
  readonly test: number;
}

const SIDE = 28;
/** Pixels by which embedded drawings are shifted at most, each way in both directions. */
const SHIFT = 3;
/** Of the 100 embedded drawings of a class, those whose shifted copies are tested on. */
const TESTED = 40;

/**
 * Writes the workload to a folder: the training drawings, then those to test, pixel by pixel into `pixels`, their
 * classes into `labels`, one byte each, or two where there are more than 256 classes.
 *
 * @param data a folder in the official layout, or undefined for the embedded drawings: there are only 100 of each
 *   class, so each comes many times, shifted by up to three pixels; no drawing is in both sets
 * @returns one line on what it consists of
 */
export async function writeWorkload(
  folder: string,
  data: string | undefined,
  { train, test }: Sizes,
  classes: readonly string[] = CLASSES,
): Promise<string> {
  const source = await openSource(data ?? 'embedded', { cacheDir: join(folder, 'cache') });
  const perClass = { train: train / classes.length, test: test / classes.length };
  const drawings: { readonly label: number; readonly pixels: Uint8Array; readonly isTest: boolean }[] = [];
  for (const [label, name] of classes.entries()) {
    const random = createRandom(`bench ${name}`);
    const add = (rows: readonly Uint8Array[], isTest: boolean) => {
      for (const pixels of rows) drawings.push({ label, pixels, isTest });
    };
    if (data === undefined) {
      const rows = rowsOf((await source.load(name, 100)).pixels);
      add(shifted(rows.slice(TESTED), perClass.train, random.fork('train')), false);
      add(shifted(rows.slice(0, TESTED), perClass.test, random.fork('test')), true);
    } else {
      const { pixels } = await source.load(name, perClass.train + perClass.test);
      const rows = random.shuffle(rowsOf(pixels));
      add(rows.slice(0, perClass.train), false);
      add(rows.slice(perClass.train), true);
    }
  }
  createRandom('bench order').shuffle(drawings);
  const ordered = [...drawings.filter(({ isTest }) => !isTest), ...drawings.filter(({ isTest }) => isTest)];
  const pixels = new Uint8Array(ordered.length * PIXELS);
  for (const [i, drawing] of ordered.entries()) pixels.set(drawing.pixels, i * PIXELS);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'pixels'), pixels);
  const labels = ordered.map(({ label }) => label);
  const packed = classes.length > MOST_IN_BYTES ? Uint16Array.from(labels) : Uint8Array.from(labels);
  await writeFile(join(folder, 'labels'), packed);
  await writeFile(join(folder, 'sizes.json'), JSON.stringify({ classes, train, test }));
  return data === undefined
    ? `${100 * classes.length} embedded drawings, 100 a class, each shifted by up to ${SHIFT} pixels to many copies (--data DIR takes different ones)`
    : source.description;
}

/** Reads what `writeWorkload` wrote, into memory that threads share. */
export async function readWorkload(folder: string): Promise<{ store: DrawingStore } & Sizes> {
  const { classes, train, test } = JSON.parse(await readFile(join(folder, 'sizes.json'), 'utf8'));
  const count = train + test;
  const pixels = new Uint8Array(new SharedArrayBuffer(count * PIXELS));
  pixels.set(await readFile(join(folder, 'pixels')));
  const labels = new Uint16Array(new SharedArrayBuffer(2 * count));
  const packed = await readFile(join(folder, 'labels'));
  for (let i = 0; i < count; i++)
    labels[i] = classes.length > MOST_IN_BYTES ? packed.readUInt16LE(2 * i) : packed.readUInt8(i);
  return { store: { classes, count, pixels, labels }, train, test };
}

const rowsOf = (pixels: Uint8Array) =>
  Array.from({ length: pixels.length / PIXELS }, (_, i) => pixels.subarray(i * PIXELS, (i + 1) * PIXELS));

/** Different shifts of the drawings, as many as wanted. @throws RangeError when there are not so many. */
function shifted(
  rows: readonly Uint8Array[],
  wanted: number,
  random: ReturnType<typeof createRandom>,
): Uint8Array[] {
  const steps = Array.from({ length: 2 * SHIFT + 1 }, (_, i) => i - SHIFT);
  const choices = rows.flatMap((row) => steps.flatMap((dx) => steps.map((dy) => ({ row, dx, dy }))));
  if (choices.length < wanted)
    throw new RangeError(
      `${wanted} drawings a class are too many for the embedded ones, which give ${choices.length}: use --data DIR`,
    );
  return random
    .shuffle(choices)
    .slice(0, wanted)
    .map(({ row, dx, dy }) => shift(row, dx, dy));
}

function shift(pixels: Uint8Array, dx: number, dy: number): Uint8Array {
  const moved = new Uint8Array(PIXELS);
  for (let y = Math.max(0, dy); y < Math.min(SIDE, SIDE + dy); y++)
    for (let x = Math.max(0, dx); x < Math.min(SIDE, SIDE + dx); x++)
      moved[y * SIDE + x] = pixels[(y - dy) * SIDE + x - dx] as number;
  return moved;
}
