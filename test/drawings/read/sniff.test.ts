import { describe, expect, it } from 'vitest';
import { sniff } from '../../../src/drawings/read/sniff.ts';
import { madeUpPixels } from '../../dataset/bucket.ts';
import { idxFile } from './idx-file.ts';
import { quickdrawBinFile } from './quickdraw-bin-file.ts';

const text = (lines: string) => new TextEncoder().encode(lines);
const IDX = idxFile([4, 28, 28], madeUpPixels(4));
const STROKES: [number[], number[]][] = [
  [
    [0, 255],
    [9, 200],
  ],
];

describe('sniff', () => {
  it.each([
    ['cat.NPY', 'npy'],
    ['cat.npz', 'zip'],
    ['cat.Bin', 'quickdraw-bin'],
    ['cat.jsonl', 'ndjson'],
    ['cat.csv', 'kaggle-csv'],
    ['t10k-labels.idx1-ubyte', 'idx-labels'],
    ['t10k-images-idx3-ubyte', 'idx-images'],
    ['cat.npy.gz', 'gzip'],
    ['cat', undefined],
    ['npy', undefined],
  ])('goes by the name where the bytes say nothing: %s', (name, form) => {
    expect(sniff(text('?'), name)).toBe(form);
  });

  it('tells a project from drawings a line', () => {
    expect(sniff(text('\ufeff\n {"format": "doodles-project", "version": 1'), 'x')).toBe('project');
    expect(sniff(text('{"drawing": [], "x": {"format": "doodles-project"}}'), 'x')).toBe('ndjson');
  });

  it('takes no IDX file for drawings of Quick, Draw!, and the other way round, whatever a key begins with', () => {
    expect(sniff(IDX, 'x.bin')).toBe('idx-images');
    const key = Buffer.from(IDX.subarray(0, 8)).readBigUInt64LE();
    expect(sniff(quickdrawBinFile([{ strokes: STROKES, keyId: key }]), 'x')).toBe('quickdraw-bin');
  });
});
