import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DatasetError } from '../../../src/drawings/dataset-error.ts';
import { gunzip } from '../../../src/drawings/read/gunzip.ts';
import { madeUpPixels, npyFile } from '../../dataset/bucket.ts';

const NPY = npyFile(madeUpPixels(100));
const OTHER = npyFile(madeUpPixels(2));
const TEXT = new TextEncoder().encode('Drawn by class 4b.');
const gzip = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));

describe('gunzip', () => {
  it.each([
    ['one member', gzip(NPY), NPY],
    [
      'several members',
      Buffer.concat([gzip(NPY), gzip(OTHER), gzip(new Uint8Array(0)), gzip(TEXT)]),
      Buffer.concat([NPY, OTHER, TEXT]),
    ],
    ['nothing', gzip(new Uint8Array(0)), new Uint8Array(0)],
    ['more than goes in at once', gzip(madeUpPixels(500)), madeUpPixels(500)],
  ])('unpacks %s', (_, packed, expected) => {
    expect(Buffer.from(gunzip(new Uint8Array(packed), 'x.gz')).equals(expected)).toBe(true);
  });

  const packed = gzip(NPY);
  const changed = (at: number) => {
    const bytes = packed.slice();
    bytes[at] = (bytes[at] as number) ^ 1;
    return bytes;
  };
  it.each([
    ['cut short', packed.subarray(0, packed.length / 2), /x\.gz: .*(cut short or damaged|checksum)/],
    ['cut within its checksum', packed.subarray(0, -3), /has not the checksum that stands before byte/],
    ['only begun', packed.subarray(0, 5), /x\.gz: /],
    ['damaged in a drawing', changed(packed.length - 2000), /x\.gz: .*(damaged|checksum)/],
    ['damaged in its checksum', changed(packed.length - 6), /has not the checksum/],
    ['damaged in its length', changed(packed.length - 2), /has not the checksum/],
    [
      'damaged in its first member',
      Buffer.concat([changed(packed.length - 6), packed]),
      new RegExp(`checksum that stands before byte ${packed.length}\\.`),
    ],
    ['followed by something else', Buffer.concat([packed, TEXT]), /cannot be unpacked: invalid gzip data/],
  ])('refuses what is %s', (_, bytes, message) => {
    expect(() => gunzip(new Uint8Array(bytes), 'x.gz')).toThrow(DatasetError);
    expect(() => gunzip(new Uint8Array(bytes), 'x.gz')).toThrow(message);
  });

  it('refuses what it knows to be too long before it unpacks any', () => {
    const long = new Uint8Array(2 ** 21 + 2 ** 14); // zeros, but for its beginning and its length
    long.set(packed.subarray(0, 10));
    long.set([1, 0, 0, 0x80], long.length - 4);
    expect(() => gunzip(long, 'x.gz')).toThrow(
      /x\.gz: unpacks to 2147483649 bytes or more, expected at most/,
    );
  });

  it('takes no memory by the length that the file claims', () => {
    const claiming = packed.slice();
    claiming.set([0, 0, 0, 0x40], claiming.length - 4);
    const before = process.memoryUsage().arrayBuffers;
    expect(() => gunzip(claiming, 'x.gz')).toThrow(/has not the checksum/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20);
  });
});
