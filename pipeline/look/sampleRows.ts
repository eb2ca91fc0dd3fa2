import { PIXELS } from '../../src/learning/classifier.ts';
import type { DrawingRows } from '../dataset/folder/drawingRows.ts';

/** Stretches that a sample is made of, so that the end of a file is seen as well as its beginning. */
const STRETCHES = 6;

/**
 * Drawings spread over the files of a class: all, where there are no more than `most`. Of what must be painted those in front,
 * since it is painted from there.
 * @param first row that counts.
 * @param usable drawings of all parts together. @returns ink 0..255 [n, 784]
 */
export async function sampleRows(
  parts: readonly DrawingRows[],
  first: number,
  usable: number,
  most: number,
): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  const share = Math.ceil(most / parts.length);
  let left = usable;
  for (const [i, part] of parts.entries()) {
    const all = i < parts.length - 1 ? Math.min(left, await part.count(first)) : left;
    left -= all;
    if (all <= share || part.form === 'vectors') {
      const count = Math.min(all, part.form === 'vectors' ? Math.min(share, MOST_PAINTED) : share);
      if (count > 0) read.push(await part.read(first, count));
      continue;
    }
    const length = Math.floor(share / STRETCHES);
    for (let i = 0; i < STRETCHES; i++) {
      const from = Math.floor((i * (all - length)) / (STRETCHES - 1));
      read.push(await part.read(first + from, length));
    }
  }
  const pixels = new Uint8Array(read.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of read) {
    pixels.set(each, at);
    at += each.length;
  }
  return pixels.subarray(0, pixels.length - (pixels.length % PIXELS));
}

/** 20 drawings of 345 words are painted in three seconds. */
const MOST_PAINTED = 20;
