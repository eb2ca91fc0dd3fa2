import { PIXELS } from './classifier.ts';
import { instantiate } from './kernels/kernels.ts';
import { type FindNeighbors, keepNear, type Neighbors } from './neighbors.ts';
import { createEncoder, HEAD, type PixelCodes, reach, squares, TAIL } from './pixelCodes.ts';
import { wholeNeighbors } from './wholeNeighbors.ts';

/** Queries whose codes stand side by side. */
const TILE = 4;
/** Queries that are searched for at once, so that the codes are read less often. */
const TOGETHER = 32;
/** Drawings whose tails are read at once, a multiple of eight: as many as fit into the processor's second cache. */
const STRETCH = 512;
/** Drawings beyond k whose distances give the first bound: those of the nearest heads. */
const MORE = 11;
/** Drawings that are compared pixel by pixel at once. */
const BATCH = 64;

/** Where more drawings than this share remain, it is faster to compare all pixel by pixel. */
const MOST_LEFT = 1 / 32;

/** Puts the neighbours of the queries from `first` up to `end` where they belong. */
export type SearchSome = (queries: Uint8Array, first: number, end: number, found: Neighbors) => void;

/**
 * Exact neighbours on pixels that looks at few drawings. The distances of short codes are lower bounds (`reach`):
 * 1. the heads of all codes are compared;
 * 2. the drawings of the nearest heads give a first bound on the distance of the kth neighbour;
 * 3. of those whose heads are within that bound the rest of the code is compared, too;
 * 4. those that are still within are compared pixel by pixel, in training order.
 * Where hardly anything can be passed over, as among noise, all are compared.
 */
export function createPrunedSearch(codes: PixelCodes, pixels: Uint8Array, k: number): SearchSome {
  const { basis, count } = codes;
  const room = codes.headNorms.length;
  const seeds = Math.min(count, k + MORE);
  let end = 0;
  const place = (bytes: number) => {
    const at = end;
    end += 16 * Math.ceil(bytes / 16);
    return at;
  };
  const heads = place(2 * room * HEAD);
  const tails = place(2 * count * TAIL);
  const headNorms = place(4 * room);
  const tailNorms = place(4 * count);
  const queryHeads = place(2 * TOGETHER * HEAD);
  const queryTails = place(2 * TOGETHER * TAIL);
  const queryNorms = place(4 * TOGETHER);
  const rows = place(4 * TOGETHER * room);
  const lists = place(4 * TOGETHER * room);
  const least = place(4 * seeds);
  const drawing = place(PIXELS);
  const drawings = place(count * PIXELS);
  const results = place(4 * BATCH);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / 2 ** 16) });
  const { buffer } = memory;
  const kernels = instantiate(memory, 'simd'); // whole numbers: the same in every set
  new Int16Array(buffer, heads).set(codes.heads);
  new Int16Array(buffer, tails).set(codes.tails);
  new Int32Array(buffer, headNorms).set(codes.headNorms);
  new Int32Array(buffer, tailNorms).set(codes.tailNorms);
  const bytes = new Uint8Array(buffer);
  bytes.set(pixels, drawings);
  const headEntries = new Int16Array(buffer, queryHeads, TOGETHER * HEAD);
  const tailEntries = new Int16Array(buffer, queryTails, TOGETHER * TAIL);
  const norms = new Int32Array(buffer, queryNorms, TOGETHER);
  const listed = new Int32Array(buffer, lists, TOGETHER * room);
  const distances = new Int32Array(buffer, results, BATCH);
  const tailSquares = new Int32Array(TOGETHER);
  const encode = createEncoder(basis, -2);

  const setQuery = (code: Int16Array, at: number) => {
    const tile = (at - (at % TILE)) * HEAD + 2 * (at % TILE);
    for (let r = 0; r < HEAD; r += 2) {
      headEntries[tile + r * TILE] = code[r]!;
      headEntries[tile + r * TILE + 1] = code[r + 1]!;
    }
    tailEntries.set(code.subarray(HEAD), at * TAIL);
    norms[at] = squares(code, 0, HEAD) / 4;
    tailSquares[at] = squares(code, HEAD, HEAD + TAIL) / 4;
  };

  /** Compares the drawing with those of its list, some at a time: their distances are in `distances`. */
  const compare = (list: number, size: number, take: (from: number, some: number) => void) => {
    for (let from = list; from < list + size; from += BATCH) {
      const some = Math.min(BATCH, list + size - from);
      kernels.pixelDistances(drawing, drawings, lists + 4 * from, some, results);
      take(from, some);
    }
  };

  const nearest = new Int32Array(seeds);
  const nearHeads = new Int32Array(TOGETHER);
  const nearCodes = new Int32Array(TOGETHER);
  const sizes = new Int32Array(TOGETHER);
  const search = (queries: Uint8Array, begin: number, size: number, found: Neighbors): boolean => {
    const setDrawing = (at: number) =>
      bytes.set(queries.subarray((begin + at) * PIXELS, (begin + at + 1) * PIXELS), drawing);
    encode(queries.subarray(begin * PIXELS, (begin + size) * PIXELS), setQuery);
    const tiles = Math.ceil(size / TILE);
    kernels.codeDistances(queryHeads, queryNorms, tiles, heads, headNorms, rows, room, HEAD / 2);
    for (let at = 0; at < size; at++) {
      kernels.smallest(rows + at * 4 * room, room, seeds, least, lists);
      setDrawing(at);
      compare(0, seeds, (from, some) => nearest.set(distances.subarray(0, some), from));
      const bound = nearest.sort()[k - 1]!;
      nearHeads[at] = reach(basis, bound, HEAD);
      nearCodes[at] = reach(basis, bound, HEAD + TAIL);
    }
    sizes.fill(0);
    for (let from = 0; from < room; from += STRETCH)
      for (let at = 0; at < size; at++)
        sizes[at]! += kernels.within(
          rows + at * 4 * room,
          from,
          Math.min(from + STRETCH, room),
          nearHeads[at]!,
          nearCodes[at]!,
          queryTails + at * 2 * TAIL,
          tailSquares[at]!,
          tails,
          tailNorms,
          TAIL,
          lists + 4 * (at * room + sizes[at]!),
        );
    if (sizes.reduce((a, b) => a + b) > MOST_LEFT * size * count) return false;
    for (let at = 0; at < size; at++) {
      setDrawing(at);
      compare(at * room, sizes[at]!, (from, some) => {
        for (let i = 0; i < some; i++) keepNear(found, begin + at, listed[from + i]!, distances[i]!);
      });
    }
    return true;
  };

  let findWhole: FindNeighbors | undefined;
  const searchWhole = (queries: Uint8Array, begin: number, size: number, found: Neighbors) => {
    findWhole ??= wholeNeighbors({ pixels, k });
    const some = queries.subarray(begin * PIXELS, (begin + size) * PIXELS);
    const { indices, squaredDistances } = findWhole({ count: size, pixels: some });
    found.indices.set(indices, begin * k);
    found.squaredDistances.set(squaredDistances, begin * k);
  };

  return (queries, first, last, found) => {
    for (let begin = first; begin < last; begin += TOGETHER) {
      const size = Math.min(TOGETHER, last - begin);
      if (!search(queries, begin, size, found)) searchWhole(queries, begin, size, found);
    }
  };
}
