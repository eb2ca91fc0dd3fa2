/** Bitmaps of made-up strokes: wiggly closed lines, a few a drawing, in the look of the official ones. [n, 784] */
import { createRandom } from '../../src/core/random.ts';
import { rasterize } from '../../src/core/rasterize.ts';
import type { MutableStroke } from '../../src/core/strokes.ts';
import { toOneForm } from '../../src/drawings/read/one-form.ts';
import { PIXELS } from '../../src/learning/classifier.ts';

export function madeUpDrawings(count: number, seed: string): Uint8Array {
  const random = createRandom(seed);
  const pixels = new Uint8Array(count * PIXELS);
  for (let row = 0; row < count; row++) {
    const strokes = Array.from({ length: 3 }, (): MutableStroke => {
      const [x, y, radius] = [random.next() * 200, random.next() * 200, 20 + random.next() * 80];
      const angles = Array.from({ length: 12 }, (_, i) => (i / 11) * 2 * Math.PI);
      const radii = angles.map(() => radius * (0.8 + 0.4 * random.next()));
      return [
        angles.map((angle, i) => x + (radii[i] as number) * Math.cos(angle)),
        angles.map((angle, i) => y + (radii[i] as number) * Math.sin(angle)),
      ];
    });
    pixels.set(rasterize(toOneForm(strokes, seed)), row * PIXELS);
  }
  return pixels;
}
