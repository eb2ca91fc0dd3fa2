import { createRandom } from '../../src/core/random.ts';
import type { LabelledDrawings } from '../../src/learning/classifier.ts';

/** Made-up drawings that are easily told apart: noisy horizontal, vertical and (if three) diagonal stripes. */
export function stripes(count: number, classes: 2 | 3 = 2, seed = 'stripes'): LabelledDrawings {
  const random = createRandom(seed);
  const pixels = new Uint8Array(count * 784);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classes);
  for (let i = 0; i < count; i++) {
    const phase = random.int(4);
    for (let y = 0; y < 28; y++)
      for (let x = 0; x < 28; x++) {
        const along = [y, x, x + y][labels[i] as number] as number;
        const ink = (along + phase) % 4 < 2 ? 200 : 20;
        pixels[i * 784 + y * 28 + x] = Math.max(0, Math.min(255, Math.round(ink + 30 * random.normal())));
      }
  }
  return { count, pixels, labels, classes: ['horizontal', 'vertical', 'diagonal'].slice(0, classes) };
}
