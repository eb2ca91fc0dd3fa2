/** A picture of any size as three small colour planes, without losing lines of one pixel. */
import { backingGrey } from './transparency.ts';

/** Pixels as a browser's canvas gives them. */
export interface Picture {
  /** Whole numbers of pixels, 1 to 8,192 (`MAX_SIDE_PX`). */
  width: number;
  height: number;
  /** Red, green, blue, opacity, row by row, not premultiplied. [4 width height] */
  rgba: Uint8ClampedArray | Uint8Array;
}

/** Red, green and blue of a small picture, 0..255, row by row. */
export interface Planes {
  width: number;
  height: number;
  /** Pixels for one of the picture, where it was enlarged (see enlarge); 1 for others. */
  enlargedBy: number;
  /** Means of square cells of the picture; of a grey one, three times the same plane. [3][width height] */
  mean: Float32Array[];
  /** The darkest and the lightest part of every cell; where cells are not parted, the means themselves. */
  darkest: Float32Array[];
  lightest: Float32Array[];
}

/** The longer side of the planes is at most this. */
export const WORKING_PX = 600;

/**
 * Cuts the picture into square cells, and a cell of a large picture into 2 x 2 or 3 x 3 parts. Averaged over a cell of
 * 15 x 15 a line of one pixel keeps 1/15 of its contrast; in the darkest of 3 x 3 parts it keeps 1/5, and the noise of
 * single pixels still averages out. What a last, unfinished cell would cover is left away.
 */
export function shrink({ width, height, rgba }: Picture): Planes {
  const wanted = Math.ceil(Math.max(width, height) / WORKING_PX);
  const parts = Math.max(1, Math.floor(Math.sqrt(wanted / 1.5))); // a side of a cell
  const partPx = Math.ceil(wanted / parts);
  const columns = Math.floor(width / (partPx * parts));
  const rows = Math.floor(height / (partPx * parts));
  const planes = () => Array.from({ length: 3 }, () => new Float32Array(columns * rows));
  const mean = planes();
  const darkest = parts === 1 ? mean : planes().map((plane) => plane.fill(255));
  const lightest = parts === 1 ? mean : planes();

  const backing = backingGrey(rgba);
  const partColumns = columns * parts;
  const sums = new Float64Array(3 * partColumns);
  for (let partRow = 0; partRow < rows * parts; partRow++) {
    sums.fill(0);
    for (let y = partRow * partPx; y < (partRow + 1) * partPx; y++)
      if (backing === undefined) addRow(rgba, 4 * width * y, partPx, sums);
      else addTransparentRow(rgba, 4 * width * y, partPx, sums, backing);
    const cellRow = Math.floor(partRow / parts) * columns;
    for (let part = 0; part < partColumns; part++) {
      const cell = cellRow + Math.floor(part / parts);
      for (let c = 0; c < 3; c++) {
        const value = sums[3 * part + c]! / (partPx * partPx);
        mean[c]![cell]! += value / (parts * parts);
        if (parts === 1) continue;
        if (value < darkest[c]![cell]!) darkest[c]![cell] = value;
        if (value > lightest[c]![cell]!) lightest[c]![cell] = value;
      }
    }
  }
  for (const three of new Set([mean, darkest, lightest])) shareEqual(three);
  return { width: columns, height: rows, enlargedBy: 1, mean, darkest, lightest };
}

/** Lets the colours of a grey picture be one and the same plane. */
function shareEqual(planes: Float32Array[]): void {
  const [red, green, blue] = planes as [Float32Array, Float32Array, Float32Array];
  for (let i = 0; i < red.length; i++) if (red[i] !== green[i] || red[i] !== blue[i]) return;
  planes.fill(red);
}

/** Adds the pixels of a row, from byte `at` on, to the sums of the parts that they lie in. */
function addRow(rgba: Picture['rgba'], at: number, partPx: number, sums: Float64Array): void {
  for (let s = 0; s < sums.length; s += 3) {
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let i = 0; i < partPx; i++, at += 4) {
      red += rgba[at]!;
      green += rgba[at + 1]!;
      blue += rgba[at + 2]!;
    }
    sums[s]! += red;
    sums[s + 1]! += green;
    sums[s + 2]! += blue;
  }
}

/** The same, laid over a grey. */
function addTransparentRow(
  rgba: Picture['rgba'],
  at: number,
  partPx: number,
  sums: Float64Array,
  grey: number,
): void {
  for (let s = 0; s < sums.length; s += 3)
    for (let i = 0; i < partPx; i++, at += 4) {
      const alpha = rgba[at + 3]! / 255;
      const below = grey * (1 - alpha);
      sums[s]! += rgba[at]! * alpha + below;
      sums[s + 1]! += rgba[at + 1]! * alpha + below;
      sums[s + 2]! += rgba[at + 2]! * alpha + below;
    }
}
