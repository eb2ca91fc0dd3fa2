import { describe, expect, it } from 'vitest';
import { PAD_SIDE } from '../../../src/components/draw/drawing.ts';
import { SAMPLES } from '../../../src/components/draw/samples.ts';
import { rasterize } from '../../../src/core/rasterize.ts';
import { assertStrokes, simplifyDrawing } from '../../../src/core/strokes.ts';

describe('SAMPLES', () => {
  it('holds at least two of each class, under names of their own', () => {
    expect(SAMPLES.filter((sample) => sample.class === 'cat').length).toBeGreaterThanOrEqual(2);
    expect(SAMPLES.filter((sample) => sample.class === 'sheep').length).toBeGreaterThanOrEqual(2);
    expect(new Set(SAMPLES.map(({ id }) => id)).size).toBe(SAMPLES.length);
    expect(new Set(SAMPLES.map(({ label }) => label)).size).toBe(SAMPLES.length);
  });

  it.each(SAMPLES)('$id lies on the pad and leaves ink of a drawing’s amount', ({ strokes }) => {
    assertStrokes(strokes);
    const all = strokes.flatMap(([x, y]) => [...Array.from(x), ...Array.from(y)]);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...all)).toBeLessThanOrEqual(PAD_SIDE);
    const inked = rasterize(simplifyDrawing(strokes)).filter((ink) => ink > 127).length;
    expect(inked).toBeGreaterThan(80);
    expect(inked).toBeLessThan(400);
  });
});
