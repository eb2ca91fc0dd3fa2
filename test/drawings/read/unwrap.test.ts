import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DatasetError } from '../../../src/drawings/dataset-error.ts';
import { unwrap } from '../../../src/drawings/read/unwrap.ts';
import { madeUpPixels, npyFile } from '../../dataset/bucket.ts';

const NPY = npyFile(madeUpPixels(100));
const OTHER = npyFile(madeUpPixels(2));
const TEXT = new TextEncoder().encode('Drawn by class 4b.');
const zip = (files: Record<string, Uint8Array>) => zipSync(files, { mtime: '2026-01-01' });
const gzip = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));

describe('unwrap', () => {
  it.each([
    ['what is not packed', NPY, 'cat.npy', 'cat.npy', 'cat.npy'],
    ['gzip', gzip(NPY), 'a/cat.npy.gz', 'a/cat.npy.gz', 'cat.npy'],
    [
      'a zip of one file',
      zip({ 'full/cat.NPY2': NPY }),
      'cats.zip',
      'cats.zip, full/cat.NPY2 in it',
      'cat.NPY2',
    ],
    [
      'a zip of one drawn file among others',
      zip({ 'README.txt': TEXT, 'x/cat.npy': NPY, 'dataset.json': TEXT }),
      'cats.zip',
      'cats.zip, x/cat.npy in it',
      'cat.npy',
    ],
    [
      'a zip by bytes, where no name tells',
      zip({ 'a.txt': TEXT, 'b.dat': NPY }),
      'cats.zip',
      'cats.zip, b.dat in it',
      'b.dat',
    ],
    [
      'a zip from a Mac',
      zip({ 'cat.dat': NPY, '__MACOSX/._cat.dat': TEXT, '.DS_Store': TEXT, 'x/Thumbs.db': TEXT }),
      'cats.zip',
      'cats.zip, cat.dat in it',
      'cat.dat',
    ],
    ['gzip in a zip', zip({ 'cat.npy.gz': gzip(NPY) }), 'cats.zip', 'cats.zip, cat.npy.gz in it', 'cat.npy'],
  ])('gives %s', (_, bytes, name, told, fileName) => {
    const unwrapped = unwrap(bytes, name);
    expect([unwrapped.name, unwrapped.fileName]).toEqual([told, fileName]);
    expect(Buffer.from(unwrapped.bytes).equals(NPY)).toBe(true);
  });

  it('tells no name that would write to a terminal', () => {
    expect(unwrap(zip({ '\u001b[31mcat.npy\r': NPY }), 'cats.zip').name).toBe(
      'cats.zip, ?[31mcat.npy? in it',
    );
  });

  it('leaves a .npz as it is', () => {
    const npz = zip({ 'arr_0.npy': NPY });
    expect(unwrap(npz, 'cat.npz').bytes).toBe(npz);
  });

  it('reads a zip with a comment behind it', () => {
    const bytes = Buffer.concat([zip({ 'cat.dat': NPY }), Buffer.from('Drawn by 4b')]);
    bytes.writeUInt16LE(11, bytes.length - 13);
    expect(unwrap(new Uint8Array(bytes), 'cats.zip').bytes).toEqual(NPY);
  });

  const five = (bytes: Uint8Array) => Array.from({ length: 5 }).reduce<Uint8Array>(gzip, bytes);
  it.each([
    [
      'several files of drawings',
      zip({ 'cat.npy': NPY, 'dog.npy.gz': gzip(OTHER), 'a.txt': TEXT }),
      /a zip of 3 files, of which 2 can be drawings \("cat\.npy", "dog\.npy\.gz"\), expected one\. Unpack it into a folder/,
    ],
    [
      'no drawings',
      zip({ 'a.txt': TEXT, 'b.txt': TEXT }),
      /a zip of 2 files, of which none can be drawings \("a\.txt", "b\.txt"\)/,
    ],
    ['no file', zip({ '__MACOSX/x': TEXT }), /a zip that holds no file/],
    [
      'many files',
      zip(Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`${i}.npy.gz`, TEXT]))),
      /of which 9 can be drawings .* and 4 more/,
    ],
    ['packing over and over', five(NPY), /packed more than 3 times over/],
  ])('refuses a file with %s', (_, bytes, message) => {
    expect(() => unwrap(bytes, 'x.zip')).toThrow(DatasetError);
    expect(() => unwrap(bytes, 'x.zip')).toThrow(message);
  });
});
