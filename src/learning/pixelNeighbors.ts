import { type Drawings, type NearestPixelsState, PIXELS } from './classifier.ts';
import type { Crew, CrewTask } from './crew.ts';
import { inSharedMemory } from './inSharedMemory.ts';
import { type FindNeighbors, type Neighbors, noNeighbors } from './neighbors.ts';
import { type BasisSearch, basisStages, createBasisSearch } from './pixelBasis.ts';
import { emptyCodes, encodeStage, HEAD, type PixelCodes, TAIL } from './pixelCodes.ts';
import { createPrunedSearch } from './prunedNeighbors.ts';
import {
  createStageBoard,
  doStages,
  runStages,
  type Stage,
  type StageBoard,
  takePortions,
} from './stages.ts';
import { wholeNeighbors } from './wholeNeighbors.ts';

/** Distances from which on it pays to encode the training drawings, which takes as long as about so many. */
const WORTH_CODES = 4e7;
/** Queries that a thread takes at once. */
const PORTION = 128;

/** What threads share of a search. */
interface SharedSearch {
  /** Where the codes are yet to be made, what makes them. */
  readonly making: BasisSearch | undefined;
  readonly codes: PixelCodes;
  readonly pixels: Uint8Array; // [n, 784]
  readonly queries: Uint8Array; // [count, 784]
  readonly found: Neighbors;
}

export interface PixelSearch {
  readonly find: FindNeighbors;
  /** The same, with the help of other threads. */
  share(drawings: Drawings, crew: Crew): Promise<Neighbors>;
}

function searchStage({ codes, pixels, queries, found }: SharedSearch): Stage {
  const { k, indices, squaredDistances } = found;
  return {
    portions: Math.ceil(indices.length / k / PORTION),
    begin() {
      const searchSome = createPrunedSearch(codes, pixels, k);
      return (portion) => {
        const first = portion * PORTION;
        const last = Math.min(first + PORTION, indices.length / k);
        indices.fill(-1, first * k, last * k);
        squaredDistances.fill(Infinity, first * k, last * k);
        searchSome(queries, first, last, found);
      };
    },
  };
}

const stagesOf = (search: SharedSearch): Stage[] => [
  ...(search.making
    ? [...basisStages(search.pixels, search.making), encodeStage(search.pixels, search.codes)]
    : []),
  searchStage(search),
];

/** The task "near-pixels": does what nobody has begun, and writes neighbours into shared memory. */
export const findSharedNeighbors: CrewTask = (
  { search, board }: { search: SharedSearch; board: StageBoard },
  _post,
  isCalledOff,
) => takePortions(board, stagesOf(search), isCalledOff);

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

  const searchFor = (drawings: Drawings, isShared: boolean): SharedSearch => {
    const making = codes ? undefined : createBasisSearch(count, HEAD + TAIL, isShared);
    if (isShared) sharedPixels ??= inSharedMemory(pixels);
    return {
      making,
      codes: codes ?? emptyCodes(count, (making as BasisSearch).basis, isShared),
      pixels: sharedPixels ?? pixels,
      queries: isShared ? inSharedMemory(drawings.pixels) : drawings.pixels,
      found: noNeighbors(drawings.count, k, isShared),
    };
  };

  return {
    find(drawings) {
      if (!isWorthCodes(drawings.count)) {
        findWhole ??= wholeNeighbors({ pixels, k });
        return findWhole(drawings);
      }
      const search = searchFor(drawings, false);
      doStages(stagesOf(search));
      codes = search.codes;
      return search.found;
    },
    async share(drawings, crew) {
      if (crew.most === 0 || !isWorthCodes(drawings.count)) return this.find(drawings);
      const search = searchFor(drawings, true);
      const stages = stagesOf(search);
      const board = createStageBoard(stages);
      await runStages(board, stages, crew.share('near-pixels', { search, board }));
      codes = search.codes;
      const { indices, squaredDistances } = search.found;
      return { k, indices: indices.slice(), squaredDistances: squaredDistances.slice() };
    },
  };
}
