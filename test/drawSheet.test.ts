import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cellOf, drawSheet } from '../pipeline/drawSheet.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sheet-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ink = new Uint8Array(784).fill(255, 0, 28); // the first row of pixels

it('a cell is black ink on white, every pixel as wide and high as it is scaled', () => {
  const cell = cellOf(ink, 2);
  expect(cell.length).toBe(56 * 56);
  expect([cell[0], cell[55], cell[56], cell[2 * 56]]).toEqual([0, 0, 0, 255]);
});

it('a line has its cells side by side, and its name, whatever is in it, to their left', async () => {
  const file = join(folder, 'not yet there/sheet.png');
  await drawSheet(
    file,
    [{ label: '<b>&\u0000 "me"', cells: [cellOf(ink, 1), cellOf(new Uint8Array(784), 1)] }],
    28,
  );
  const { data, info } = await sharp(file).greyscale().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => data[y * info.width + x];
  expect(info.height).toBe(4 + 32);
  const left = info.width - 2 * 32 - 4;
  expect([at(left, 4), at(left, 6), at(left + 32, 4), at(left - 2, 4)]).toEqual([0, 255, 255, 225]);
  const label = [...data.keys()].filter((i) => i % info.width < left && (data[i] as number) < 100);
  expect(label.length).toBeGreaterThan(20);
});

it('many lines stand in columns', async () => {
  const file = join(folder, 'sheet.png');
  const line = { label: 'cat', cells: [cellOf(ink, 1)] };
  await drawSheet(file, Array(150).fill(line), 28);
  const { width, height } = await sharp(file).metadata();
  expect([width > 3 * 200, height]).toEqual([true, 50 * 32 + 4]);
});
