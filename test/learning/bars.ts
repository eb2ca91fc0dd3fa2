import type { Random } from '../../src/core/random.ts';
import type { LabelledDrawings } from '../../src/learning/classifier.ts';

const CLASSES = ['horizontal', 'vertical', 'diagonal', 'cross'] as const;

/**
 * Made-up drawings: one bar, two pixels wide, at one of five places and of any darkness, with specks of noise.
 * Drawing i is of class i % classes.
 */
export function bars(count: number, random: Random, classes: 2 | 3 | 4 = 2): LabelledDrawings {
  const pixels = new Uint8Array(count * 784);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classes);
  for (let i = 0; i < count; i++) {
    const at = i * 784;
    const kind = CLASSES[labels[i]!]!;
    const across = 4 + 4 * random.int(5);
    const along = 4 + 4 * random.int(5);
    const paint = (x: number, y: number) => {
      pixels[at + y * 28 + x] = 100 + random.int(156);
    };
    for (let t = 2; t < 26; t++)
      for (const side of [0, 1]) {
        if (kind === 'horizontal' || kind === 'cross') paint(t, across + side);
        if (kind === 'vertical' || kind === 'cross') paint(along + side, t);
        if (kind === 'diagonal') paint((t + across + side) % 28, t);
      }
    for (let speck = 0; speck < 12; speck++) pixels[at + random.int(784)] = random.int(256);
  }
  return { count, pixels, labels, classes: CLASSES.slice(0, classes) };
}
