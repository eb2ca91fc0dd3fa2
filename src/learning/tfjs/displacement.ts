import type { Random } from '../../core/random.ts';

/** Control points of a field along a side, the outermost ones beyond the border: some 9 pixels apart. */
const POINTS = 6;

/** How far each pixel is moved. [side * side] each */
export type Displacement = readonly [x: Float64Array, y: Float64Array];

/**
 * Makes a function that draws smooth random displacements: normal numbers at a few control points, and a cubic
 * B-spline between them. It gives the same two arrays each time, filled anew.
 *
 * @param deviation standard deviation over all pixels; at 0 nothing moves and no random number is drawn
 */
export function createDisplacement(side: number, deviation: number, random: Random): () => Displacement {
  const fields = [new Float64Array(side * side), new Float64Array(side * side)] as const;
  if (deviation === 0) return () => fields;
  const weights = splineWeights(side);
  // A sum of independent numbers has the variance of one times the sum of the squared weights; along both axes.
  const gain = weights.reduce((sum, w) => sum + w * w, 0) / side;
  const points = new Float64Array(POINTS * POINTS);
  const rows = new Float64Array(side * POINTS);
  return () => {
    for (const field of fields) {
      for (let i = 0; i < points.length; i++) points[i] = (deviation / gain) * random.normal();
      interpolate(weights, points, POINTS, rows); // down the columns of control points
      for (let y = 0; y < side; y++)
        interpolate(
          weights,
          rows.subarray(y * POINTS, (y + 1) * POINTS),
          1,
          field.subarray(y * side, (y + 1) * side),
        );
    }
    return fields;
  };
}

/** weights [n, POINTS] times points [POINTS, columns] -> result [n, columns] */
function interpolate(
  weights: Float64Array,
  points: Float64Array,
  columns: number,
  result: Float64Array,
): void {
  for (let row = 0, at = 0; at < result.length; row++)
    for (let column = 0; column < columns; column++, at++) {
      let sum = 0;
      for (let p = 0; p < POINTS; p++)
        sum += (weights[row * POINTS + p] as number) * (points[p * columns + column] as number);
      result[at] = sum;
    }
}

/** The weight of every control point for every pixel along a side; those of a pixel sum to 1. [side, POINTS] */
function splineWeights(side: number): Float64Array {
  const weights = new Float64Array(side * POINTS);
  for (let x = 0; x < side; x++) {
    const at = 1 + (x / (side - 1)) * (POINTS - 3);
    for (let p = 0; p < POINTS; p++) {
      const d = Math.abs(at - p);
      weights[x * POINTS + p] = d < 1 ? 2 / 3 - d * d + d ** 3 / 2 : d < 2 ? (2 - d) ** 3 / 6 : 0;
    }
  }
  return weights;
}
