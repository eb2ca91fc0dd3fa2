import { type NearestPixelsState, PIXELS } from './classifier.ts';
import { type FindNeighbors, keepNearest, noNeighbors } from './neighbors.ts';

/** Training drawings per block: their sums of products (4 kB) stay in the processor's nearest cache. */
const BLOCK = 1024;

function squaredNorms(pixels: Uint8Array): Int32Array {
  const norms = new Int32Array(pixels.length / PIXELS);
  for (let i = 0; i < norms.length; i++) {
    let squares = 0;
    for (let p = i * PIXELS; p < (i + 1) * PIXELS; p++) squares += pixels[p]! * pixels[p]!;
    norms[i] = squares;
  }
  return norms;
}

/** For each block of drawings and each pixel: which drawings of the block have ink there, and how much. */
function invertedIndex(pixels: Uint8Array) {
  const count = pixels.length / PIXELS;
  let inked = 0;
  for (let i = 0; i < pixels.length; i++) if (pixels[i] !== 0) inked++;
  const starts = new Int32Array(Math.ceil(count / BLOCK) * PIXELS + 1);
  const members = new Uint16Array(inked);
  const inks = new Uint8Array(inked);
  let size = 0;
  let list = 0;
  for (let first = 0; first < count; first += BLOCK) {
    const end = Math.min(count, first + BLOCK);
    for (let p = 0; p < PIXELS; p++) {
      starts[list++] = size;
      for (let i = first; i < end; i++) {
        const ink = pixels[i * PIXELS + p]!;
        if (ink === 0) continue;
        members[size] = i - first;
        inks[size++] = ink;
      }
    }
  }
  starts[list] = size;
  return { count, starts, members, inks };
}

/**
 * Exact neighbours on pixels: whole-number squared distances |a|^2 + |b|^2 - 2 a.b, at most 784 * 255^2.
 *
 * About 70 % of the pixels of a drawing are blank, so a.b is summed over an inverted index, as a text search
 * engine does over words: only pixels that are inked in both cost time. In V8, which does not vectorise, that is
 * 2.6 times as fast as a 4 x 4 blocked product of all pixels, and 1.3 times as skipping one side's blanks only.
 */
export function pixelNeighbors({ pixels, k }: Pick<NearestPixelsState, 'pixels' | 'k'>): FindNeighbors {
  const { count, starts, members, inks } = invertedIndex(pixels);
  const norms = squaredNorms(pixels);
  const products = new Int32Array(BLOCK);
  return (drawings) => {
    const found = noNeighbors(drawings.count, k);
    const queries = drawings.pixels;
    const queryNorms = squaredNorms(queries);
    for (let first = 0, list = 0; first < count; first += BLOCK, list += PIXELS) {
      const size = Math.min(BLOCK, count - first);
      for (let query = 0; query < drawings.count; query++) {
        products.fill(0);
        for (let p = 0; p < PIXELS; p++) {
          const ink = queries[query * PIXELS + p]!;
          if (ink === 0) continue;
          const end = starts[list + p + 1]!;
          for (let at = starts[list + p]!; at < end; at++) products[members[at]!]! += ink * inks[at]!;
        }
        const norm = queryNorms[query]!;
        for (let j = 0; j < size; j++) products[j] = norm + norms[first + j]! - 2 * products[j]!;
        keepNearest(found, query, first, products, size);
      }
    }
    return found;
  };
}
