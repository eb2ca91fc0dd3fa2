/** Of a hundred real drawings of each of ten words, the darkest inks 37 % of the pixels: this is far beyond. */
const MOST = 0.5;
/** From here on a pixel counts as inked. */
const INKED = 128;

/** Whether a picture is a scribble over everything rather than a drawing. @param pixels ink 0..255 [784] */
export function tooMuchInk(pixels: ArrayLike<number>): boolean {
  let inked = 0;
  for (let i = 0; i < pixels.length; i++) if ((pixels[i] as number) >= INKED) inked++;
  return inked > MOST * pixels.length;
}
