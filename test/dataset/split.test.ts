import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type ClassDrawings, DatasetError } from '../../pipeline/dataset/source.ts';
import { drawTraining, splitDrawings, stratifiedFolds, takeRows } from '../../pipeline/dataset/split.ts';
import { createRandom } from '../../src/core/random.ts';
import { type LabelledDrawings, PIXELS } from '../../src/learning/classifier.ts';

/** Made-up drawings that all differ: the class and the row are written into the first pixels. */
function madeUp(name: string, mark: number, count: number): ClassDrawings {
  const pixels = new Uint8Array(count * PIXELS);
  for (let row = 0; row < count; row++)
    pixels.set([mark & 255, mark >> 8, row >> 8, row & 255], row * PIXELS);
  return { name, available: count, count, pixels, sha256: '' };
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
function split(seed: number, classes = [cats, sheep], testPerClass = 20) {
  return splitDrawings(classes, { testPerClass, random: createRandom(seed) });
}

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

describe('drawTraining', () => {
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
    expect(() => takeRows(split(7).pool, [65])).toThrow(/row 65 is not one of the 65/);
  });
});
