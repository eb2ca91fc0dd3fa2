import { SIDE_PX } from '../../../core/bitmap-size.ts';
import type { Picture } from '../../../drawings/shrink.ts';

/** What a model sees as pixels to show: white ink on black, as in the data set. @param pixels ink 0..255 [784] */
export function inkPicture(pixels: Uint8Array): Picture {
  const rgba = new Uint8ClampedArray(4 * pixels.length);
  pixels.forEach((ink, i) => {
    rgba.fill(ink, 4 * i, 4 * i + 3);
    rgba[4 * i + 3] = 255;
  });
  return { width: SIDE_PX, height: SIDE_PX, rgba };
}
