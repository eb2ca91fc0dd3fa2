/** Where the drawings of the map stand in the window, and how large they are. */
import type { View } from '../zoom-window.ts';
import type { MapPoint } from './map-data.ts';

/** Of the map, in its own units. */
const SIDE = 1000;
const MARGIN = 30;
/** Sides of a drawing in pixels: before anything is enlarged, and at the most. */
const LEAST_PX = 9;
const MOST_PX = 64;
export const MOST_ZOOM = 40;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels a unit of the map before anything is enlarged, so that all of it is in the window. */
const unit = ({ width, height }: Size) => Math.min(width, height) / (SIDE + 2 * MARGIN);

/** Where a point stands before anything is moved or enlarged, in pixels. */
export function basePlace({ x, y }: Pick<MapPoint, 'x' | 'y'>, size: Size): [x: number, y: number] {
  const u = unit(size);
  return [size.width / 2 + (x - SIDE / 2) * u, size.height / 2 + (y - SIDE / 2) * u];
}

/** Side of a drawing, in pixels: it grows more slowly than the distances, so that crowds come apart. */
export const drawingPx = (k: number): number => Math.min(MOST_PX, LEAST_PX * k ** 0.7);

/** The view that shows all of these points, with room around them. */
export function viewOf(points: readonly Pick<MapPoint, 'x' | 'y'>[], size: Size): View {
  if (points.length === 0) return { x: 0, y: 0, k: 1 };
  const places = points.map((point) => basePlace(point, size));
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = MOST_PX;
  const k = Math.max(
    1,
    Math.min(
      MOST_ZOOM / 4,
      (size.width - room) / Math.max(1, right - left),
      (size.height - room) / Math.max(1, bottom - top),
    ),
  );
  return {
    k,
    x: size.width / 2 - (k * (left + right)) / 2,
    y: size.height / 2 - (k * (top + bottom)) / 2,
  };
}
