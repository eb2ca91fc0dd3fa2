import { createRandom, type Random } from '../../src/core/random.ts';
import type { LabelledDrawings } from '../../src/learning/classifier.ts';

/**
 * Made-up scribbles, about 30 % inked as real bitmaps are: each class is a closed curve of its own, which
 * every drawing bends, moves and turns at random.
 */
export function doodles(count: number, classes: number, random: Random): LabelledDrawings {
  const pixels = new Uint8Array(count * 784);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classes);
  for (let i = 0; i < count; i++) {
    const shape = createRandom(`class ${labels[i]}`);
    const waves = Array.from({ length: 4 }, (_, w) => ({
      size: (shape.next() + 0.6 * random.normal()) / (w + 1),
      phase: 2 * Math.PI * shape.next() + 0.7 * random.normal(),
      turns: w + 1,
    }));
    for (let step = 0; step < 240; step++) {
      const angle = (2 * Math.PI * step) / 240;
      const radius =
        8 + waves.reduce((r, { size, phase, turns }) => r + 3 * size * Math.cos(turns * angle + phase), 0);
      const x = 13.5 + radius * Math.cos(angle);
      const y = 13.5 + radius * Math.sin(angle);
      for (let py = Math.ceil(y - 2); py <= y + 2; py++)
        for (let px = Math.ceil(x - 2); px <= x + 2; px++) {
          const ink = 255 * Math.min(1, 2 - Math.hypot(x - px, y - py));
          if (ink <= 0 || px < 0 || px > 27 || py < 0 || py > 27) continue;
          const at = i * 784 + py * 28 + px;
          pixels[at] = Math.max(pixels[at]!, Math.round(ink));
        }
    }
  }
  return { count, pixels, labels, classes: Array.from({ length: classes }, (_, c) => `class ${c}`) };
}
