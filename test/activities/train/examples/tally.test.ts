import { expect, test } from 'vitest';
import { lookedAt } from '../../../../src/activities/train/examples/looked-at.ts';
import { withCurrent } from '../../../../src/activities/train/examples/setting-options.ts';
import { tally } from '../../../../src/activities/train/examples/tally.ts';

test.each([
  [0, '0 drawings of at least 6 needed'],
  [1, '1 drawing of at least 6 needed'],
  [7, '7 drawings: enough to try; 20 make a better start'],
  [20, '20 drawings'],
  [300, '300 drawings: full'],
])('%i drawings are told with what they are good for', (count, expected) => {
  expect(tally(count)).toBe(expected);
});

test.each([
  [1, 0, 'One picture, and a drawing in it.'],
  [1, 1, 'One picture, and no drawing in it.'],
  [3, 0, '3 pictures, a drawing in each.'],
  [3, 1, '3 pictures; in 1 of them there is no drawing.'],
  [3, 3, '3 pictures, and no drawing in any.'],
])('%i pictures, %i of them refused, are told in a sentence', (count, refused, expected) => {
  expect(lookedAt(count, refused)).toBe(expected);
});

test('a setting that stands on a value of its own can be seen among the options', () => {
  const options = [{ value: '5', label: 'five' }];
  expect(withCurrent(options, '5', '5')).toBe(options);
  expect(withCurrent(options, '37', '37 %')).toEqual([...options, { value: '37', label: '37 %' }]);
});
