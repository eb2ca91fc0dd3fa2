import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { pictureHeader } from '../../src/drawings/picture-kind.ts';

const text = (value: string) => Uint8Array.from(value, (letter) => letter.charCodeAt(0));
const hex = (value: string) =>
  Uint8Array.from(value.match(/[0-9a-f]{2}/g) ?? [], (byte) => Number.parseInt(byte, 16));

const FILES: [name: string, bytes: Uint8Array, kind: string, size?: [number, number]][] = [
  ['PNG', hex('89504e470d0a1a0a 0000000d49484452 00000140 000000f0 0806000000'), 'png', [320, 240]],
  ['GIF', hex('474946383961 4001 f000 f70000'), 'gif', [320, 240]],
  ['JPEG', hex('ffd8 ffe00010 4a46494600010100000100010000 ffc00011 08 00f0 0140 0301'), 'jpeg', [320, 240]],
  ['progressive JPEG', hex('ffd8 ffff fe0004 0000 ffc20011 08 00f0 0140 03012200'), 'jpeg', [320, 240]],
  [
    'lossy WebP',
    hex('52494646 00000000 57454250 56503820 00000000 000000 9d012a 4001 f000'),
    'webp',
    [320, 240],
  ],
  [
    'lossless WebP',
    hex('52494646 00000000 57454250 5650384c 00000000 2f 3fc13b00 0000000000'),
    'webp',
    [320, 240],
  ],
  [
    'extended WebP',
    hex('52494646 00000000 57454250 56503858 0a000000 10000000 3f0100 ef0000'),
    'webp',
    [320, 240],
  ],
  ['BMP', hex('424d 00000000 00000000 36000000 28000000 40010000 f0000000'), 'bmp', [320, 240]],
  ['BMP from the top', hex('424d 00000000 00000000 36000000 28000000 40010000 10ffffff'), 'bmp', [320, 240]],
  ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'svg'],
  ['SVG behind a prologue', text('<?xml version="1.0"?>\n<!-- > -->\n<!DOCTYPE svg>\n<svg>'), 'svg'],
  ['SVG with entities', text('<!DOCTYPE svg [ <!ENTITY a "b"> ]><svg width="1">'), 'svg'],
  ['SVG behind a byte order mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...text(' <svg>')]), 'svg'],
  ['SVG with a prefix', text('<svg:svg>'), 'svg'],
  ['PNG that is cut off', hex('89504e470d0a1a0a 0000000d49'), 'png'],
  ['PNG without extent', hex('89504e470d0a1a0a 0000000d49484452 00000000 000000f0 0806000000'), 'png'],
  ['JPEG without a frame', hex('ffd8 ffda0004 0000 0000000000000000'), 'jpeg'],
];

describe('pictureHeader', () => {
  it.each(FILES)('tells %s', (_, bytes, kind, size) => {
    expect(pictureHeader(bytes)).toEqual({ kind, size: size && { width: size[0], height: size[1] } });
  });

  it.each([
    ['nothing', ''],
    ['words', 'hello'],
    ['a page that holds an SVG', '<!doctype html><html><svg>'],
    ['another format of vectors', '<svgx>'],
    ['a comment without end', '<!-- <svg>'],
    ['a sound', 'RIFF0000WAVEfmt '],
    ['a PDF', '%PDF-1.7'],
    ['a letter that begins with BM', 'BM is a firm'],
  ])('does not know %s', (_, content) => {
    expect(pictureHeader(text(content))).toBeUndefined();
  });

  it('reads a view into a larger buffer', () => {
    const [, bytes] = FILES[0]!;
    const larger = new Uint8Array(bytes.length + 7);
    larger.set(bytes, 7);
    expect(pictureHeader(larger.subarray(7))?.size).toEqual({ width: 320, height: 240 });
  });

  it('never throws, cut anywhere and with any bytes changed', () => {
    const random = createRandom('headers');
    for (const [, bytes] of FILES)
      for (let cut = 0; cut <= bytes.length; cut++) {
        expect(() => pictureHeader(bytes.subarray(0, cut))).not.toThrow();
        const changed = bytes.slice();
        for (let k = 0; k < 3; k++) changed[random.int(changed.length)] = random.int(256);
        const size = pictureHeader(changed)?.size;
        if (size) expect(Math.min(size.width, size.height)).toBeGreaterThan(0);
      }
  });
});
