import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SAMPLES } from '../../../src/components/pad/samples.ts';
import { tooMuchInk } from '../../../src/components/pad/too-much-ink.ts';
import { rasterize } from '../../../src/core/rasterize.ts';
import { readSprite } from '../../../src/core/read-sprite.ts';
import { simplifyDrawing } from '../../../src/core/strokes.ts';

describe('tooMuchInk', () => {
  it('is more than half of the pixels inked', () => {
    const inked = (count: number) => Uint8Array.from({ length: 784 }, (_, i) => (i < count ? 128 : 127));
    expect(tooMuchInk(inked(0))).toBe(false);
    expect(tooMuchInk(inked(392))).toBe(false);
    expect(tooMuchInk(inked(393))).toBe(true);
  });

  it('is a scribble over everything', () => {
    const rows = Array.from({ length: 40 }, (_, i) => i);
    const x = rows.flatMap((i) => (i % 2 === 0 ? [20, 980] : [980, 20]));
    const y = rows.flatMap((i) => [25 * i, 25 * i]);
    expect(tooMuchInk(rasterize(simplifyDrawing([[x, y]])))).toBe(true);
  });

  it('is no drawing on show', () => {
    for (const { id, strokes } of SAMPLES)
      expect(tooMuchInk(rasterize(simplifyDrawing(strokes))), id).toBe(false);
    for (const name of ['cat', 'sheep', 'dog', 'octopus', 'bee', 'hedgehog', 'giraffe'])
      for (const ink of readSprite(readFileSync(`public/exhibits/${name}.png`), 100, name))
        expect(tooMuchInk(ink.map((each) => 255 * each))).toBe(false);
  });
});
