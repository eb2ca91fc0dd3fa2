import type { Drawings } from './classifier.ts';

/** The k nearest training drawings of each query, nearest first; of equally near ones the earlier first. */
export interface Neighbors {
  readonly k: number;
  /** Positions in the training set. [count, k] */
  readonly indices: Int32Array;
  /** Squared Euclidean distances: in ink 0..255 for pixels, in ink 0..1 for codes. [count, k] */
  readonly squaredDistances: Float64Array;
}

export type FindNeighbors = (drawings: Drawings) => Neighbors;

/** Room for the neighbours of `count` queries, none found yet. */
export function noNeighbors(count: number, k: number): Neighbors {
  return {
    k,
    indices: new Int32Array(count * k).fill(-1),
    squaredDistances: new Float64Array(count * k).fill(Infinity),
  };
}

/**
 * Offers the candidates `first`, `first + 1`, ... to one query; `distances` holds their `size` squared distances.
 * Candidates must come in training order, so that ties go to the earlier one.
 */
export function keepNearest(
  { k, indices, squaredDistances }: Neighbors,
  query: number,
  first: number,
  distances: ArrayLike<number>,
  size: number,
): void {
  const head = query * k;
  const tail = head + k - 1;
  let worst = squaredDistances[tail]!;
  for (let j = 0; j < size; j++) {
    const distance = distances[j]!;
    if (!(distance < worst)) continue;
    let at = tail;
    for (; at > head && squaredDistances[at - 1]! > distance; at--) {
      squaredDistances[at] = squaredDistances[at - 1]!;
      indices[at] = indices[at - 1]!;
    }
    squaredDistances[at] = distance;
    indices[at] = first + j;
    worst = squaredDistances[tail]!;
  }
}
