import { describe, expect, it } from 'vitest';
import { formatBytes, formatLatency, formatProbability } from '../../src/components/format.ts';

describe('numbers for people', () => {
  it.each([
    [formatProbability(0.974), '97 %'],
    [formatProbability(0.9951), '>99 %'],
    [formatProbability(1), '100 %'],
    [formatProbability(0.004), '<1 %'],
    [formatProbability(0), '0 %'],
    [formatLatency(0.04), '<0.1 ms'],
    [formatLatency(12.34), '12.3 ms'],
    [formatLatency(0, 0.005), '<0.1 ms'],
    [formatLatency(0.0999999, 0.1), '0.1 ms'],
    [formatLatency(0, 1), '<1 ms'],
    [formatLatency(1, 1), '1 ms'],
    [formatLatency(6, 1), '6 ms'],
    [formatLatency(0, 100), '<100 ms'],
    [formatLatency(200, 100), '200 ms'],
    [formatLatency(0, null), ''],
    [formatBytes(240_000), '240 kB'],
    [formatBytes(999_499), '999 kB'],
    [formatBytes(999_500), '1.0 MB'],
    [formatBytes(14_239_897), '14.2 MB'],
  ])('%s', (text, expected) => {
    expect(text.replaceAll('\u00a0', ' ')).toBe(expected);
  });
});
