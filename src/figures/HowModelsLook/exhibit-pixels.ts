import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PUBLIC_FOLDER } from '../../components/site-folders.ts';
import { readSprite } from '../../core/read-sprite.ts';
import type { ExperimentResult } from '../../core/results.ts';

/**
 * The exhibits of a class, read at build time from its sprite below `public/`.
 * @returns ink 0..1 by row of the sprite. [count][784]
 * @throws Error when the results name no exhibits of the class, or the sprite is too small for them.
 */
export function exhibitPixels(result: ExperimentResult, className: string): Float32Array[] {
  const exhibit = result.exhibits.find((found) => found.class === className);
  if (!exhibit) throw new Error(`the results of "${result.experiment}" exhibit no ${className}`);
  const bytes = readFileSync(join(process.cwd(), PUBLIC_FOLDER, exhibit.file));
  return readSprite(bytes, exhibit.count, `public/${exhibit.file}`);
}
