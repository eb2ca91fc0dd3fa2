import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BlobUrls } from '../../../../src/activities/train/results/blob-urls.ts';
import { testSheets } from '../../../../src/activities/train/results/test-sheets.ts';
import { madeUpOutcome } from './made-up-outcome.ts';

let open: Set<string>;
beforeEach(() => {
  open = new Set();
  let made = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
    const url = `blob:${made++}`;
    open.add(url);
    return url;
  });
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => void open.delete(url));
});
afterEach(() => void vi.restoreAllMocks());

test('the held-out drawings stand class by class, each once', () => {
  expect(testSheets(madeUpOutcome([0, 1, 1, 0], {}))).toEqual([
    { name: 'cat', drawings: [0, 3] },
    { name: 'sheep', drawings: [1, 2] },
  ]);
});

test('addresses are given up together, and more can be made after', () => {
  const urls = new BlobUrls();
  urls.make(Uint8Array.of(1), 'image/png');
  urls.make(Uint8Array.of(2), 'image/png');
  expect(open.size).toBe(2);
  urls.revoke();
  expect(open.size).toBe(0);
  urls.make(Uint8Array.of(3), 'image/png');
  expect(open.size).toBe(1);
  urls.revoke();
  expect(open.size).toBe(0);
});
