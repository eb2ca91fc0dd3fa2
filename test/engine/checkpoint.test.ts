import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCheckpoint, removeCheckpoint } from '../../pipeline/engine/checkpoint.ts';

let folder: string;
let file: string;
let clock: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoint-'));
  file = join(folder, 'fit.bin');
  clock = 100;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (everySeconds = 10) => openCheckpoint(file, everySeconds, () => clock);

test('without a file there is nothing to go on from', () => {
  expect(open().load()).toBeUndefined();
  expect(open().secondsBefore).toBe(0);
});

test('is taken only when its time has come, and each time replaces the last', () => {
  const checkpoint = open();
  let taken = 0;
  const take = () => ({ epoch: ++taken, weights: Float32Array.of(1, taken) });
  checkpoint.save(take);
  expect(readdirSync(folder)).toEqual([]);
  clock += 10;
  checkpoint.save(take);
  checkpoint.save(take);
  clock += 9;
  checkpoint.save(take);
  expect(taken).toBe(1);
  clock += 1;
  checkpoint.save(take);
  expect(open().load()).toEqual({ epoch: 2, weights: Float32Array.of(1, 2) });
  expect(readdirSync(folder)).toEqual(['fit.bin']);
});

test('counts the seconds of all runs before', () => {
  const first = open(0);
  clock += 7;
  first.save(() => 'a');
  clock += 1000; // between the runs
  const second = open(0);
  expect(second.secondsBefore).toBe(7);
  clock += 5;
  second.save(() => 'b');
  expect(open().secondsBefore).toBe(12);
});

test('damaged counts as absent', () => {
  const checkpoint = open(0);
  checkpoint.save(() => 'whole');
  writeFileSync(file, readFileSync(file).subarray(0, -1));
  expect(open().load()).toBeUndefined();
});

test('a folder that takes no file costs the checkpoint, not the fit', () => {
  const checkpoint = openCheckpoint(join(folder, 'gone', 'fit.bin'), 0);
  expect(() => checkpoint.save(() => 'progress')).not.toThrow();
});

test('what cannot be taken is an error', () => {
  expect(() =>
    open(0).save(() => {
      throw new RangeError('broken');
    }),
  ).toThrow('broken');
});

test('what kills in the middle of a save have left goes with the checkpoint, and nothing of other fits', () => {
  open(0).save(() => 'done');
  writeFileSync(`${file}.4711-2.tmp`, 'half');
  const others = ['fit.bin2', 'other.bin', 'other.bin.4711-1.tmp'];
  for (const name of others) writeFileSync(join(folder, name), 'of another');
  removeCheckpoint(file);
  expect(readdirSync(folder).sort()).toEqual(others.sort());
});
