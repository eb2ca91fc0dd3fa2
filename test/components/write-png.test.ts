import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { writePng } from '../../src/components/write-png.ts';
import { createRandom } from '../../src/core/random.ts';

it.each([
  [1, 1],
  [7, 3],
  [300, 200],
])('a picture of %i x %i pixels is read back as it was', async (width, height) => {
  const random = createRandom(width);
  const rgb = Uint8Array.from({ length: 3 * width * height }, () => Math.floor(256 * random.next()));
  const file = await writePng(width, height, rgb);
  expect(file.type).toBe('image/png');
  const read = decode(await file.bytes(), { checkCrc: true });
  expect(read).toMatchObject({ width, height, channels: 3, depth: 8 });
  expect([...read.data]).toEqual([...rgb]);
});
