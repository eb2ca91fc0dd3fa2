import { describe, expect, it } from 'vitest';
import { strokePath } from '../../../src/components/pad/path.ts';

describe('strokePath', () => {
  it.each([
    [[[], []], ''],
    [[[5], [6]], 'M5 6h0.01'],
    [
      [
        [0, 10],
        [0, 20],
      ],
      'M0 0L10 20',
    ],
    [
      [
        [0, 10, 20],
        [0, 0, 10.04],
      ],
      'M0 0Q10 0 15 5L20 10',
    ],
    [
      [
        [0, 100, 100],
        [0, 0, 100],
      ],
      'M0 0L100 0L100 100',
    ],
    [
      [
        [0, 100, 190],
        [0, 0, 40],
      ],
      'M0 0Q100 0 145 20L190 40',
    ],
  ] as const)('of %j', (stroke, path) => {
    expect(strokePath(stroke)).toBe(path);
  });
});
