import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { PictureError } from '../../../../../src/activities/train/examples/pictures/picture-error.ts';
import { readableHeader } from '../../../../../src/activities/train/examples/pictures/readable-header.ts';

const bytes = (text: string) => Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)));
const png = encode({ width: 300, height: 200, data: new Uint8Array(60_000), channels: 1 });

describe('readableHeader', () => {
  it('tells kind and size; of an SVG the kind alone', () => {
    expect(readableHeader(png)).toEqual({ kind: 'png', size: { width: 300, height: 200 } });
    expect(readableHeader(bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toEqual({ kind: 'svg' });
  });

  it.each([
    ['an empty file', bytes(''), /empty: 0 bytes/],
    ['a text', bytes('Dear all,\nthis is no picture.'), /a text, not a picture: PNG, JPEG/],
    ['a page', bytes('<!DOCTYPE html><html><svg></svg>'), /a text, not a picture/],
    ['a PDF', bytes('%PDF-1.4\0\x01\x02'), /no picture that can be read here/],
    ['a PNG of no size', png.map((v, i) => (i >= 16 && i < 20 ? 0 : v)), /head of this PNG is damaged/],
    ['a PNG that ends in its head', png.subarray(0, 18), /head of this PNG is damaged/],
    ['a JPEG that ends before its size', bytes('\xff\xd8\xff\xe0\0\x10JFIF'), /head of this JPEG is damaged/],
  ])('refuses %s in words', (_, file, expected) => {
    expect(() => readableHeader(file)).toThrow(PictureError);
    expect(() => readableHeader(file)).toThrow(expected);
  });
});
