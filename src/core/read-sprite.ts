/** Reads the exhibits of a class back from their sprite: cells of 28 x 28 pixels, ten a row. */
import { convertIndexedToRgb, decode } from 'fast-png';

const SIDE = 28;
const COLUMNS = 10;

/**
 * @param png the file: grey, grey with opacity, or up to 256 such colours that pixels name by number
 * @param count drawings in it
 * @param name of the file, for the error
 * @returns ink 0..1 by cell. [count][784]
 * @throws Error when the sprite is too small for so many drawings
 */
export function readSprite(png: Uint8Array, count: number, name: string): Float32Array[] {
  const image = decode(png);
  const { width, height, palette } = image;
  if (width !== SIDE * COLUMNS || height < (SIDE * count) / COLUMNS)
    throw new Error(`${name} is ${width} x ${height}: too small for ${count} drawings`);
  const data = palette ? convertIndexedToRgb(image) : image.data;
  const channels = palette?.[0]?.length ?? image.channels;
  // The ink is the last channel: opacity where there is one, else the grey itself.
  return Array.from({ length: count }, (_, cell) => {
    const [left, top] = [(cell % COLUMNS) * SIDE, Math.floor(cell / COLUMNS) * SIDE];
    return Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
      const at = (top + Math.floor(i / SIDE)) * width + left + (i % SIDE);
      return (data[at * channels + channels - 1] ?? 0) / 255;
    });
  });
}
