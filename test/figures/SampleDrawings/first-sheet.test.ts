import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readSprite } from '../../../src/core/read-sprite.ts';
import { FIRST, firstFile } from '../../../src/figures/SampleDrawings/first-file.ts';
import { firstSheet } from '../../../src/figures/SampleDrawings/first-sheet.ts';

it('holds the drawings of these rows byte for byte, in a seventh of the bytes of all', () => {
  const file = readFileSync('public/exhibits/cat.png');
  const all = readSprite(file, 100, 'cat.png');
  const rows = [0, 1, 3, 4, 5, 6, 7, 8, 9, 99];
  const sheet = firstSheet(all, rows);
  expect(readSprite(sheet, FIRST, 'first')).toEqual(rows.map((row) => all[row]));
  expect(sheet.length).toBeLessThan(file.length / 7);
});

it('stands in a folder of its own', () => {
  expect(firstFile('exhibits/cat.png')).toBe('exhibits/first/cat.png');
});
