import { expect, test } from 'vitest';
import { spriteFile } from '../../../../src/activities/train/results/sprite-file.ts';
import { createRandom } from '../../../../src/core/random.ts';
import { readSprite } from '../../../../src/core/read-sprite.ts';

const random = createRandom(5);
const drawing = () => Uint8Array.from({ length: 784 }, () => random.int(256));

test.each([1, 9, 10, 11, 64])('%i drawings come back from their sprite pixel by pixel', (count) => {
  const drawings = Array.from({ length: count }, drawing);
  const back = readSprite(spriteFile(drawings), count, 'made up');
  expect(back.map((ink) => [...ink].map((value) => Math.round(255 * value)))).toEqual(
    drawings.map((pixels) => [...pixels]),
  );
});
