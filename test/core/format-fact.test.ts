import { describe, expect, it } from 'vitest';
import { type FactFormat, formatFact } from '../../src/core/format-fact.ts';
import type { Fact } from '../../src/core/lookup.ts';

const share: Fact = { unit: 'share', value: 0.93123, low: 0.91, high: 0.95 };
const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('formatFact', () => {
  it.each<[Fact, FactFormat | undefined, number | undefined, string]>([
    [share, undefined, undefined, '93.1 %'],
    [share, 'percent', 0, '93 %'],
    [{ unit: 'share', value: 0.024 }, 'points', undefined, '2.4 points'],
    [share, 'number', undefined, '0.931'],
    [share, 'interval', undefined, '93.1 % (91.0 to 95.0)'],
    [share, 'range', undefined, '91.0 to 95.0 %'],
    [
      { unit: 'number', value: 0.9571, low: 0.94, high: 0.97 },
      'interval',
      undefined,
      '0.957 (0.940 to 0.970)',
    ],
    [{ unit: 'number', value: 100 }, undefined, undefined, '100'],
    [{ unit: 'number', value: 0.001 }, undefined, undefined, '0.001'],
    [{ unit: 'count', value: 1297 }, undefined, undefined, '1,297'],
    [{ unit: 'count', value: 50_426_266 }, undefined, undefined, '50,426,266'],
    [{ unit: 'bytes', value: 243_210 }, undefined, undefined, '243 kB'],
    [{ unit: 'bytes', value: 2_400_000 }, undefined, undefined, '2.4 MB'],
    [{ unit: 'bytes', value: 2e9 }, undefined, undefined, '2.0 GB'],
    [{ unit: 'seconds', value: 4.25 }, undefined, undefined, '4.3 s'],
    [{ unit: 'seconds', value: 42 }, undefined, undefined, '42 s'],
    [{ unit: 'seconds', value: 754 }, undefined, undefined, '13 min'],
    [{ unit: 'seconds', value: 0.25 }, undefined, undefined, '0.25 s'],
    [{ unit: 'seconds', value: 0.0213 }, undefined, undefined, '0.021 s'],
    [{ unit: 'seconds', value: 0 }, undefined, undefined, '0.0 s'],
    [{ unit: 'pValue', value: 0.00001 }, undefined, undefined, 'below 0.001'],
    [{ unit: 'pValue', value: 0.0034 }, undefined, undefined, '0.003'],
    [{ unit: 'pValue', value: 0.0216 }, undefined, undefined, '0.022'],
    [{ unit: 'pValue', value: 0.453 }, undefined, undefined, '0.45'],
    [{ unit: 'pValue', value: 1 }, undefined, undefined, '1'],
    [{ unit: 'date', value: '2026-11-03' }, undefined, undefined, '3\u00a0November\u00a02026'],
    [{ unit: 'text', value: 'euclidean' }, undefined, undefined, 'euclidean'],
    [{ unit: 'number', value: -0.5 }, undefined, 1, '−0.5'],
  ])('shows %o as %s with %s digits', (fact, format, digits, expected) => {
    expect(plain(formatFact(fact, format, digits))).toBe(expected);
  });

  it('keeps a number and its unit on one line', () => {
    expect(formatFact(share)).toBe('93.1\u202f%');
  });

  it('refuses an interval of what has none, and a number of what is text', () => {
    expect(() => formatFact({ unit: 'count', value: 3 }, 'interval')).toThrow('3 has no interval');
    expect(() => formatFact({ unit: 'text', value: 'sheep' }, 'date')).toThrow('sheep is no date');
    expect(() => formatFact({ unit: 'text', value: 'sheep' }, 'percent')).toThrow('"sheep" is text');
  });
});
