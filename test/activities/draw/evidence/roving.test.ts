import { describe, expect, it } from 'vitest';
import { columnsOf, nextOption } from '../../../../src/activities/draw/evidence/roving.ts';

describe('nextOption', () => {
  it.each([
    ['ArrowRight', 4, 5],
    ['ArrowLeft', 4, 3],
    ['ArrowDown', 4, 14],
    ['ArrowUp', 14, 4],
    ['ArrowUp', 4, 4],
    ['ArrowDown', 95, 95],
    ['ArrowLeft', 0, 0],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['a', 4, null],
  ])('%s leads from %i to %s in ten columns of 100', (key, from, to) => {
    expect(nextOption(key, from, 100, 10)).toBe(to);
  });
});

describe('columnsOf', () => {
  it('counts what stands in the first row', () => {
    const at = (...tops: number[]) => tops.map((offsetTop) => ({ offsetTop }));
    expect(columnsOf(at(5, 5, 5, 30, 30))).toBe(3);
    expect(columnsOf(at(5, 5))).toBe(2);
    expect(columnsOf([])).toBe(1);
  });
});
