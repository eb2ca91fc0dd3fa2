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

/**
 * Room for the neighbours of `count` queries, none found yet.
 * @param isShared whether several threads write there
 */
export function noNeighbors(count: number, k: number, isShared = false): Neighbors {
  const Buffer = isShared ? SharedArrayBuffer : ArrayBuffer;
  return {
    k,
    indices: new Int32Array(new Buffer(4 * count * k)).fill(-1),
    squaredDistances: new Float64Array(new Buffer(8 * count * k)).fill(Infinity),
  };
}

/**
 * Offers a candidate to one query. Candidates must come in training order, so that ties go to the earlier one.
 */
export function keepNear(
  { k, indices, squaredDistances }: Neighbors,
  query: number,
  candidate: number,
  distance: number,
): void {
  const head = query * k;
  let at = head + k - 1;
  if (!(distance < squaredDistances[at]!)) return;
  for (; at > head && squaredDistances[at - 1]! > distance; at--) {
    squaredDistances[at] = squaredDistances[at - 1]!;
    indices[at] = indices[at - 1]!;
  }
  squaredDistances[at] = distance;
  indices[at] = candidate;
}

/** Offers the candidates `first`, `first + 1`, ... to one query; `distances` holds their `size` squared distances. */
export function keepNearest(
  neighbors: Neighbors,
  query: number,
  first: number,
  distances: ArrayLike<number>,
  size: number,
): void {
  const { k, squaredDistances } = neighbors;
  const tail = query * k + k - 1;
  let worst = squaredDistances[tail]!;
  for (let j = 0; j < size; j++) {
    if (!(distances[j]! < worst)) continue;
    keepNear(neighbors, query, first + j, distances[j]!);
    worst = squaredDistances[tail]!;
  }
}
