import { expect, test } from 'vitest';
import { contactSheet } from '../../../../src/activities/train/examples/contact-sheet.ts';

const flat = (ink: number) => new Uint8Array(784).fill(ink);

test('drawings stand in lines, as black ink of their opacity', () => {
  const { width, height, rgba } = contactSheet([flat(10), flat(20), flat(30)], 2);
  expect([width, height, rgba.length]).toEqual([56, 56, 4 * 56 * 56]);
  const at = (x: number, y: number) => [...rgba.subarray(4 * (y * 56 + x), 4 * (y * 56 + x) + 4)];
  expect(at(0, 0)).toEqual([0, 0, 0, 10]);
  expect(at(55, 27)).toEqual([0, 0, 0, 20]);
  expect(at(27, 28)).toEqual([0, 0, 0, 30]);
  expect(at(28, 55)).toEqual([0, 0, 0, 0]);
});

test('a pixel stays where it is in its drawing', () => {
  const one = new Uint8Array(784);
  one[3 * 28 + 5] = 255;
  const { rgba } = contactSheet([flat(0), one], 3);
  expect(rgba.indexOf(255)).toBe(4 * (3 * 84 + 28 + 5) + 3);
});
