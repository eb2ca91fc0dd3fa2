import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRecords, runKey } from '../../pipeline/engine/record.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'records-'));
  mkdirSync(join(folder, 'out'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const out = () => join(folder, 'out');
const records = () => openRecords(join(folder, 'runs'));

async function finished(): Promise<void> {
  writeFileSync(join(out(), 'a.json'), 'numbers');
  await records().set('trees', out(), 'key', new Map([['a.json', 'numbers']]));
}

test('a finished run is current as long as its key and its files are the same', async () => {
  await finished();
  expect(records().isCurrent('trees', out(), 'key')).toBe(true);
  expect(records().isCurrent('trees', out(), 'another key')).toBe(false);
  expect(records().isCurrent('features', out(), 'key')).toBe(false);
  expect(records().isCurrent('trees', folder, 'key')).toBe(false);
});

test.each([
  ['changed', () => writeFileSync(join(out(), 'a.json'), 'other numbers')],
  ['deleted', () => rmSync(join(out(), 'a.json'))],
])('a run whose file was %s is not current', async (_, damage) => {
  await finished();
  damage();
  expect(records().isCurrent('trees', out(), 'key')).toBe(false);
});

test('the key of a run changes with what the experiment declares and with nothing that is not asked', () => {
  const key = (trees: number[]) => runKey([{ id: 'forest-trees', trees }]);
  expect(key([10, 20])).toBe(key([10, 20]));
  expect(key([10, 30])).not.toBe(key([10, 20]));
});
