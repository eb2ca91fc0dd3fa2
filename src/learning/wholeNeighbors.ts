import { type NearestPixelsState, PIXELS } from './classifier.ts';
import { instantiate } from './kernels/kernels.ts';
import { type FindNeighbors, keepNearest, noNeighbors } from './neighbors.ts';

/** Training drawings that are compared at once with a few queries; a multiple of three. */
const BLOCK = 1023;
/** Queries, a multiple of three: as many as fit into the processor's nearest cache. */
const TILE = 18;
/** Bytes of a drawing with two bytes a pixel. */
const WORDS = 2 * PIXELS;

function squaredNorms(pixels: Uint8Array): Int32Array {
  const norms = new Int32Array(pixels.length / PIXELS);
  for (let i = 0; i < norms.length; i++) {
    let squares = 0;
    for (let p = i * PIXELS; p < (i + 1) * PIXELS; p++) squares += pixels[p]! * pixels[p]!;
    norms[i] = squares;
  }
  return norms;
}

/** Products of up to `BLOCK` drawings with up to `TILE` others, in memory of its own, 2 MB. */
function createProducts() {
  const block = 0;
  const tile = block + BLOCK * WORDS;
  const products = tile + TILE * WORDS;
  const bytes = products + TILE * BLOCK * Int32Array.BYTES_PER_ELEMENT;
  const end = bytes + BLOCK * PIXELS;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / 2 ** 16) });
  const { multiplyDrawings, widenPixels } = instantiate(memory, 'simd'); // whole numbers: the same in every set
  const put = (pixels: Uint8Array, to: number) => {
    new Uint8Array(memory.buffer, bytes).set(pixels);
    widenPixels(bytes, to, pixels.length);
  };
  return {
    setBlock: (pixels: Uint8Array) => put(pixels, block),
    setTile: (pixels: Uint8Array) => put(pixels, tile),
    /** Of the tile's drawings with the block's; those beyond what was set are of no meaning. [TILE, BLOCK] */
    multiply(): Int32Array {
      multiplyDrawings(tile, block, products, TILE, BLOCK, PIXELS);
      return new Int32Array(memory.buffer, products, TILE * BLOCK);
    },
  };
}

/**
 * Exact neighbours on pixels by all distances, |a|^2 + |b|^2 - 2 a.b, whole numbers, at most 784 * 255^2; by SIMD on
 * 16-bit numbers.
 */
export function wholeNeighbors({ pixels, k }: Pick<NearestPixelsState, 'pixels' | 'k'>): FindNeighbors {
  const count = pixels.length / PIXELS;
  const norms = squaredNorms(pixels);
  const products = createProducts();
  const distances = new Int32Array(BLOCK);
  return (drawings) => {
    const found = noNeighbors(drawings.count, k);
    const queries = drawings.pixels;
    const queryNorms = squaredNorms(queries);
    for (let first = 0; first < count; first += BLOCK) {
      const size = Math.min(BLOCK, count - first);
      products.setBlock(pixels.subarray(first * PIXELS, (first + size) * PIXELS));
      for (let start = 0; start < drawings.count; start += TILE) {
        const end = Math.min(start + TILE, drawings.count);
        products.setTile(queries.subarray(start * PIXELS, end * PIXELS));
        const rows = products.multiply();
        for (let query = start; query < end; query++) {
          const norm = queryNorms[query]!;
          const row = (query - start) * BLOCK;
          for (let j = 0; j < size; j++) distances[j] = norm + norms[first + j]! - 2 * rows[row + j]!;
          keepNearest(found, query, first, distances, size);
        }
      }
    }
    return found;
  };
}
