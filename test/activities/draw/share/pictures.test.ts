import { describe, expect, it } from 'vitest';
import { drawingSvg } from '../../../../src/activities/draw/share/pictures.ts';
import { placeOnPad } from '../../../../src/activities/draw/share/place.ts';
import { strokePath } from '../../../../src/components/pad/path.ts';
import type { Stroke } from '../../../../src/core/strokes.ts';

describe('drawingSvg', () => {
  it('holds every stroke as it is on the pad, black on white', () => {
    const strokes: Stroke[] = [
      [
        [0, 500, 1000],
        [0, 100, 0],
      ],
      [[7], [8]],
    ];
    const svg = drawingSvg(strokes);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 1000 1000"/);
    for (const stroke of strokes) expect(svg).toContain(`<path d="${strokePath(stroke)}"/>`);
    expect(svg.match(/<path/g)).toHaveLength(2);
    expect(svg).toMatch(/fill="#fff".+stroke="#000"/);
  });
});

describe('placeOnPad', () => {
  it('puts a drawing into the middle, as large as a hand would draw it', () => {
    const [stroke] = placeOnPad([
      [
        [0, 255],
        [0, 51],
      ],
    ]);
    expect(stroke?.[0]).toEqual([100, 900]);
    expect(stroke?.[1][0]).toBeCloseTo(420);
    expect(stroke?.[1][1]).toBeCloseTo(580);
  });
});
