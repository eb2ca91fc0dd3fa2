import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { pngPicture } from '../../../../../src/activities/train/examples/pictures/png-rgba.ts';

const first = (png: Uint8Array, count = 2) => [...pngPicture(png).rgba.subarray(0, 4 * count)];

describe('pngPicture', () => {
  it('reads grey, colours, and opacity of 8 and 16 bits', () => {
    const size = { width: 2, height: 1 };
    expect(first(encode({ ...size, channels: 1, data: Uint8Array.of(0, 200) }))).toEqual([
      0, 0, 0, 255, 200, 200, 200, 255,
    ]);
    expect(first(encode({ ...size, channels: 2, data: Uint8Array.of(9, 8, 7, 6) }))).toEqual([
      9, 9, 9, 8, 7, 7, 7, 6,
    ]);
    expect(first(encode({ ...size, channels: 3, data: Uint8Array.of(1, 2, 3, 4, 5, 6) }))).toEqual([
      1, 2, 3, 255, 4, 5, 6, 255,
    ]);
    expect(first(encode({ ...size, channels: 4, data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) }))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
    const deep = encode({ ...size, channels: 1, depth: 16, data: Uint16Array.of(0, 65535) });
    expect(first(deep)).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
  });

  it('reads bits that share a byte, line by line', () => {
    const png = encode({
      width: 10,
      height: 2,
      channels: 1,
      depth: 1,
      data: Uint8Array.of(0x80, 0x40, 0x00, 0x40),
    });
    const { rgba } = pngPicture(png);
    const inked = Array.from({ length: 20 }, (_, i) => rgba[4 * i]);
    expect(inked.flatMap((v, i) => (v === 255 ? [i] : []))).toEqual([0, 9, 19]);
  });

  it('reads a palette', () => {
    const palette = [
      [10, 20, 30],
      [40, 50, 60],
    ];
    const png = encode({ width: 2, height: 1, channels: 1, depth: 8, palette, data: Uint8Array.of(1, 0) });
    expect(first(png)).toEqual([40, 50, 60, 255, 10, 20, 30, 255]);
  });

  it('says so of a file that is cut off or spoiled', () => {
    const png = encode({
      width: 40,
      height: 40,
      channels: 1,
      data: new Uint8Array(1600).map((_, i) => (i * 31) % 256),
    });
    for (const length of [20, 40, 100, png.length - 20])
      expect(() => pngPicture(png.subarray(0, length))).toThrow(/damaged, or ends too early/);
    expect(() => pngPicture(png.map((v, i) => (i > 45 && i < 60 ? 255 - v : v)))).toThrow(/damaged/);
  });
});
