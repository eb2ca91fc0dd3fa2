/**
 * Stratified, seeded splits: one fixed test set, training sets of any size from the rest, and validation folds.
 * All randomness comes from the generator that is passed in; its position does not matter, only its seed.
 */
import { createHash } from 'node:crypto';
import type { Random } from '../../src/core/random.ts';
import { type LabelledDrawings, type Labels, PIXELS } from '../../src/learning/classifier.ts';
import { type ClassDrawings, DatasetError } from './source.ts';

/** Labels of more classes take two bytes each. */
const MAX_BYTE_CLASSES = 256;
const MAX_CLASSES = 65_536;

export interface Split {
  /** Balanced: the same number of every class, in random order. */
  readonly test: LabelledDrawings;
  /** All the rest, class by class; no drawing of it equals one of the test set, pixel by pixel. */
  readonly pool: LabelledDrawings;
  /** Drawings in neither, because the test set holds an exact copy of them. */
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
 * @param classes in the order of their labels.
 * @throws DatasetError when a class has no drawing left for the pool.
 * @throws RangeError for fewer than two classes, more than 65,536, or a size below 1.
 */
export function splitDrawings(
  classes: readonly ClassDrawings[],
  { testPerClass, random }: { readonly testPerClass: number; readonly random: Random },
): Split {
  if (classes.length < 2 || classes.length > MAX_CLASSES)
    throw new RangeError(`a split needs 2 to ${MAX_CLASSES} classes, got ${classes.length}`);
  assertSize('testPerClass', testPerClass);
  const names = classes.map(({ name }) => name);
  const test: DrawingRef[] = [];
  const rest: DrawingRef[] = [];
  classes.forEach((drawings, label) => {
    if (drawings.count <= testPerClass)
      throw new DatasetError(
        `class "${drawings.name}" has ${drawings.count} drawings: ${testPerClass} for the test set leave none to train on; expected at least ${testPerClass + 1}. Load more, or make the test set smaller.`,
      );
    const order = shuffledIndices(drawings.count, random.fork(`test/${drawings.name}`));
    order.forEach((row, i) => {
      (i < testPerClass ? test : rest).push({ pixels: drawings.pixels, row, label });
    });
  });
  random.fork('test order').shuffle(test);
  const tested = new Set(test.map(digest));
  const pool = rest.filter((drawing) => !tested.has(digest(drawing)));
  for (const [label, name] of names.entries())
    if (!pool.some((drawing) => drawing.label === label))
      throw new DatasetError(`class "${name}" has only drawings whose exact copies are in the test set`);
  return { test: gather(test, names), pool: gather(pool, names), duplicates: rest.length - pool.length };
}

/**
 * The same number of drawings of every class, in random order, no two of them equal pixel by pixel; for
 * cross-validation. Which of a class are taken depends on the seed and on that class alone.
 * @param classes in the order of their labels.
 * @throws DatasetError when a class has fewer different drawings.
 */
export function drawBalanced(
  classes: readonly ClassDrawings[],
  { perClass, random }: { readonly perClass: number; readonly random: Random },
): LabelledDrawings {
  assertSize('perClass', perClass);
  const taken = new Map<string, DrawingRef>();
  classes.forEach((drawings, label) => {
    const before = taken.size;
    for (const row of shuffledIndices(drawings.count, random.fork(`balanced/${drawings.name}`))) {
      if (taken.size === before + perClass) break;
      const drawing = { pixels: drawings.pixels, row, label };
      const bytes = digest(drawing);
      if (!taken.has(bytes)) taken.set(bytes, drawing);
    }
    if (taken.size < before + perClass)
      throw new DatasetError(
        `class "${drawings.name}" has ${taken.size - before} different drawings, expected ${perClass}. Load more, or ask for fewer.`,
      );
  });
  const order = random.fork('balanced order').shuffle([...taken.values()]);
  return gather(
    order,
    classes.map(({ name }) => name),
  );
}

/**
 * A balanced training set: rows of `perClass` drawings of every class, without repeats, in random order.
 * A larger set of the same seed contains the smaller one.
 * @throws DatasetError when the pool holds fewer of a class.
 */
export function drawTrainingRows(pool: LabelledDrawings, perClass: number, random: Random): number[] {
  assertSize('perClass', perClass);
  const chosen: number[] = [];
  rowsByClass(pool.labels, pool.classes.length).forEach((rows, label) => {
    const name = pool.classes[label] as string;
    if (rows.length < perClass)
      throw new DatasetError(
        `class "${name}" has ${rows.length} drawings to train on, expected ${perClass}. Load more, or train on fewer.`,
      );
    const order = random.fork(`training/${name}`).shuffle(rows);
    for (let i = 0; i < perClass; i++) chosen.push(order[i] as number);
  });
  return random.fork('training order').shuffle(chosen);
}

/** The drawings of `drawTrainingRows`, copied. */
export function drawTraining(pool: LabelledDrawings, perClass: number, random: Random): LabelledDrawings {
  return takeRows(pool, drawTrainingRows(pool, perClass, random));
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
  rowsByClass(labels, classCount).forEach((rows, label) => {
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

/** The given rows, in the given order, copied. @throws RangeError for a row that is not there. */
export function takeRows(drawings: LabelledDrawings, rows: ArrayLike<number>): LabelledDrawings {
  const refs = Array.from(rows, (row) => {
    if (!Number.isInteger(row) || row < 0 || row >= drawings.count)
      throw new RangeError(`row ${row} is not one of the ${drawings.count} drawings`);
    return { pixels: drawings.pixels, row, label: drawings.labels[row] as number };
  });
  return gather(refs, drawings.classes);
}

interface DrawingRef {
  readonly pixels: Uint8Array;
  readonly row: number;
  readonly label: number;
}

function bitmap({ pixels, row }: DrawingRef): Uint8Array {
  return pixels.subarray(row * PIXELS, (row + 1) * PIXELS);
}

function digest(drawing: DrawingRef): string {
  return createHash('sha256').update(bitmap(drawing)).digest('base64');
}

function gather(refs: readonly DrawingRef[], classes: readonly string[]): LabelledDrawings {
  const pixels = new Uint8Array(refs.length * PIXELS); // [count, 784]
  const labels: Labels =
    classes.length <= MAX_BYTE_CLASSES ? new Uint8Array(refs.length) : new Uint16Array(refs.length);
  refs.forEach((drawing, i) => {
    pixels.set(bitmap(drawing), i * PIXELS);
    labels[i] = drawing.label;
  });
  return { count: refs.length, pixels, labels, classes };
}

function rowsByClass(labels: ArrayLike<number>, classCount: number): number[][] {
  const rows: number[][] = Array.from({ length: classCount }, () => []);
  for (let i = 0; i < labels.length; i++) rows[labels[i] as number]?.push(i);
  return rows;
}

function shuffledIndices(count: number, random: Random): Uint32Array {
  return random.shuffle(Uint32Array.from({ length: count }, (_, i) => i));
}

function assertSize(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`${name} must be a whole number of at least 1, got ${value}`);
}
