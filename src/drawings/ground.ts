/** What a plane would be without ink: the paper and the light that falls on it. */

/** Blocks along the longer side that the ground is measured in. */
const BLOCKS = 32;
/** Values of a block that its median is taken from: at most this many a side. */
const SAMPLES = 7;
/** The local ground looks this many blocks in every direction: about a fifth of the picture. */
const REACH = 3;
const ROUNDS = 10;
/** Smallest scale of residuals in the fit, of 255: below it all blocks count the same. */
const LEAST_SCALE = 1.5;

/** Medians of square blocks. [columns rows] */
interface Blocks {
  sizePx: number;
  columns: number;
  rows: number;
  values: Float64Array;
}

export function median(values: ArrayLike<number>): number {
  return new Float64Array(values).sort()[values.length >> 1] ?? 0;
}

function blockMedians(plane: Float32Array, width: number, height: number): Blocks {
  const sizePx = Math.max(4, Math.ceil(Math.max(width, height) / BLOCKS));
  const columns = Math.ceil(width / sizePx);
  const rows = Math.ceil(height / sizePx);
  const step = Math.max(1, Math.ceil(sizePx / SAMPLES));
  const values = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const sample: number[] = [];
      for (let y = row * sizePx; y < Math.min(height, (row + 1) * sizePx); y += step)
        for (let x = column * sizePx; x < Math.min(width, (column + 1) * sizePx); x += step)
          sample.push(plane[y * width + x]!);
      values[row * columns + column] = median(sample);
    }
  return { sizePx, columns, rows, values };
}

/**
 * An even light with a gradient: the quadratic surface that most blocks lie on, by least squares with Cauchy weights,
 * so that drawn blocks, even filled areas, hardly pull at it (Holland and Welsch 1977).
 */
export function smoothGround(plane: Float32Array, width: number, height: number): Float32Array {
  const { sizePx, columns, rows, values } = blockMedians(plane, width, height);
  const longer = Math.max(width, height);
  const terms = (x: number, y: number) => [1, x, y, x * x, x * y, y * y];
  const basis = Array.from(values, (_, i) =>
    terms(
      ((i % columns) * sizePx + sizePx / 2 - width / 2) / longer,
      (Math.floor(i / columns) * sizePx + sizePx / 2 - height / 2) / longer,
    ),
  );
  let weights = [median(values), 0, 0, 0, 0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const residuals = basis.map((row, i) => values[i]! - dot(row, weights));
    const scale = Math.max(LEAST_SCALE, 1.5 * median(residuals.map(Math.abs)));
    weights = leastSquares(
      basis,
      values,
      residuals.map((r) => 1 / (1 + (r / scale) ** 2) ** 2),
      weights,
    );
  }
  const [c = 0, cx = 0, cy = 0, cxx = 0, cxy = 0, cyy = 0] = weights;
  const ground = new Float32Array(plane.length);
  for (let py = 0, i = 0; py < rows * sizePx && py < height; py++) {
    const y = (py + 0.5 - height / 2) / longer;
    for (let px = 0; px < width; px++, i++) {
      const x = (px + 0.5 - width / 2) / longer;
      ground[i] = c + cy * y + cyy * y * y + x * (cx + cxy * y + cxx * x);
    }
  }
  return ground;
}

/**
 * Light that changes within the picture, such as a shadow with an edge: medians around every place. What lies between
 * those of a block and its neighbours is ground, so that the edge itself is no ink.
 */
export function localGround(plane: Float32Array, width: number, height: number): Float32Array {
  const blocks = blockMedians(plane, width, height);
  const { sizePx, columns, rows } = blocks;
  const smooth = blocks.values.map((_, i) => medianAround(blocks, i % columns, Math.floor(i / columns)));
  // Beyond the border the light goes on as it does within.
  const at = (column: number, row: number): number => {
    if (column < 0) return 2 * at(0, row) - at(Math.min(1, columns - 1), row);
    if (column >= columns) return 2 * at(columns - 1, row) - at(Math.max(0, columns - 2), row);
    if (row < 0) return 2 * at(column, 0) - at(column, Math.min(1, rows - 1));
    if (row >= rows) return 2 * at(column, rows - 1) - at(column, Math.max(0, rows - 2));
    return smooth[row * columns + column]!;
  };
  const ground = new Float32Array(plane.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let darkest = Infinity;
      let lightest = -Infinity;
      for (let k = 0; k < 9; k++) {
        const light = at(column + (k % 3) - 1, row + Math.floor(k / 3) - 1);
        darkest = Math.min(darkest, light);
        lightest = Math.max(lightest, light);
      }
      for (let y = row * sizePx; y < Math.min(height, (row + 1) * sizePx); y++)
        for (let x = column * sizePx; x < Math.min(width, (column + 1) * sizePx); x++) {
          const i = y * width + x;
          ground[i] = Math.min(lightest, Math.max(darkest, plane[i]!));
        }
    }
  return ground;
}

function medianAround({ columns, rows, values }: Blocks, column: number, row: number): number {
  const around: number[] = [];
  for (let y = Math.max(0, row - REACH); y <= Math.min(rows - 1, row + REACH); y++)
    for (let x = Math.max(0, column - REACH); x <= Math.min(columns - 1, column + REACH); x++)
      around.push(values[y * columns + x]!);
  return median(around);
}

/** The median of the outermost pixels: for pictures that are mostly ink. */
export function borderGround(plane: Float32Array, width: number, height: number): Float32Array {
  const border = plane.filter(
    (_, i) => i < width || i >= width * (height - 1) || i % width === 0 || i % width === width - 1,
  );
  return new Float32Array(plane.length).fill(median(border));
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Weighted least squares by the normal equations; a little weight on `start` keeps them solvable for flat pictures. */
function leastSquares(
  basis: readonly number[][],
  values: Float64Array,
  weights: readonly number[],
  start: readonly number[],
): number[] {
  const n = start.length;
  const matrix = start.map((value, i) =>
    Float64Array.from([...start.map((_, j) => (i === j ? 1e-3 : 0)), 1e-3 * value]),
  );
  for (let k = 0; k < basis.length; k++) {
    const row = basis[k]!;
    for (let i = 0; i < n; i++) {
      const weighted = weights[k]! * row[i]!;
      const sums = matrix[i]!;
      for (let j = 0; j < n; j++) sums[j]! += weighted * row[j]!;
      sums[n]! += weighted * values[k]!;
    }
  }
  // Gauss and Jordan; the matrix is positive definite, so that nothing needs to be pivoted.
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      if (k === i) continue;
      const share = matrix[k]![i]! / matrix[i]![i]!;
      for (let j = i; j <= n; j++) matrix[k]![j]! -= share * matrix[i]![j]!;
    }
  return matrix.map((row, i) => row[n]! / row[i]!);
}
