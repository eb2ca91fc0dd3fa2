import { describe, expect, it } from 'vitest';
import {
  distancePhrase,
  intervalPhrase,
  leavesOutZero,
  pairedDifference,
  plainPoints,
} from '../../src/charts/paired-difference.ts';

const between = (low: number, value: number, high: number) => ({ value, low, high });
const differences = [
  { a: 'convnet', b: 'forest', difference: between(0.003, 0.012, 0.021), pValue: 0.01 },
  { a: 'forest', b: 'nearest', difference: between(-0.01, 0, 0.01), pValue: 1 },
];

describe('pairedDifference', () => {
  it('is seen from either side', () => {
    expect(pairedDifference(differences, 'convnet', 'forest')).toEqual({
      value: 0.012,
      low: 0.003,
      high: 0.021,
      pValue: 0.01,
    });
    expect(pairedDifference(differences, 'forest', 'convnet')).toEqual({
      value: -0.012,
      low: -0.021,
      high: -0.003,
      pValue: 0.01,
    });
  });

  it('of nothing is zero, not minus zero', () => {
    expect(pairedDifference(differences, 'nearest', 'forest')?.value).toBe(0);
  });

  it('is null where it was not measured', () => {
    expect(pairedDifference(differences, 'convnet', 'nearest')).toBeNull();
    expect(pairedDifference(differences, 'convnet', 'convnet')).toBeNull();
    expect(pairedDifference(undefined, 'convnet', 'forest')).toBeNull();
  });
});

describe('leavesOutZero', () => {
  it.each([
    [between(0.003, 0.012, 0.021), true],
    [between(-0.021, -0.012, -0.003), true],
    [between(-0.001, 0.012, 0.021), false],
    [between(0, 0.01, 0.02), false],
    [between(0.01, 0.01, 0.01), false], // its error is not known
  ])('of %j is %s', (interval, expected) => {
    expect(leavesOutZero(interval)).toBe(expected);
  });
});

describe('distancePhrase', () => {
  it.each([
    [between(0, 0.012, 0.02), '1.2 points above “k = 5”'],
    [between(-0.02, -0.004, 0), '0.4 points below “k = 5”'],
    [between(0, 0.0101, 0.02), '1.0 point above “k = 5”'],
    [between(-0.001, 0.0002, 0.002), 'level with “k = 5”'],
    [between(-0.001, -0.0002, 0.002), 'level with “k = 5”'],
  ])('of %j is "%s"', (interval, expected) => {
    expect(distancePhrase(interval, '“k = 5”')).toBe(expected);
  });
});

describe('intervalPhrase', () => {
  it('says where chance may have made the difference, and nothing of the kind elsewhere', () => {
    expect(intervalPhrase(between(0.003, 0.012, 0.021))).toBe('95\u202f% interval +0.3 to +2.1');
    expect(intervalPhrase(between(-0.009, -0.004, 0.001))).toBe(
      '95\u202f% interval −0.9 to +0.1, so it may be chance',
    );
  });
});

describe('plainPoints', () => {
  it.each([
    [0.0123, '1.2'],
    [-0.0041, '-0.4'],
    [-0.0001, '0.0'],
  ])('of %f are "%s", which any program reads', (difference, expected) => {
    expect(plainPoints(difference)).toBe(expected);
  });
});
