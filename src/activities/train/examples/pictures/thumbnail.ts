import type { Picture } from '../../../../drawings/shrink.ts';
import { backingGrey } from '../../../../drawings/transparency.ts';

/** Longer side of what is shown of a picture before it is added, in pixels. */
export const THUMBNAIL_PX = 160;

/** The picture made small for people to look at, on a ground where it had none: means of up to 4 x 4 samples a pixel. */
export function thumbnail({ width, height, rgba }: Picture, sidePx = THUMBNAIL_PX): Picture {
  const scale = Math.min(1, sidePx / Math.max(width, height));
  const columns = Math.max(1, Math.round(width * scale));
  const rows = Math.max(1, Math.round(height * scale));
  const small = new Uint8ClampedArray(4 * columns * rows);
  const samples = Math.min(4, Math.max(1, Math.ceil(1 / scale)));
  for (let y = 0, to = 0; y < rows; y++)
    for (let x = 0; x < columns; x++, to += 4)
      for (let c = 0; c < 4; c++) {
        let sum = 0;
        for (let sy = 0; sy < samples; sy++)
          for (let sx = 0; sx < samples; sx++) {
            const fromX = Math.floor(((x + (sx + 0.5) / samples) * width) / columns);
            const fromY = Math.floor(((y + (sy + 0.5) / samples) * height) / rows);
            sum += rgba[4 * (fromY * width + fromX) + c] as number;
          }
        small[to + c] = sum / samples ** 2;
      }
  const grey = backingGrey(small) ?? 255;
  for (let i = 0; i < small.length; i += 4) {
    const alpha = (small[i + 3] as number) / 255;
    for (let c = 0; c < 3; c++) small[i + c] = (small[i + c] as number) * alpha + grey * (1 - alpha);
    small[i + 3] = 255;
  }
  return { width: columns, height: rows, rgba: small };
}
