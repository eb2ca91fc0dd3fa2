import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { roundedToEightBits, toEightBits } from '../../src/learning/eightBitWeights.ts';

const random = createRandom('weights');
/** Outputs of very different sizes, the second without any weight. */
const SIZES = [1, 0, 1e-6, 300, 0.1];
const weights = Float32Array.from({ length: 5 * 400 }, (_, i) => (SIZES[i % 5] as number) * random.normal());

describe('weights in eight bits', () => {
  test('are off by half a step of their output at most, and use all steps', () => {
    const { values, scales } = toEightBits(weights, 5);
    for (const [c, scale] of scales.entries()) {
      const own = [...weights].filter((_, i) => i % 5 === c);
      const bytes = [...values].filter((_, i) => i % 5 === c);
      const largest = Math.max(...own.map(Math.abs));
      expect(Math.max(...bytes.map(Math.abs))).toBe(largest === 0 ? 0 : 127);
      const off = own.map((weight, i) => Math.abs(weight - (bytes[i] as number) * scale));
      expect(Math.max(...off)).toBeLessThanOrEqual((scale / 2) * (1 + 1e-6));
      if (largest > 0) expect((127 * scale) / largest - 1).toBeLessThan(2 ** -14);
    }
  });

  test('are floats without another rounding, and rounded once more they stay', () => {
    const once = roundedToEightBits(weights, 5);
    const { values, scales } = toEightBits(weights, 5);
    for (const [i, weight] of once.entries())
      expect(weight).toBe((values[i] as number) * (scales[i % 5] as number));
    expect(toEightBits(once, 5)).toEqual({ values, scales });
    expect(once).not.toEqual(weights);
  });
});
