import { describe, expect, it } from 'vitest';
import { heightAt, heightRange } from '../../src/charts/line-height.ts';

const marks = [
  { x: 0, y: 10 },
  { x: 10, y: 30 },
  { x: 20, y: 0 },
];

describe('heightAt', () => {
  it.each([
    [0, 10],
    [5, 20],
    [10, 30],
    [15, 15],
  ])('follows the straight lines between marks: at %s it is %s', (x, y) => {
    expect(heightAt(marks, x)).toBe(y);
  });

  it('is null where the line is not', () => {
    expect([heightAt(marks, -1), heightAt(marks, 21), heightAt([], 5)]).toEqual([null, null, null]);
  });
});

describe('heightRange', () => {
  it('holds the marks between two places, and the line where the places are', () => {
    expect(heightRange(marks, 5, 15)).toEqual([15, 30]);
    expect(heightRange(marks, 15, 40)).toEqual([0, 15]);
    expect(heightRange(marks, 30, 40)).toBeNull();
  });
});
