import { type Drawings, type NearestPixelsState, PIXELS } from './classifier.ts';
import type { Crew, CrewTask } from './crew.ts';
import { inSharedMemory } from './inSharedMemory.ts';
import { type FindNeighbors, type Neighbors, noNeighbors } from './neighbors.ts';
import { encodePixels, type PixelCodes } from './pixelCodes.ts';
import { createPrunedSearch, type SearchSome } from './prunedNeighbors.ts';
import { wholeNeighbors } from './wholeNeighbors.ts';

/** Distances from which on it pays to encode the training drawings, which takes as long as about so many. */
const WORTH_CODES = 4e7;
/** Queries that a thread takes at once. */
const PORTION = 128;

/** What threads share of a search. */
interface SharedSearch {
  readonly codes: PixelCodes;
  readonly pixels: Uint8Array; // [n, 784]
  readonly queries: Uint8Array; // [count, 784]
  readonly found: Neighbors;
  /** The next portion of queries that nobody has begun. [1] */
  readonly next: Int32Array;
  /** 1 for each portion that is done. [portions] */
  readonly done: Uint8Array;
}

export interface PixelSearch {
  readonly find: FindNeighbors;
  /** The same, with the help of other threads. */
  share(drawings: Drawings, crew: Crew): Promise<Neighbors>;
}

function searchPortion(
  searchSome: SearchSome,
  { queries, found, done }: SharedSearch,
  portion: number,
): void {
  const { k, indices, squaredDistances } = found;
  const first = portion * PORTION;
  const last = Math.min(first + PORTION, indices.length / k);
  indices.fill(-1, first * k, last * k);
  squaredDistances.fill(Infinity, first * k, last * k);
  searchSome(queries, first, last, found);
  done[portion] = 1;
}

/** Searches for the queries that nobody has begun, until there are none. */
function searchPortions(work: SharedSearch, searchSome: SearchSome, isCalledOff = () => false): void {
  while (!isCalledOff()) {
    const portion = Atomics.add(work.next, 0, 1);
    if (portion >= work.done.length) return;
    searchPortion(searchSome, work, portion);
  }
}

/** The task "near-pixels": searches for queries that nobody has begun, and writes their neighbours into shared memory. */
export const findSharedNeighbors: CrewTask = (work: SharedSearch, _post, isCalledOff) =>
  searchPortions(work, createPrunedSearch(work.codes, work.pixels, work.found.k), isCalledOff);

/**
 * Exact neighbours on pixels: whole-number squared distances, at most 784 * 255^2. A search worth it first encodes the
 * training drawings, and then passes over most of them; which way it goes changes nothing else.
 * @param worthCodes distances from which on a search is worth it
 */
export function pixelNeighbors(
  { pixels, k }: Pick<NearestPixelsState, 'pixels' | 'k'>,
  worthCodes = WORTH_CODES,
): PixelSearch {
  const count = pixels.length / PIXELS;
  let findWhole: FindNeighbors | undefined;
  let codes: PixelCodes | undefined;
  let sharedPixels: Uint8Array | undefined;
  const isWorthCodes = (queries: number) => codes !== undefined || queries * count >= worthCodes;
  return {
    find(drawings) {
      if (!isWorthCodes(drawings.count)) {
        findWhole ??= wholeNeighbors({ pixels, k });
        return findWhole(drawings);
      }
      codes ??= encodePixels(pixels, false);
      const found = noNeighbors(drawings.count, k);
      createPrunedSearch(codes, pixels, k)(drawings.pixels, 0, drawings.count, found);
      return found;
    },
    async share(drawings, crew) {
      if (crew.most === 0 || !isWorthCodes(drawings.count)) return this.find(drawings);
      codes ??= encodePixels(pixels, true);
      sharedPixels ??= inSharedMemory(pixels);
      const indices = new Int32Array(new SharedArrayBuffer(4 * drawings.count * k));
      const squaredDistances = new Float64Array(new SharedArrayBuffer(8 * drawings.count * k));
      const work: SharedSearch = {
        codes,
        pixels: sharedPixels,
        queries: inSharedMemory(drawings.pixels),
        found: { k, indices, squaredDistances },
        next: new Int32Array(new SharedArrayBuffer(4)),
        done: new Uint8Array(new SharedArrayBuffer(Math.ceil(drawings.count / PORTION))),
      };
      const share = crew.share('near-pixels', work);
      const searchSome = createPrunedSearch(codes, sharedPixels, k);
      try {
        searchPortions(work, searchSome);
      } finally {
        // What a lost helper was at is done below; what made one fail makes this thread fail, too.
        await share.end().catch(() => {});
      }
      work.done.forEach((isDone, portion) => {
        if (isDone === 0) searchPortion(searchSome, work, portion);
      });
      return { k, indices: indices.slice(), squaredDistances: squaredDistances.slice() };
    },
  };
}
