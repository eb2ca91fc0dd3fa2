import { crc32 as zlibCrc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../src/drawings/read/crc32.ts';
import { madeUpPixels, npyFile } from '../../dataset/bucket.ts';

const NPY = npyFile(madeUpPixels(100));

describe('crc32', () => {
  it('is that of zlib', () => {
    expect(crc32(NPY)).toBe(zlibCrc32(NPY));
    expect(crc32(NPY.subarray(1000), crc32(NPY.subarray(0, 1000)))).toBe(zlibCrc32(NPY));
  });
});
