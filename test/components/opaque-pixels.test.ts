import { expect, it } from 'vitest';
import { isOneColour, opaquePixels } from '../../src/components/opaque-pixels.ts';

it('pixels lose their opacity and keep their colours', () => {
  const rgba = Uint8ClampedArray.from([1, 2, 3, 255, 4, 5, 6, 255]);
  expect([...opaquePixels(rgba)]).toEqual([1, 2, 3, 4, 5, 6]);
});

it.each([
  [[9, 8, 7, 9, 8, 7, 9, 8, 7], true],
  [[9, 8, 7, 9, 8, 6], false],
  [[9, 9, 9, 8, 8, 8], false],
])('%j is of one colour: %s', (pixels, expected) => {
  expect(isOneColour(Uint8Array.from(pixels))).toBe(expected);
});
