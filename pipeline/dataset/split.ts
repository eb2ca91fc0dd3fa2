/**
 * Stratified, seeded splits: one fixed test set, training sets of any size from the rest, and validation folds.
 * All randomness comes from the generator that is passed in; its position does not matter, only its seed.
 * What is split stays where it is: every part is told by its rows.
 */
import { createHash } from 'node:crypto';
import type { Random } from '../../src/core/random.ts';
import { type LabelledDrawings, type Labels, PIXELS } from '../../src/learning/classifier.ts';
import { DatasetError } from './source.ts';

/** Labels of more classes take two bytes each. */
const MAX_BYTE_CLASSES = 256;
const MAX_CLASSES = 65_536;

interface SplitOptions {
  readonly random: Random;
  readonly leftOut?: ReadonlySet<number>;
}

const NONE: ReadonlySet<number> = new Set();

/** Rows of what was split. */
export interface Split {
  /** Balanced: the same number of every class, in random order. */
  readonly test: Int32Array;
  /** All the rest, class by class; no drawing of it equals one of the test set, pixel by pixel. */
  readonly pool: Int32Array;
  /** Drawings in neither, because the test set holds an exact copy of them, or because they were to be left out. */
  readonly duplicates: number;
}

/** Rows for one fold, as indices into what was split. */
export interface Fold {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}

/**
 * Splits drawings into a balanced test set and a training pool. Which drawings of a class are tested depends
 * on the seed and on that class alone, so that adding a class leaves the others as they were.
 * @param leftOut rows that are to be in neither; none by default.
 * @throws DatasetError when a class has no drawing left for the pool.
 * @throws RangeError for fewer than two classes, more than 65,536, or a size below 1.
 */
export function splitDrawings(
  drawings: LabelledDrawings,
  { testPerClass, random, leftOut = NONE }: SplitOptions & { readonly testPerClass: number },
): Split {
  const { classes, labels } = drawings;
  if (classes.length < 2 || classes.length > MAX_CLASSES)
    throw new RangeError(`a split needs 2 to ${MAX_CLASSES} classes, got ${classes.length}`);
  assertSize('testPerClass', testPerClass);
  const test: number[] = [];
  const rest: number[] = [];
  rowsByClass(drawings, leftOut).forEach((rows, label) => {
    const name = classes[label] as string;
    if (rows.length <= testPerClass)
      throw new DatasetError(
        `class "${name}" has ${rows.length} drawings: ${testPerClass} for the test set leave none to train on; expected at least ${testPerClass + 1}. Load more, or make the test set smaller.`,
      );
    random
      .fork(`test/${name}`)
      .shuffle(rows)
      .forEach((row, i) => {
        (i < testPerClass ? test : rest).push(row);
      });
  });
  random.fork('test order').shuffle(test);
  const tested = new Set(test.map((row) => digest(drawings, row)));
  const pool = rest.filter((row) => !tested.has(digest(drawings, row)));
  const hasSome = new Set(pool.map((row) => labels[row]));
  for (const [label, name] of classes.entries())
    if (!hasSome.has(label))
      throw new DatasetError(`class "${name}" has only drawings whose exact copies are in the test set`);
  return {
    test: Int32Array.from(test),
    pool: Int32Array.from(pool),
    duplicates: rest.length - pool.length + leftOut.size,
  };
}

/** Rows that equal an earlier one pixel by pixel, of whatever class. */
export function copiesIn(drawings: LabelledDrawings): Set<number> {
  const seen = new Set<string>();
  const copies = new Set<number>();
  for (let row = 0; row < drawings.count; row++)
    if (seen.size === seen.add(digest(drawings, row)).size) copies.add(row);
  return copies;
}

/**
 * Rows of the same number of drawings of every class, in random order, no two of them equal pixel by pixel; for
 * cross-validation. Which of a class are taken depends on the seed and on that class alone.
 * @param leftOut rows that are not to be taken; none by default.
 * @throws DatasetError when a class has fewer different drawings.
 */
export function drawBalanced(
  drawings: LabelledDrawings,
  { perClass, random, leftOut = NONE }: SplitOptions & { readonly perClass: number },
): Int32Array {
  assertSize('perClass', perClass);
  const taken = new Map<string, number>();
  rowsByClass(drawings, leftOut).forEach((rows, label) => {
    const name = drawings.classes[label] as string;
    const before = taken.size;
    for (const row of random.fork(`balanced/${name}`).shuffle(rows)) {
      if (taken.size === before + perClass) break;
      const bytes = digest(drawings, row);
      if (!taken.has(bytes)) taken.set(bytes, row);
    }
    if (taken.size < before + perClass)
      throw new DatasetError(
        `class "${name}" has ${taken.size - before} different drawings, expected ${perClass}. Load more, or ask for fewer.`,
      );
  });
  return Int32Array.from(random.fork('balanced order').shuffle([...taken.values()]));
}

/**
 * A balanced training set: rows of `perClass` drawings of every class, without repeats, in random order.
 * A larger set of the same seed and place contains the smaller one.
 * @param from where in each class's random order it begins, as a share of it, 0 to below 1; at the end of the order it goes
 *   on with its beginning. Sets that begin at even distances have as little in common as such sets can.
 * @throws DatasetError when the pool holds fewer of a class.
 */
export function drawTrainingRows(
  pool: Pick<LabelledDrawings, 'labels' | 'classes'>,
  perClass: number,
  random: Random,
  from = 0,
): number[] {
  assertSize('perClass', perClass);
  const chosen: number[] = [];
  rowsByClass(pool).forEach((rows, label) => {
    const name = pool.classes[label] as string;
    if (rows.length < perClass)
      throw new DatasetError(
        `class "${name}" has ${rows.length} drawings to train on, expected ${perClass}. Load more, or train on fewer.`,
      );
    const order = random.fork(`training/${name}`).shuffle(rows);
    const first = Math.floor(from * order.length);
    for (let i = first; i < first + perClass; i++) chosen.push(order[i % order.length] as number);
  });
  return random.fork(`training order${from > 0 ? ` from ${from}` : ''}`).shuffle(chosen);
}

/**
 * Folds for cross-validation: every row is validated exactly once, and every fold has each class in the
 * proportion of the whole, give or take one drawing.
 * @throws RangeError when there are fewer than two folds or a class has fewer drawings than there are folds.
 */
export function stratifiedFolds(labels: ArrayLike<number>, folds: number, random: Random): Fold[] {
  if (!Number.isInteger(folds) || folds < 2)
    throw new RangeError(`folds must be a whole number of at least 2, got ${folds}`);
  const classCount = Array.from(labels).reduce((most, label) => Math.max(most, label + 1), 0);
  const foldOf = new Uint32Array(labels.length);
  let next = 0; // runs on from class to class, so that the folds differ by at most one drawing in all
  rowsOfEach(labels, classCount).forEach((rows, label) => {
    if (rows.length > 0 && rows.length < folds)
      throw new RangeError(
        `class ${label} has ${rows.length} drawings: too few for ${folds} folds. Train on more of each (--train-per-class)`,
      );
    for (const row of random.fork(`folds/${label}`).shuffle(rows)) foldOf[row] = next++ % folds;
  });
  const all = Uint32Array.from({ length: labels.length }, (_, i) => i);
  return Array.from({ length: folds }, (_, fold) => ({
    train: all.filter((row) => foldOf[row] !== fold),
    validation: all.filter((row) => foldOf[row] === fold),
  }));
}

/** Labels, in bytes as long as they suffice. */
export const labelsFor = (
  classes: number,
  count: number,
  Buffer = ArrayBuffer as typeof ArrayBuffer | typeof SharedArrayBuffer,
): Labels =>
  classes <= MAX_BYTE_CLASSES ? new Uint8Array(new Buffer(count)) : new Uint16Array(new Buffer(2 * count));

/**
 * The given rows, in the given order, copied.
 * @param isShared whether into memory that threads can share
 * @throws RangeError for a row that is not there.
 */
export function takeRows(
  drawings: LabelledDrawings,
  rows: ArrayLike<number>,
  { isShared = false }: { readonly isShared?: boolean } = {},
): LabelledDrawings {
  const count = rows.length;
  const Buffer = isShared ? SharedArrayBuffer : ArrayBuffer;
  const pixels = new Uint8Array(new Buffer(count * PIXELS)); // [count, 784]
  const labels = labelsFor(drawings.classes.length, count, Buffer);
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number;
    pixels.set(bitmap(drawings, row), i * PIXELS);
    labels[i] = drawings.labels[row] as number;
  }
  return { count, pixels, labels, classes: drawings.classes };
}

/** One drawing, where it lies. [784] @throws RangeError for a row that is not there. */
export function bitmap({ pixels, count }: LabelledDrawings, row: number): Uint8Array {
  if (!Number.isInteger(row) || row < 0 || row >= count)
    throw new RangeError(`row ${row} is not one of the ${count} drawings`);
  return pixels.subarray(row * PIXELS, (row + 1) * PIXELS);
}

const digest = (drawings: LabelledDrawings, row: number): string =>
  createHash('sha256').update(bitmap(drawings, row)).digest('base64');

const rowsByClass = (
  { labels, classes }: Pick<LabelledDrawings, 'labels' | 'classes'>,
  leftOut: ReadonlySet<number> = NONE,
): number[][] => {
  const rows = rowsOfEach(labels, classes.length);
  return leftOut.size === 0 ? rows : rows.map((own) => own.filter((row) => !leftOut.has(row)));
};

function rowsOfEach(labels: ArrayLike<number>, classCount: number): number[][] {
  const rows: number[][] = Array.from({ length: classCount }, () => []);
  for (let i = 0; i < labels.length; i++) rows[labels[i] as number]?.push(i);
  return rows;
}

function assertSize(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`${name} must be a whole number of at least 1, got ${value}`);
}
