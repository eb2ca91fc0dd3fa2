/**
 * Drawings that are on show and stand among those of a class all the same: files that are sorted otherwise than Google's, or
 * that the exhibits were added to, have them behind row 99 too.
 */
import { PIXELS } from '../../src/learning/classifier.ts';
import { difference, SAME_DRAWING } from '../dataset/sameDrawing.ts';

/** Rows of pixels that are added up, so that most pairs are told apart by seven sums. */
const BAND = 4 * 28;
const BANDS = PIXELS / BAND;

/**
 * The measure is that of `unseenOf`. Where two exhibits are nearly the same, as lines are, being near to one says little:
 * then a drawing must be within half of their distance.
 * @param pixels ink 0..255 of a class. [n, 784]
 * @param exhibits ink 0..255 of the same class. [m, 784]
 * @returns rows of `pixels`, rising.
 */
export function exhibitsAmong(pixels: Uint8Array, exhibits: Uint8Array): number[] {
  const shown = rowsOf(exhibits).map((own, e, all) => ({
    own,
    bands: bandsOf(own),
    most: all.reduce(
      (most, other, o) => (o === e ? most : Math.min(most, difference(own, other, 2 * most) / 2)),
      SAME_DRAWING * PIXELS,
    ),
  }));
  const found: number[] = [];
  for (const [row, drawing] of rowsOf(pixels).entries()) {
    const bands = bandsOf(drawing);
    for (const { own, bands: of, most } of shown)
      if (bandDifference(bands, of, most) <= most && difference(drawing, own, most) <= most) {
        found.push(row);
        break;
      }
  }
  return found;
}

/** Each [784], where it lies. */
const rowsOf = (pixels: Uint8Array): Uint8Array[] =>
  Array.from({ length: pixels.length / PIXELS }, (_, row) =>
    pixels.subarray(row * PIXELS, (row + 1) * PIXELS),
  );

/** Ink of each band. [7] */
function bandsOf(drawing: Uint8Array): Int32Array {
  const sums = new Int32Array(BANDS);
  for (let band = 0, i = 0; band < BANDS; band++) {
    let sum = 0;
    for (const end = i + BAND; i < end; i++) sum += drawing[i] as number;
    sums[band] = sum;
  }
  return sums;
}

/** No more than that of the pixels is; above `most` no longer added up. */
function bandDifference(a: Int32Array, b: Int32Array, most: number): number {
  let sum = 0;
  for (let band = 0; band < BANDS && sum <= most; band++)
    sum += Math.abs((a[band] as number) - (b[band] as number));
  return sum;
}
