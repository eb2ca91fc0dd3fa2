import { kernels, withScratch } from '../kernels/instance.ts';

/**
 * How the drawings of a step are summed over: part by part, then the parts' sums pairwise. Threads that take whole parts
 * change no bit of it.
 */
export interface Parts {
  /** Where the parts of this thread begin among its drawings, and where the last one ends. [parts + 1] */
  readonly bounds: readonly number[];
  /** Drawings of the step, those that other threads take included. */
  readonly drawings: number;
  /** Turns sums over this thread's parts into sums over all, in place, waiting for the other threads. */
  readonly exchange?: ((sums: Float64Array) => void) | undefined;
  /** Whether another thread hands in what was exchanged, so that this one must not do so too. */
  readonly isHelper?: boolean;
}

/** All drawings in one part, here. */
export const onePart = (drawings: number): Parts => ({ bounds: [0, drawings], drawings });

/** Where `parts` parts of `drawings` begin, as alike as can be, and where the last one ends. [parts + 1] */
export const partBounds = (drawings: number, parts: number): number[] =>
  Array.from({ length: parts + 1 }, (_, i) => Math.round((i * drawings) / parts));

/** Adds neighbours, then the neighbours of those, until the first holds the sum of all. */
export function addPairwise<T>(sums: readonly T[], add: (sum: T, other: T) => void): T {
  for (let step = 1; step < sums.length; step *= 2)
    for (let i = 0; i + step < sums.length; i += 2 * step) add(sums[i] as T, sums[i + step] as T);
  return sums[0] as T;
}

/**
 * Writes to each address of `to` the sum of what `run` writes for the parts, `sizes` floats.
 *
 * @param run is given the first drawing of a part, how many they are, and the addresses to write to
 */
export function sumOverParts(
  { bounds }: Parts,
  sizes: readonly number[],
  to: readonly number[],
  run: (first: number, count: number, addresses: readonly number[]) => void,
): void {
  const parts = bounds.length - 1;
  const extra = Array.from({ length: parts - 1 }, () => sizes.map((size) => 4 * size)).flat();
  withScratch(extra, (...rooms) => {
    const sums = bounds.slice(0, -1).map((first, i) => {
      const own = i === 0 ? to : rooms.slice((i - 1) * sizes.length, i * sizes.length);
      run(first, (bounds[i + 1] as number) - first, own);
      return own;
    });
    addPairwise(sums, (sum, other) => {
      for (const [i, size] of sizes.entries()) kernels().addTo(sum[i] as number, other[i] as number, size);
    });
  });
}
