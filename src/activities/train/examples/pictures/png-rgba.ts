/** A PNG decoded byte by byte: its pixels are those of the file, which no canvas has touched. */
import { convertIndexedToRgb, type DecodedPng, decode } from 'fast-png';
import type { Picture } from '../../../../drawings/shrink.ts';
import { PictureError } from './picture-error.ts';

/** @throws PictureError when the file is damaged or ends too early. */
export function pngPicture(bytes: Uint8Array): Picture {
  let png: DecodedPng;
  try {
    png = decode(bytes);
    if (png.palette) {
      const data = convertIndexedToRgb(png);
      return spread(png, data, data.length / (png.width * png.height), 255);
    }
  } catch {
    throw new PictureError('This PNG is damaged, or ends too early.');
  }
  if (png.depth < 8) return spread(png, unpacked(png), 1, 2 ** png.depth - 1);
  return spread(png, png.data, png.channels, png.depth === 16 ? 65535 : 255);
}

/** Samples of less than a byte, which share bytes; every row begins a byte of its own. */
function unpacked({ data, depth, width, height }: DecodedPng): Uint8Array {
  const samples = new Uint8Array(width * height);
  const rowBytes = Math.ceil((width * depth) / 8);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const bit = x * depth;
      const byte = data[y * rowBytes + (bit >> 3)] as number;
      samples[i] = (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
    }
  return samples;
}

/** @param channels grey, grey and opacity, colours, or colours and opacity, each 0..max. */
function spread(png: DecodedPng, data: ArrayLike<number>, channels: number, max: number): Picture {
  const { width, height, transparency } = png;
  const rgba = new Uint8ClampedArray(4 * width * height);
  const colours = channels < 3 ? 1 : 3;
  const scale = 255 / max;
  for (let i = 0, from = 0, to = 0; i < width * height; i++, from += channels, to += 4) {
    for (let c = 0; c < 3; c++) rgba[to + c] = (data[from + (colours === 3 ? c : 0)] as number) * scale;
    rgba[to + 3] = channels > colours ? (data[from + colours] as number) * scale : 255;
    // One colour of a picture without opacities may be declared transparent.
    if (transparency && channels === colours) {
      let same = true;
      for (let c = 0; c < colours; c++) same &&= data[from + c] === transparency[c];
      if (same) rgba[to + 3] = 0;
    }
  }
  return { width, height, rgba };
}
