/** Drawings in the plane by what a network makes of them: alike ones near each other. */
import { UMAP } from 'umap-js';
import type { Random } from '../../../src/core/random.ts';

/** The side of the map, in its own units. */
export const MAP_SIDE = 1000;

/** Drawings that each is compared with, and how close points may come: local groups stay together, and can be told apart. */
const NEIGHBOURS = 15;
const LEAST_DISTANCE = 0.15;

/**
 * Places by uniform manifold approximation and projection (McInnes, Healy and Melville, 2018) on the angle between
 * features. The same features and seed give the same places.
 * @param rows each of length 1, so that Euclidean distances order as angles do. [n, d], n at least 3
 * @returns across and down, each a whole number 0..1000. [n]
 */
export function placeOnMap(rows: readonly Float32Array[], random: Random): [number, number][] {
  const umap = new UMAP({
    nComponents: 2,
    nNeighbors: Math.min(NEIGHBOURS, rows.length - 1),
    minDist: LEAST_DISTANCE,
    random: () => random.next(),
  });
  return intoSquare(umap.fit(rows.map((row) => Array.from(row))) as [number, number][]);
}

/** The whole map in the square, in its own proportions, in the middle. */
function intoSquare(places: readonly [number, number][]): [number, number][] {
  const range = (axis: 0 | 1) => {
    const values = places.map((place) => place[axis]);
    return [Math.min(...values), Math.max(...values)] as const;
  };
  const [x, y] = [range(0), range(1)];
  const side = Math.max(x[1] - x[0], y[1] - y[0]) || 1;
  const at = (value: number, [low, high]: readonly [number, number]) =>
    Math.round(MAP_SIDE * (0.5 + (value - (low + high) / 2) / side));
  return places.map(([px, py]) => [at(px, x), at(py, y)]);
}
