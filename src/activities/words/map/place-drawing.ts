/** Where on the map a drawing belongs that was not there when the map was made: among those that are most alike. */
import type { Features } from './features.ts';
import type { MapPoint } from './map-data.ts';

/** Drawings that are looked at, and how near to each other those must be that decide: a thirtieth of the map's side. */
const NEIGHBOURS = 12;
const REACH = 33;

export interface Placed {
  /** As of the map's points, 0..1000. */
  readonly x: number;
  readonly y: number;
  /** Indices of the most alike points, most alike first. */
  readonly neighbours: readonly number[];
}

/**
 * The most alike drawings by the angle between features may lie in two places of the map, and in the middle between them is
 * nothing that is like any: so it is placed where most of them lie close together, in the middle of these.
 * @param features of the drawing, in any unit. [dimensions]
 * @returns null where there is no feature at all, as of no drawing.
 */
export function placeDrawing(
  features: Float32Array,
  { dimensions, codes }: Features,
  points: readonly Pick<MapPoint, 'x' | 'y'>[],
): Placed | null {
  if (features.length !== dimensions || features.every((value) => value === 0)) return null;
  const likeness = (point: number) => {
    let [product, square] = [0, 0];
    for (let i = 0, at = point * dimensions; i < dimensions; i++, at++) {
      const code = codes[at] as number;
      product += code * (features[i] as number);
      square += code * code;
    }
    return square === 0 ? 0 : product / Math.sqrt(square);
  };
  const neighbours = points
    .map((_, point) => [likeness(point), point] as const)
    .sort(([a], [b]) => b - a)
    .slice(0, NEIGHBOURS)
    .map(([, point]) => point);
  const closeTo = (one: number) =>
    neighbours.filter((other) => {
      const [a, b] = [points[one], points[other]] as [MapPoint, MapPoint];
      return Math.hypot(a.x - b.x, a.y - b.y) <= REACH;
    });
  const heap = neighbours.map(closeTo).reduce((most, other) => (other.length > most.length ? other : most));
  const mean = (axis: 'x' | 'y') =>
    heap.reduce((sum, point) => sum + (points[point]?.[axis] ?? 0), 0) / heap.length;
  return { x: mean('x'), y: mean('y'), neighbours };
}
