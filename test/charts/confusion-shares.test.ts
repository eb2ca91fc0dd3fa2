import { describe, expect, it } from 'vitest';
import { confusedPairs, neighbourCell, rowPercentages } from '../../src/charts/confusion-shares.ts';
import { createRandom } from '../../src/core/random.ts';

describe('rowPercentages', () => {
  it.each([
    [
      [3, 1],
      [75, 25],
    ],
    [
      [1, 1, 1],
      [33.4, 33.3, 33.3],
    ],
    [
      [2, 2, 2, 1],
      [28.6, 28.6, 28.5, 14.3],
    ],
    [
      [0, 400],
      [0, 100],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ])('shows %j as %j', (counts, expected) => {
    expect(rowPercentages(counts)).toEqual(expected);
  });

  it('sums to 100 and is never a tenth off, whatever the counts', () => {
    const random = createRandom('rows');
    for (let i = 0; i < 200; i++) {
      const counts = Array.from({ length: 2 + random.int(6) }, () => random.int(500));
      const total = counts.reduce((a, b) => a + b);
      if (total === 0) continue;
      const shown = rowPercentages(counts);
      expect(Math.round(shown.reduce((a, b) => a + b) * 10)).toBe(1000);
      shown.forEach((percentage, c) => {
        expect(Math.abs(percentage - (100 * (counts[c] as number)) / total)).toBeLessThan(0.1);
      });
    }
  });
});

describe('confusedPairs', () => {
  it('ranks what is off the diagonal', () => {
    const counts = [
      [90, 3, 7],
      [0, 95, 5],
      [7, 1, 92],
    ];
    expect(confusedPairs(counts).map((p) => [p.truth, p.called, p.count])).toEqual([
      [0, 2, 7],
      [2, 0, 7],
      [1, 2, 5],
      [0, 1, 3],
      [2, 1, 1],
    ]);
  });
});

describe('neighbourCell', () => {
  it.each([
    ['ArrowLeft', [2, 1]],
    ['ArrowRight', [2, 3]],
    ['ArrowUp', [1, 2]],
    ['ArrowDown', [3, 2]],
    ['Home', [2, 0]],
    ['End', [2, 4]],
  ])('follows %s', (key, [truth, called]) => {
    expect(neighbourCell({ key: key as string }, { truth: 2, called: 2 }, 5)).toEqual({ truth, called });
  });

  it('stays inside the matrix and leaves other keys alone', () => {
    expect(neighbourCell({ key: 'ArrowUp' }, { truth: 0, called: 4 }, 5)).toEqual({ truth: 0, called: 4 });
    expect(neighbourCell({ key: 'ArrowRight' }, { truth: 0, called: 4 }, 5)).toEqual({ truth: 0, called: 4 });
    expect(neighbourCell({ key: 'Home', ctrlKey: true }, { truth: 2, called: 3 }, 5)).toEqual({
      truth: 0,
      called: 0,
    });
    expect(neighbourCell({ key: 'End', ctrlKey: true }, { truth: 2, called: 3 }, 5)).toEqual({
      truth: 4,
      called: 4,
    });
    expect(neighbourCell({ key: 'Enter' }, { truth: 0, called: 0 }, 5)).toBeUndefined();
  });
});
