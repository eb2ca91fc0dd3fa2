import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockedRows } from '../pipeline/dataset/blocklist.ts';
import { EXHIBITS, exhibitFile, writeExhibits } from '../pipeline/exhibits.ts';
import { createRandom } from '../src/core/random.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'exhibits-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A hundred made-up bitmaps, none of them blank. */
async function madeUp(name: string): Promise<Uint8Array> {
  const random = createRandom(name);
  return Uint8Array.from({ length: EXHIBITS * 784 }, () => random.int(256));
}

const sprite = async (outDir: string, name: string) =>
  decode(await readFile(path.join(outDir, exhibitFile(name))));

describe('writeExhibits', () => {
  it('puts drawing r at column r % 10 and line floor(r / 10), black with the ink as opacity', async () => {
    await writeExhibits(['sheep'], folder, madeUp, { blocked: () => [] });
    const { width, height, channels, depth, data } = await sprite(folder, 'sheep');
    expect({ width, height, channels, depth }).toEqual({ width: 280, height: 280, channels: 2, depth: 8 });
    const pixels = await madeUp('sheep');
    for (const row of [0, 9, 10, 57, 99])
      for (const [x, y] of [
        [0, 0],
        [27, 0],
        [13, 14],
        [27, 27],
      ] as const) {
        const place = (Math.floor(row / 10) * 28 + y) * 280 + (row % 10) * 28 + x;
        expect(data[place * 2 + 1]).toBe(pixels[row * 784 + y * 28 + x]);
      }
    expect(data.every((value, i) => i % 2 === 1 || value === 0)).toBe(true);
  });
  it('leaves the cells of blocked drawings empty, and only those', async () => {
    await writeExhibits(['cat'], folder, madeUp, { blocked: () => [3, 98] });
    const { data } = await sprite(folder, 'cat');
    for (let row = 0; row < EXHIBITS; row++) {
      let ink = 0;
      for (let i = 0; i < 784; i++) {
        const place = (Math.floor(row / 10) * 28 + Math.floor(i / 28)) * 280 + (row % 10) * 28 + (i % 28);
        ink += data[place * 2 + 1]!;
      }
      expect(ink > 0).toBe(row !== 3 && row !== 98);
    }
  });
  it('returns the entries of the results, in the order of the classes, with the block list', async () => {
    expect(await writeExhibits(['hot air balloon', 'cat'], folder, madeUp)).toEqual([
      {
        class: 'hot air balloon',
        file: 'exhibits/hot-air-balloon.png',
        count: 100,
        blocked: blockedRows('hot air balloon'),
      },
      { class: 'cat', file: 'exhibits/cat.png', count: 100, blocked: blockedRows('cat') },
    ]);
  });
  it('writes the same bytes for the same drawings, over what was there, and leaves nothing else', async () => {
    const bytes = () => readFile(path.join(folder, exhibitFile('bee')));
    await writeExhibits(['bee'], folder, madeUp);
    const first = await bytes();
    await writeExhibits(['bee'], folder, madeUp);
    expect((await bytes()).equals(first)).toBe(true);
    const files = await readdir(path.join(folder, 'exhibits'));
    expect(files.every((file) => file.endsWith('.png'))).toBe(true);
  });
  it('refuses a class that has not 100 drawings', async () => {
    const few = async () => new Uint8Array(5 * 784);
    await expect(writeExhibits(['dog'], folder, few)).rejects.toThrow(
      /exhibits of dog have 3920 pixels: expected 100 drawings of 784/,
    );
    expect(await readdir(path.join(folder, 'exhibits'))).not.toContain('dog.png');
  });
});
