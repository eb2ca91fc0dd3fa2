import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { drawingPng, drawingSvg, pixelsPng } from '../../../../src/activities/draw/share/pictures.ts';
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

describe('the PNGs', () => {
  it('hold what the models see, pixel for pixel, and need no canvas', async () => {
    const pixels = Uint8Array.from({ length: 784 }, (_, i) => (i * 37) % 256);
    const { width, height, channels, data } = decode(await (await pixelsPng(pixels)).arrayBuffer());
    expect([width, height, channels]).toEqual([28, 28, 1]);
    expect(new Uint8Array(data)).toEqual(pixels);
  });

  it('hold the strokes black on white, 14 wide', async () => {
    const png = await drawingPng([
      [
        [100, 900],
        [500, 500],
      ],
      [[500], [800]],
    ]);
    expect(png.type).toBe('image/png');
    const { width, height, data } = decode(await png.arrayBuffer());
    expect([width, height]).toEqual([1000, 1000]);
    const at = (x: number, y: number) => data[1000 * y + x];
    expect([at(300, 493), at(300, 506), at(500, 794), at(95, 500)]).toEqual([0, 0, 0, 0]);
    expect([at(300, 492), at(300, 507), at(500, 790), at(91, 500)]).toEqual([255, 255, 255, 255]);
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
