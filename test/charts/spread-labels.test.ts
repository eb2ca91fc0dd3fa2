import { describe, expect, it } from 'vitest';
import { spreadLabels } from '../../src/charts/spread-labels.ts';
import { createRandom } from '../../src/core/random.ts';

describe('spreadLabels', () => {
  it('leaves labels that are far enough apart where they are', () => {
    expect(spreadLabels([80, 10, 40], { gap: 15, min: 0, max: 100 })).toEqual([80, 10, 40]);
  });

  it('moves two labels that coincide by half a gap each', () => {
    expect(spreadLabels([50, 50], { gap: 16, min: 0, max: 100 })).toEqual([42, 58]);
  });

  it('pushes a crowd at the border back inside', () => {
    expect(spreadLabels([98, 99, 100], { gap: 10, min: 0, max: 100 })).toEqual([80, 90, 100]);
  });

  it('shrinks the gap when the labels do not fit', () => {
    expect(spreadLabels([5, 5, 5], { gap: 50, min: 0, max: 60 })).toEqual([0, 30, 60]);
  });

  it('keeps gap, bounds and order for any positions', () => {
    const random = createRandom('labels');
    for (let round = 0; round < 300; round++) {
      const wanted = Array.from({ length: 1 + random.int(8) }, () => random.next() * 120 - 10);
      const placed = spreadLabels(wanted, { gap: 12, min: 0, max: 100 });
      const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] as number) - (wanted[b] as number));
      order.forEach((index, rank) => {
        const position = placed[index] as number;
        expect(position).toBeGreaterThanOrEqual(-1e-9);
        expect(position).toBeLessThanOrEqual(100 + 1e-9);
        if (rank > 0)
          expect(position - (placed[order[rank - 1] as number] as number)).toBeGreaterThan(12 - 1e-9);
      });
    }
  });
});
