import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import type { ExperimentResult } from '../../core/results.ts';

const SIDE = 28;
const COLUMNS = 10;

/**
 * The exhibits of a class, read at build time from its sprite below `public/`.
 * @returns ink 0..1 by row of the sprite. [count][784]
 * @throws Error when the results name no exhibits of the class, or the sprite is too small for them.
 */
export function exhibitPixels(result: ExperimentResult, className: string): Float32Array[] {
  const exhibit = result.exhibits.find((found) => found.class === className);
  if (!exhibit) throw new Error(`the results of "${result.experiment}" exhibit no ${className}`);
  const { width, height, data, channels } = decode(readFileSync(join(process.cwd(), 'public', exhibit.file)));
  if (width !== SIDE * COLUMNS || height < (SIDE * exhibit.count) / COLUMNS)
    throw new Error(
      `public/${exhibit.file} is ${width} x ${height}: too small for ${exhibit.count} drawings`,
    );
  // The ink is the last channel: opacity where there is one, else the grey itself.
  return Array.from({ length: exhibit.count }, (_, row) => {
    const [left, top] = [(row % COLUMNS) * SIDE, Math.floor(row / COLUMNS) * SIDE];
    return Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
      const at = (top + Math.floor(i / SIDE)) * width + left + (i % SIDE);
      return (data[at * channels + channels - 1] ?? 0) / 255;
    });
  });
}
