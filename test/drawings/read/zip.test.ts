import { Zip, ZipDeflate, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DatasetError } from '../../../src/drawings/dataset-error.ts';
import { zipEntries } from '../../../src/drawings/read/zip.ts';
import { madeUpPixels, npyFile } from '../../dataset/bucket.ts';

const NPY = npyFile(madeUpPixels(100));
const OTHER = npyFile(madeUpPixels(2));
const zip = (files: Record<string, Uint8Array>) => zipSync(files, { mtime: '2026-01-01' });

/** A zip of one entry as zip64: what it says of sizes, place and count moves into fields of 8 bytes. */
function zip64(bytes: Uint8Array, directory: number): Uint8Array {
  const old = Buffer.from(bytes.subarray(directory, -22));
  const entry = Buffer.concat([old, Buffer.alloc(4 + 24)]);
  entry.writeUInt16LE(28, 30); // length of what follows the name
  entry.set([1, 0, 24, 0], old.length);
  [24, 20, 42].forEach((field, i) => {
    entry.writeBigUInt64LE(BigInt(old.readUInt32LE(field)), old.length + 4 + 8 * i);
    entry.writeUInt32LE(0xffffffff, field);
  });
  const end = Buffer.alloc(56);
  end.set([0x50, 0x4b, 6, 6, 44]);
  end.writeBigUInt64LE(1n, 24);
  end.writeBigUInt64LE(1n, 32);
  end.writeBigUInt64LE(BigInt(entry.length), 40);
  end.writeBigUInt64LE(BigInt(directory), 48);
  const locator = Buffer.alloc(20);
  locator.set([0x50, 0x4b, 6, 7]);
  locator.writeBigUInt64LE(BigInt(directory + entry.length), 8);
  const last = Buffer.from(bytes.subarray(-22)).fill(255, 8, 20);
  return new Uint8Array(Buffer.concat([bytes.subarray(0, directory), entry, end, locator, last]));
}

describe('zipEntries', () => {
  const packed = zip({ 'cat.npy': NPY });
  /** Where its central directory begins; sizes and checksum stand in it. */
  const directory = packed.length - 22 - 46 - 'cat.npy'.length;
  const changed = (at: number, ...values: number[]) => {
    const bytes = packed.slice();
    bytes.set(values, at);
    return bytes;
  };
  it('reads zip64, in which sizes, place and count stand elsewhere', () => {
    expect(zipEntries(zip64(packed, directory), 'x.zip').map((entry) => entry.read())).toEqual([NPY]);
  });

  it('reads a zip that was written in one go, with sizes behind the files', () => {
    const chunks: Uint8Array[] = [];
    const stream = new Zip((_, chunk) => chunks.push(chunk));
    for (const [name, bytes] of [
      ['a.npy', NPY],
      ['b.npy', OTHER],
    ] as const) {
      const file = new ZipDeflate(name);
      stream.add(file);
      file.push(bytes, true);
    }
    stream.end();
    const entries = zipEntries(new Uint8Array(Buffer.concat(chunks)), 'x.zip');
    expect(entries.map((entry) => [entry.path, entry.read()])).toEqual([
      ['a.npy', NPY],
      ['b.npy', OTHER],
    ]);
  });

  it('tells paths and sizes, and unpacks none before it is asked for', () => {
    const broken = changed(200, 0, 0, 0, 0);
    expect(zipEntries(broken, 'x.zip').map(({ path, size }) => [path, size])).toEqual([
      ['cat.npy', NPY.length],
    ]);
  });

  it.each([
    ['that is locked', changed(directory + 8, 1), /x\.zip, "cat\.npy" in it: is locked with a password/],
    ['of another method', changed(directory + 10, 12), /is packed by method 12, expected 8 \(deflate\) or 0/],
    ['that is damaged', changed(400, 1, 2, 3, 4, 5), /"cat\.npy" in it: (damaged|cannot be unpacked)/],
    ['whose checksum is another', changed(directory + 16, 1, 2, 3, 4), /has not the length or checksum/],
    [
      'that claims more than it can hold',
      changed(directory + 24, 0, 0, 0, 0x70),
      /cannot unpack to the 1879048192 that it claims/,
    ],
    [
      'that claims more than is unpacked',
      changed(directory + 24, 255, 255, 255, 0xfe),
      /unpacks to 4278190079 bytes or more/,
    ],
    [
      'that claims less than it has',
      changed(directory + 24, 10, 0, 0, 0),
      /has not the length or checksum|cannot be unpacked/,
    ],
    ['that begins nowhere', changed(directory + 42, 0, 0, 1), /does not begin at byte 65536/],
    [
      'that ends beyond the file',
      changed(directory + 20, 255, 255, 255),
      /cut short: ends at byte \d+, expected 16777/,
    ],
    ['without its end', packed.subarray(0, -40), /a zip without its end .* it is cut short/],
    ['with a damaged list', changed(directory, 1), /a damaged zip: at byte \d+ expected entry 1 of 1/],
  ])('refuses a file %s', (_, bytes, message) => {
    const read = () => zipEntries(bytes, 'x.zip').map((entry) => entry.read());
    expect(read).toThrow(DatasetError);
    expect(read).toThrow(message);
  });
});
