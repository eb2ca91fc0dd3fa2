import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatPercent,
  formatPercentRange,
  formatPoints,
  formatPointsRange,
  formatThreshold,
} from '../../src/charts/format.ts';

describe('format', () => {
  it('groups thousands', () => {
    expect(formatCount(15000)).toBe('15,000');
  });

  it('prints shares as percentages, and a dash where there is no share', () => {
    expect(formatPercent(0.9642)).toBe('96.4\u202f%');
    expect(formatPercent(0.5, 0)).toBe('50\u202f%');
    expect(formatPercent(0 / 0)).toBe('–');
    expect(formatPercentRange(0.951, 0.974)).toBe('95.1–97.4');
  });

  it.each([
    [0.5, '0.50'],
    [1, '1.00'],
    [0.62, '0.62'],
    [0.9987, '0.9987'],
    [0.00001, '0.00001'],
    [0.6, '0.60'],
  ])('prints threshold %d as %s', (threshold, text) => {
    expect(formatThreshold(threshold)).toBe(text);
  });

  it.each([
    [0.0123, 1, '+1.2'],
    [-0.0041, 1, '−0.4'],
    [0.0001, 1, '0.0'],
    [-0.0001, 1, '0.0'],
    [0, 0, '0'],
    [-0.02, 0, '−2'],
  ])('prints a difference of %f in points with %i digits as %s', (difference, digits, text) => {
    expect(formatPoints(difference, digits)).toBe(text);
  });

  it.each([
    [-0.003, 0.011, '−0.3 to +1.1'],
    [0.0003, 0.011, '+0.03 to +1.1'],
    [-0.021, -0.0002, '−2.1 to −0.02'],
    [0, 0.01, '0.0 to +1.0'],
    [-0.00001, 0.01, '0.0 to +1.0'],
  ])('prints differences from %f to %f as %s', (low, high, text) => {
    expect(formatPointsRange(low, high)).toBe(text);
  });
});
