import { expect, test } from 'vitest';
import { listed } from '../../src/core/listed.ts';

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('%j is told as "%s"', (names, text) => {
  expect(listed(names, 'and')).toBe(text);
  expect(listed(names, 'or')).toBe(text.replace(' and ', ' or '));
});
