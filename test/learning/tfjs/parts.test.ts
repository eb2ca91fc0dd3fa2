import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareBackend } from '../../../src/learning/backend.ts';
import { memory, withScratch } from '../../../src/learning/kernels/instance.ts';
import { addPairwise, onePart, partBounds, sumOverParts } from '../../../src/learning/tfjs/parts.ts';

beforeAll(prepareBackend);

describe('the bounds of parts', () => {
  test.each([
    [64, 4, [0, 16, 32, 48, 64]],
    [75, 4, [0, 19, 38, 56, 75]],
    [33, 2, [0, 17, 33]],
    [3, 4, [0, 1, 2, 2, 3]],
    [0, 2, [0, 0, 0]],
    [7, 1, [0, 7]],
  ])('of %i drawings in %i parts are as even as can be', (drawings, parts, wanted) => {
    expect(partBounds(drawings, parts)).toEqual(wanted);
  });
});

describe('a pairwise sum', () => {
  const text = (...names: string[]) => {
    const sums = names.map((name) => ({ name }));
    addPairwise(sums, (sum, other) => {
      sum.name = `(${sum.name}${other.name})`;
    });
    return sums[0]?.name;
  };

  test.each([
    [['a'], 'a'],
    [['a', 'b'], '(ab)'],
    [['a', 'b', 'c'], '((ab)c)'],
    [['a', 'b', 'c', 'd'], '((ab)(cd))'],
    [['a', 'b', 'c', 'd', 'e'], '(((ab)(cd))e)'],
  ])('of %j is %s', (names, wanted) => {
    expect(text(...names)).toBe(wanted);
  });

  test('of a power of two is that of the sums of its halves, as threads take them', () => {
    expect(text(text('a', 'b') as string, text('c', 'd') as string)).toBe(text('a', 'b', 'c', 'd'));
  });
});

describe('a sum over parts', () => {
  /** Sums of the drawings' numbers, in 32 bits: one float, and five of which the last is their count. */
  function sumOf(bounds: number[], values: readonly number[]): number[] {
    let given: number[] = [];
    withScratch([4, 20], (...to) => {
      sumOverParts({ bounds, drawings: values.length }, [1, 5], to, (first, count, addresses) => {
        const own = values.slice(first, first + count).reduce((a, b) => Math.fround(a + b), 0);
        const views = addresses.map((at, i) => new Float32Array(memory().buffer, at, [1, 5][i]));
        views[0]?.set([own]);
        views[1]?.set([own, 2 * own, 0, 0, count]);
      });
      given = to.flatMap((at, i) => [...new Float32Array(memory().buffer, at, [1, 5][i])]);
    });
    return given;
  }

  test('is that of the parts, pairwise, for each of several sums, whatever their lengths', () => {
    const values = [2 ** 24, 1, 1, 2 ** 24, 1, 1, -(2 ** 25), 3];
    // ((2^24 + 1) + (1 + 2^24)) + ((1 + 1) + (3 - 2^25)), each rounded to a float
    const f = Math.fround;
    const wanted = f(f(f(2 ** 24 + 1) + f(1 + 2 ** 24)) + f(2 + f(-(2 ** 25) + 3)));
    expect(sumOf([0, 2, 4, 6, 8], values)).toEqual([wanted, wanted, 2 * wanted, 0, 0, 8]);
    const inOnePart = values.reduce((a, b) => f(a + b), 0);
    expect(inOnePart).not.toBe(wanted);
    expect(sumOf([...onePart(8).bounds], values)[0]).toBe(inOnePart);
  });

  test('takes parts without drawings, and a step without any', () => {
    expect(sumOf([0, 0, 2, 2, 3], [1, 2, 4])).toEqual([7, 7, 14, 0, 0, 3]);
    expect(sumOf([0, 0], [])).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('leaves nothing on the backend', () => {
    const { numDataIds } = tf.backend() as unknown as { numDataIds(): number };
    const before = numDataIds.call(tf.backend());
    sumOf([0, 1, 2, 3, 4], [1, 2, 3, 4]);
    expect(numDataIds.call(tf.backend())).toBe(before);
  });
});
