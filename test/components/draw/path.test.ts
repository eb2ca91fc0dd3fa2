import { describe, expect, it } from 'vitest';
import { strokePath } from '../../../src/components/draw/path.ts';

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
  ] as const)('of %j', (stroke, path) => {
    expect(strokePath(stroke)).toBe(path);
  });
});
