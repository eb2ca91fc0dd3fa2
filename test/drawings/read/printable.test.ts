import { expect, it } from 'vitest';
import { printable } from '../../../src/drawings/read/printable.ts';

it.each([
  ['Straße 猫 🐈', 'Straße 猫 🐈'],
  ['a\u001b[31mred\r\nb\u202ec', 'a?[31mred??b?c'],
  ['x'.repeat(61), `${'x'.repeat(60)}…`],
])('shows %j as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});
