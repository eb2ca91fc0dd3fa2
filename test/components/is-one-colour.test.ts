import { expect, it } from 'vitest';
import { isOneColour } from '../../src/components/is-one-colour.ts';

it.each([
  [[9, 8, 7, 255, 9, 8, 7, 255, 9, 8, 7, 255], true],
  [[9, 8, 7, 255, 9, 8, 6, 255], false],
  [[9, 9, 9, 255, 8, 8, 8, 255], false],
])('%j is of one colour: %s', (pixels, expected) => {
  expect(isOneColour(Uint8ClampedArray.from(pixels))).toBe(expected);
});
