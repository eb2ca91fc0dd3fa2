/** Many drawings as one picture, so that hundreds are shown, and shown anew, at the cost of one. */
import { SIDE_PX } from '../../../core/bitmap-size.ts';

/**
 * Black ink as opacity, so that it can lie on any paper.
 * @param drawings ink 0..255, each [784]
 * @param columns of the sheet, at least 1; what the last line lacks stays clear.
 */
export function contactSheet(
  drawings: readonly Uint8Array[],
  columns: number,
): { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray } {
  const width = columns * SIDE_PX;
  const height = Math.ceil(drawings.length / columns) * SIDE_PX;
  const rgba = new Uint8ClampedArray(4 * width * height);
  drawings.forEach((pixels, n) => {
    const left = (n % columns) * SIDE_PX;
    const top = Math.floor(n / columns) * SIDE_PX;
    for (let y = 0, i = 0; y < SIDE_PX; y++)
      for (let x = 0, to = 4 * ((top + y) * width + left) + 3; x < SIDE_PX; x++, i++, to += 4)
        rgba[to] = pixels[i] as number;
  });
  return { width, height, rgba };
}
