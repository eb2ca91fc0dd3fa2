import { expect, it } from 'vitest';
import { shownCell } from '../../src/components/figure-table.ts';

it.each([
  ['-0.4', '−0.4'],
  ['0.4', '0.4'],
  ['1.2e-5', '1.2e-5'],
  ['-', '-'],
  ['Convnet – Forest', 'Convnet – Forest'],
])('a cell with %s is shown as %s', (cell, shown) => {
  expect(shownCell(cell)).toBe(shown);
});
