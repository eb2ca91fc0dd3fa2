import { describe, expect, test } from 'vitest';
import { meanOverTrainingSets } from '../../src/core/mean-over-training-sets.ts';
import { createRandom } from '../../src/core/random.ts';
import { tInterval, wilsonInterval } from '../../src/core/statistics.ts';
import { studentInterval } from '../../src/core/student-estimate.ts';
import { coverage } from './coverage.ts';

describe('meanOverTrainingSets', () => {
  test('of one training set, or of several that are the same, tells the test drawings’ share alone', () => {
    const right = Uint8Array.from({ length: 400 }, (_, i) => (i % 10 === 0 ? 0 : 1));
    const one = studentInterval(meanOverTrainingSets({ scores: [right], overlap: 0 }));
    const wilson = wilsonInterval(360, 400);
    expect(one.value).toBeCloseTo(0.9, 12);
    expect(one.high - one.low).toBeCloseTo(wilson.high - wilson.low, 3);
    const same = meanOverTrainingSets({ scores: [right, right, right], overlap: 1 });
    expect(same.standardError).toBeCloseTo(
      meanOverTrainingSets({ scores: [right], overlap: 0 }).standardError,
      12,
    );
  });

  test('with drawings that all are alike, only the training sets count', () => {
    // Every drawing gets the same score from a set, as if there were no chance in the test at all.
    const means = [0.91, 0.93, 0.9, 0.94, 0.92];
    const scores = means.map((mean) => new Float64Array(50).fill(mean));
    const { standardError } = meanOverTrainingSets({ scores, overlap: 0 });
    const plain = tInterval(means);
    expect(standardError).toBeCloseTo((plain.high - plain.value) / 2.7764451051977987, 10);
  });

  test('what the sets share widens it, as Nadeau and Bengio have it', () => {
    const means = [0.91, 0.93, 0.9, 0.94, 0.92];
    const scores = means.map((mean) => new Float64Array(50).fill(mean));
    const apart = meanOverTrainingSets({ scores, overlap: 0 }).standardError;
    expect(meanOverTrainingSets({ scores, overlap: 0.5 }).standardError / apart).toBeCloseTo(
      Math.sqrt((1 / 5 + 1) * 5),
      10,
    );
  });

  test('equals the crossed analysis of variance on a small table, worked out by hand', () => {
    // Rows: sets, columns: drawings. Means of sets 0.75, 0.5; of drawings 1, 1, 0.5, 0; of all 0.625.
    const { value, standardError, degrees } = meanOverTrainingSets({
      scores: [
        [1, 1, 1, 0],
        [1, 1, 0, 0],
      ],
      overlap: 0,
    });
    expect(value).toBe(0.625);
    const ofDrawings = (2 * 0.375 ** 2 + 0.125 ** 2 + 0.625 ** 2) / 3 / 4;
    const residual = (2 * 2 * 0.125 ** 2 + 2 * 0.375 ** 2 + 2 * 0.125 ** 2) / 3;
    const ofSets = Math.max(0, 0.03125 - residual / 4) / 2;
    expect(standardError).toBeCloseTo(Math.sqrt(ofDrawings + ofSets), 12);
    expect(degrees).toBeGreaterThanOrEqual(1);
  });

  test('sets that are nearly the same borrow the share of smaller ones that are not', () => {
    const flat = (means: readonly number[]) => means.map((mean) => new Float64Array(50).fill(mean));
    const smaller = { scores: flat([0.91, 0.93, 0.9, 0.94, 0.92]), overlap: 0.4 };
    const same = { scores: flat([0.95, 0.95, 0.95, 0.951, 0.95]), overlap: 0.97 };
    const borrowed = meanOverTrainingSets(same, [{ ...smaller, overlap: 0.2 }, smaller]);
    expect(borrowed.standardError).toBeCloseTo(meanOverTrainingSets(smaller).standardError, 10);
    expect(borrowed.value).toBeCloseTo(0.9502, 10);
    expect(meanOverTrainingSets(same, [{ ...smaller, overlap: 0.9 }]).standardError).toBeCloseTo(0, 12);
    const own = meanOverTrainingSets({ ...same, overlap: 0.7 }, [smaller]).standardError;
    expect(own).toBeLessThan(borrowed.standardError);
  });

  test.each([
    [[], 0, /scores of 0 training sets/],
    [[[1]], 0, /1 training sets and 1 drawings/],
    [
      [
        [1, 0],
        [1, 0, 1],
      ],
      0,
      /scores of 2, 3 drawings/,
    ],
    [
      [
        [1, 0],
        [1, 1],
      ],
      1.2,
      /overlap 1.2, expected 0 to 1/,
    ],
  ])('refuses %j', (scores, overlap, message) => {
    expect(() => meanOverTrainingSets({ scores, overlap: overlap })).toThrow(message);
  });
});

describe('how often the interval holds the truth, in 400 made-up experiments whose truth is known', () => {
  test.each([
    [
      'sets that share two thirds, a small test',
      { pool: 41, perClass: 30, testPerClass: 15, dimensions: 8, apart: 1.5 },
      0.5,
    ],
    [
      'sets that share two thirds, a large test',
      { pool: 27, perClass: 20, testPerClass: 100, dimensions: 16, apart: 2 },
      0.5,
    ],
    [
      'sets that share nothing',
      { pool: 100, perClass: 20, testPerClass: 100, dimensions: 16, apart: 2 },
      0.75,
    ],
  ])(
    '%s: about 95 in 100, where the t interval of the sets’ means holds it far less often',
    (name, setting, expected) => {
      const { ours, plain } = coverage({ ...setting, trials: 400, random: createRandom(name) });
      expect(ours).toBeGreaterThan(0.91);
      expect(ours).toBeLessThan(0.99);
      expect(Math.abs(plain - expected)).toBeLessThan(0.08);
    },
  );
});
