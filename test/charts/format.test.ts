import { describe, expect, it } from 'vitest';
import { formatCount, formatPercent, formatPercentRange, formatThreshold } from '../../src/charts/format.ts';

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
});
