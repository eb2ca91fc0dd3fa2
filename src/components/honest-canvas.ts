/** The part of a 2D context that is used here. */
type Context = Pick<CanvasRenderingContext2D, 'createImageData' | 'putImageData' | 'getImageData'>;

const SIDE = 16;

/**
 * Whether a canvas gives back what was put on it. Browsers that hide from trackers give noise instead, or white: no picture
 * can be read from that, and none saved.
 */
export function isHonest(context: Context | null): boolean {
  if (context === null) return false;
  try {
    const image = context.createImageData(SIDE, SIDE);
    const put = Uint8ClampedArray.from({ length: 4 * SIDE * SIDE }, (_, i) =>
      i % 4 === 3 ? 255 : (i * 37 + (i >> 5) * 11) % 256,
    );
    image.data.set(put);
    context.putImageData(image, 0, 0);
    const got = context.getImageData(0, 0, SIDE, SIDE).data;
    return put.every((value, i) => got[i] === value);
  } catch {
    return false;
  }
}
