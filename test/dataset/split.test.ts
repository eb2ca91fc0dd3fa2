import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DatasetError } from '../../pipeline/dataset/source.ts';
import {
  bitmap,
  drawBalanced,
  drawTrainingRows,
  splitDrawings,
  stratifiedFolds,
  takeRows,
} from '../../pipeline/dataset/split.ts';
import { createRandom, type Random } from '../../src/core/random.ts';
import { type LabelledDrawings, PIXELS } from '../../src/learning/classifier.ts';

/** Made-up drawings that all differ: the class and the row are written into the first pixels. */
function madeUp(name: string, mark: number, count: number): OneClass {
  const pixels = new Uint8Array(count * PIXELS);
  for (let row = 0; row < count; row++)
    pixels.set([mark & 255, mark >> 8, row >> 8, row & 255], row * PIXELS);
  return { name, count, pixels };
}
interface OneClass {
  readonly name: string;
  readonly count: number;
  readonly pixels: Uint8Array;
}
const cats = madeUp('cat', 0, 60);
const sheep = madeUp('sheep', 1, 45);
const dogs = madeUp('dog', 2, 50);

function digests({ pixels, count }: { pixels: Uint8Array; count: number }): string[] {
  return Array.from({ length: count }, (_, i) =>
    createHash('sha1')
      .update(pixels.subarray(i * PIXELS, (i + 1) * PIXELS))
      .digest('hex'),
  );
}
function countOf(drawings: LabelledDrawings, label: number): number {
  return Array.from(drawings.labels).filter((each) => each === label).length;
}
/** One class after the other. */
function together(classes: readonly OneClass[]): LabelledDrawings {
  return {
    count: classes.reduce((sum, { count }) => sum + count, 0),
    pixels: Uint8Array.from(classes.flatMap(({ pixels }) => [...pixels])),
    labels: Uint16Array.from(classes.flatMap(({ count }, label) => Array<number>(count).fill(label))),
    classes: classes.map(({ name }) => name),
  };
}
/** The drawings of a split. */
function split(seed: number, classes = [cats, sheep], testPerClass = 20) {
  const all = together(classes);
  const { test, pool, duplicates } = splitDrawings(all, { testPerClass, random: createRandom(seed) });
  return { test: takeRows(all, test), pool: takeRows(all, pool), duplicates };
}
const drawTraining = (pool: LabelledDrawings, perClass: number, random: Random) =>
  takeRows(pool, drawTrainingRows(pool, perClass, random));

describe('splitDrawings', () => {
  it('takes the same number of every class for the test and leaves all the rest for training', () => {
    const { test, pool, duplicates } = split(7);
    expect([test.count, countOf(test, 0), countOf(test, 1)]).toEqual([40, 20, 20]);
    expect([pool.count, countOf(pool, 0), countOf(pool, 1)]).toEqual([65, 40, 25]);
    expect(duplicates).toBe(0);
    expect(test.classes).toEqual(['cat', 'sheep']);
  });

  it('puts every drawing on exactly one side', () => {
    const { test, pool } = split(7);
    const all = [...digests(test), ...digests(pool)];
    expect(new Set(all).size).toBe(all.length);
    expect(all.sort()).toEqual([...digests(cats), ...digests(sheep)].sort());
  });

  it('keeps pixels and labels together', () => {
    const { test, pool } = split(7);
    for (const side of [test, pool])
      for (let i = 0; i < side.count; i++) expect(side.pixels[i * PIXELS]).toBe(side.labels[i]);
  });

  it('leaves out of the pool what is an exact copy of a tested drawing, whatever its class', () => {
    const copies = { ...sheep, pixels: cats.pixels.slice(0, sheep.count * PIXELS) };
    const { test, pool, duplicates } = split(7, [cats, copies]);
    const tested = new Set(digests(test));
    expect(digests(pool).filter((digest) => tested.has(digest))).toEqual([]);
    expect(duplicates).toBeGreaterThan(0);
    expect(test.count + pool.count + duplicates).toBe(cats.count + copies.count);
  });

  it('never has one of two copies on either side, whichever of the two is tested', () => {
    const pixels = cats.pixels.slice();
    pixels.set(pixels.subarray(0, 5 * PIXELS), 55 * PIXELS); // the last five are the first five again
    const twice = { ...cats, pixels };
    const leftOut = [1, 2, 3, 4].map((seed) => {
      const { test, pool, duplicates } = split(seed, [twice, sheep]);
      const tested = new Set(digests(test));
      expect(digests(pool).some((digest) => tested.has(digest))).toBe(false);
      return duplicates;
    });
    expect(Math.max(...leftOut)).toBeGreaterThan(0);
  });

  it('gives the same split for the same seed and another for another', () => {
    expect(split(7)).toEqual(split(7));
    expect(digests(split(7).test)).not.toEqual(digests(split(8).test));
  });

  it('tests the same drawings of a class when another class is added', () => {
    const ofCats = (drawings: LabelledDrawings) =>
      digests(drawings).filter((_, i) => drawings.labels[i] === 0);
    expect(ofCats(split(7, [cats, sheep, dogs]).test).sort()).toEqual(ofCats(split(7).test).sort());
  });

  it('mixes the classes of the test set', () => {
    expect(new Set(split(7).test.labels.slice(0, 20))).toEqual(new Set([0, 1]));
  });

  it('writes labels of more than 256 classes in two bytes', () => {
    const many = Array.from({ length: 300 }, (_, i) => madeUp(`class ${i}`, i, 2));
    const { test } = split(7, many, 1);
    expect(test.labels).toBeInstanceOf(Uint16Array);
    expect(Array.from(test.labels).sort((a, b) => a - b)).toEqual(many.map((_, i) => i));
  });

  it('says which class has too few drawings, and how many it needs', () => {
    expect(() => split(7, [cats, sheep], 45)).toThrow(DatasetError);
    expect(() => split(7, [cats, sheep], 45)).toThrow(/"sheep" has 45 drawings.*at least 46/);
  });

  it.each([
    ['a single class', [cats], 20, /2 to 65536 classes, got 1/],
    ['an empty test set', [cats, sheep], 0, /testPerClass must be .* got 0/],
    ['a broken number', [cats, sheep], 2.5, /testPerClass must be .* got 2.5/],
  ])('refuses %s', (_, classes, testPerClass, message) => {
    expect(() => split(7, classes, testPerClass)).toThrow(message);
  });
});

describe('drawTrainingRows', () => {
  const { test, pool } = split(7);

  it('draws the same number of every class, without repeats and none of the test set', () => {
    const training = drawTraining(pool, 25, createRandom(1));
    expect([training.count, countOf(training, 0), countOf(training, 1)]).toEqual([50, 25, 25]);
    const drawn = digests(training);
    expect(new Set(drawn).size).toBe(50);
    const tested = new Set(digests(test));
    expect(drawn.filter((digest) => tested.has(digest))).toEqual([]);
  });

  it('draws others for another seed and the same for the same', () => {
    const drawn = (seed: number) => digests(drawTraining(pool, 10, createRandom(seed)));
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1).sort()).not.toEqual(drawn(2).sort());
  });

  it('says which class has too few', () => {
    expect(() => drawTraining(pool, 26, createRandom(1))).toThrow(/"sheep" has 25 drawings.*expected 26/);
  });
});

describe('stratifiedFolds', () => {
  const labels = Uint8Array.from([...Array(53).fill(0), ...Array(31).fill(1), ...Array(10).fill(2)]);
  const rows = Array.from(labels, (_, i) => i);
  const ascending = (a: number, b: number) => a - b;

  it('validates every row exactly once and never trains on it in the same fold', () => {
    const folds = stratifiedFolds(labels, 5, createRandom(3));
    expect(folds.flatMap(({ validation }) => [...validation]).sort(ascending)).toEqual(rows);
    for (const { train, validation } of folds)
      expect([...train, ...validation].sort(ascending)).toEqual(rows);
  });

  it('gives each fold its share of every class, give or take one', () => {
    for (const { validation } of stratifiedFolds(labels, 5, createRandom(3))) {
      expect([18, 19]).toContain(validation.length); // 94 / 5
      for (const [label, share] of [53 / 5, 31 / 5, 10 / 5].entries()) {
        const got = validation.filter((row) => labels[row] === label).length;
        expect(Math.abs(got - share)).toBeLessThan(1);
      }
    }
  });

  it('is decided by the seed', () => {
    const folds = (seed: number) => stratifiedFolds(labels, 5, createRandom(seed));
    expect(folds(3)).toEqual(folds(3));
    expect(folds(3)).not.toEqual(folds(4));
  });

  it.each([
    [1, /at least 2, got 1/],
    [11, /class 2 has 10 drawings: too few for 11 folds/],
  ])('refuses %d folds', (folds, message) => {
    expect(() => stratifiedFolds(labels, folds, createRandom(3))).toThrow(message);
  });
});

describe('takeRows', () => {
  it('copies rows in the given order, repeats included', () => {
    const { pool } = split(7);
    const taken = takeRows(pool, [64, 0, 64]);
    const all = digests(pool);
    expect(digests(taken)).toEqual([all[64], all[0], all[64]]);
    expect(Array.from(taken.labels)).toEqual([1, 0, 1]);
    taken.pixels.fill(9);
    expect(digests(pool)).toEqual(all);
  });

  it('refuses rows that are not there', () => {
    for (const row of [65, -1, 0.5])
      expect(() => takeRows(split(7).pool, [row])).toThrow(`row ${row} is not one of the 65`);
  });

  it('copies into memory that threads share where that is asked for', () => {
    const { pool } = split(7);
    const rows = [3, 1];
    const shared = takeRows(pool, rows, { isShared: true });
    for (const { buffer } of [shared.pixels, shared.labels]) expect(buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(digests(shared)).toEqual(digests(takeRows(pool, rows)));
    expect(takeRows(pool, rows).pixels.buffer).toBeInstanceOf(ArrayBuffer);
  });
});

describe('drawBalanced', () => {
  it('takes each drawing once, however often it is there, and as many of every class', () => {
    const pixels = cats.pixels.slice();
    pixels.set(pixels.subarray(0, 30 * PIXELS), 30 * PIXELS); // thirty, each twice
    const all = together([{ ...cats, pixels }, sheep]);
    const rows = drawBalanced(all, { perClass: 30, random: createRandom(5) });
    const drawn = takeRows(all, rows);
    expect([countOf(drawn, 0), countOf(drawn, 1)]).toEqual([30, 30]);
    expect(new Set(digests(drawn)).size).toBe(60);
    expect(() => drawBalanced(all, { perClass: 31, random: createRandom(5) })).toThrow(
      /"cat" has 30 different drawings, expected 31/,
    );
  });
});

describe('bitmap', () => {
  it('is the drawing where it lies', () => {
    const all = together([cats, sheep]);
    expect(bitmap(all, 61)).toEqual(sheep.pixels.subarray(PIXELS, 2 * PIXELS));
    expect(bitmap(all, 61).buffer).toBe(all.pixels.buffer);
  });
});
