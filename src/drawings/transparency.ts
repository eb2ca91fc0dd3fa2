/** What transparent pixels stand on: the opposite of the ink, so that white lines of an SVG do not vanish on white. */

/** Mean opacity from which a picture counts as a sheet with holes rather than as ink on nothing. */
const SHEET = 0.5;
/** Luminance 0..255 below which ink is dark, and the mean from which it is light. */
const DARK = 110;
const LIGHT = 170;
/** Share of dark among the ink up to which the ink is still light: what antialiasing leaves. */
const DARK_SHARE = 0.05;

/**
 * @param rgba four bytes a pixel, not premultiplied. [4 width height]
 * @returns the grey 0..255 to lay below the picture, or undefined where every pixel is opaque.
 */
export function backingGrey(rgba: ArrayLike<number>): number | undefined {
  let at = 3;
  while (at < rgba.length && rgba[at] === 255) at += 4;
  if (at >= rgba.length) return undefined;

  const histogram = new Float64Array(256); // opacity by luminance
  let opacity = 0;
  for (let i = 0; i < rgba.length; i += 4) {
    const alpha = rgba[i + 3]!;
    if (alpha === 0) continue;
    histogram[(rgba[i]! * 77 + rgba[i + 1]! * 151 + rgba[i + 2]! * 28) >> 8]! += alpha;
    opacity += alpha;
  }
  if (opacity === 0) return 255;
  // A sheet with transparent corners: its own commonest grey goes on below it.
  if (opacity / ((255 * rgba.length) / 4) > SHEET) return histogram.indexOf(Math.max(...histogram));

  let sum = 0;
  let dark = 0;
  for (let grey = 0; grey < 256; grey++) {
    sum += grey * histogram[grey]!;
    if (grey < DARK) dark += histogram[grey]!;
  }
  return sum / opacity > LIGHT && dark / opacity < DARK_SHARE ? 0 : 255;
}
