import { expect, test } from 'vitest';
import { cardCells } from '../../src/pages/experiments/_card-cells.ts';

const made = (names: readonly string[], count = 100, blocked: number[] = []) =>
  names.map((name) => ({ name, file: `exhibits/${name}.png`, count, blocked }));
const many = Array.from({ length: 70 }, (_, i) => `word ${i}`);

test('classes take turns, and what is not shown is left out', () => {
  const cells = cardCells(made(['apple', 'banana', 'pear'], 100, [0, 2]));
  expect(cells).toHaveLength(50);
  expect(cells.slice(0, 4)).toEqual([
    { class: 'apple', row: 1 },
    { class: 'banana', row: 1 },
    { class: 'pear', row: 1 },
    { class: 'apple', row: 3 },
  ]);
});

test('more classes than places have one drawing each, the first of them', () => {
  expect(cardCells(made(many)).map((cell) => cell.class)).toEqual(many.slice(0, 50));
});

test('few drawings leave places empty', () => {
  expect(cardCells(made(['a', 'b'], 3))).toHaveLength(6);
});
