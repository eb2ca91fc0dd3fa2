/** One drawing laid over another. */
import { plainNeighbours } from '../../core/plain-neighbours.ts';

export interface Overlaid {
  /** Ink of the one below and of the one above, each as strong as it is seen, 0..1. [784] */
  readonly below: Float32Array;
  readonly above: Float32Array;
}

/** How strong the upper one is half way, so that the lower one shines through. */
const HALF_WAY = 0.7;

/**
 * @param below ink 0..1 [784] @param above ink 0..1 [784]
 * @param place 0: the lower alone, 0.5: both, 1: the upper alone
 */
export function overlaid(below: ArrayLike<number>, above: ArrayLike<number>, place: number): Overlaid {
  const lower = place <= 0.5 ? 1 : 2 - 2 * place;
  const upper = place <= 0.5 ? 2 * place * HALF_WAY : HALF_WAY + (1 - HALF_WAY) * (2 * place - 1);
  return {
    below: Float32Array.from(below, (ink) => ink * lower),
    above: Float32Array.from(above, (ink) => ink * upper),
  };
}

export interface Compared {
  /** Squares that are at least half full: of the one, of the other, of both. */
  readonly mine: number;
  readonly theirs: number;
  readonly shared: number;
  /** Root of the sum of squared differences, over ink 0..1. */
  readonly distance: number;
}

/** @param mine ink 0..1 [784] @param theirs ink 0..1 [784] */
export function compared(mine: ArrayLike<number>, theirs: ArrayLike<number>): Compared {
  const full = (ink: ArrayLike<number>, i: number) => (ink[i] ?? 0) >= 0.5;
  const squares = Array.from({ length: mine.length }, (_, i) => i);
  return {
    mine: squares.filter((i) => full(mine, i)).length,
    theirs: squares.filter((i) => full(theirs, i)).length,
    shared: squares.filter((i) => full(mine, i) && full(theirs, i)).length,
    distance: plainNeighbours(mine, [theirs], 1)[0]?.distance ?? 0,
  };
}

/** What a slider between the two says: "yours alone", "yours, and a little of theirs", ... @param place 0..1 */
export function placeInWords(place: number): string {
  if (place <= 0) return 'yours alone';
  if (place >= 1) return 'theirs alone';
  if (place < 0.4) return 'yours, with some of theirs over it';
  return place <= 0.6 ? 'both, one over the other' : 'theirs, with some of yours under it';
}
