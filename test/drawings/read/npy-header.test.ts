import { describe, expect, it } from 'vitest';
import { PIXELS } from '../../../src/core/bitmap-pixels.ts';
import { DatasetError } from '../../../src/drawings/dataset-error.ts';
import { NPY_HEADER_LIMIT } from '../../../src/drawings/read/npy-fields.ts';
import { parseNpyHeader, rowBytes } from '../../../src/drawings/read/npy-header.ts';
import { madeUpPixels, npyFile } from '../../dataset/bucket.ts';

const pixels = madeUpPixels(3);

/** A version 1 file whose header is any text. */
function withHeader(text: string): Uint8Array {
  const bytes = Buffer.alloc(10 + text.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  bytes.writeUInt16LE(text.length, 8);
  bytes.write(text, 10, 'latin1');
  return bytes;
}
const read = (file: Uint8Array, size?: number) => () => parseNpyHeader(file, 'x.npy', size);

describe('parseNpyHeader', () => {
  it.each([1, 2, 3] as const)('reads version %d', (version) => {
    const file = npyFile(pixels, { version });
    expect(parseNpyHeader(file, 'x.npy', file.length)).toMatchObject({
      rows: 3,
      dataOffset: file.length - pixels.length,
      fileBytes: file.length,
      isPlain: true,
    });
  });

  // python3 -c "import io, numpy; b = io.BytesIO(); numpy.save(b, numpy.zeros((2, 784), 'u1')); print(b.getvalue()[:128])"
  it('reads what NumPy 1.24 writes', () => {
    const header = `{'descr': '|u1', 'fortran_order': False, 'shape': (2, 784), }${' '.repeat(56)}\n`;
    expect(header).toHaveLength(118);
    expect(parseNpyHeader(withHeader(header), 'x.npy', 128 + 2 * PIXELS)).toMatchObject({
      rows: 2,
      dataOffset: 128,
    });
  });

  it.each([
    ['in another order, with double quotes', `{"shape": (5, 784), "fortran_order": False, "descr": "|u1"}`],
    ['without spaces or last comma', `{'descr':'|u1','fortran_order':False,'shape':(5,784)}`],
    [
      'with the long integers of Python 2',
      `{'descr': '|u1', 'fortran_order': False, 'shape': (5L, 784L), }  \n`,
    ],
  ])('reads fields %s', (_, header) => {
    expect(parseNpyHeader(withHeader(header), 'x.npy').rows).toBe(5);
  });

  it('needs no more than the first bytes', () => {
    const file = npyFile(pixels);
    expect(parseNpyHeader(file.subarray(0, 80), 'x.npy').rows).toBe(3);
  });

  it.each([
    ['as a C++ writer calls a byte', { descr: "'<u1'" }, true],
    ['28 by 28', { shape: '(3, 28, 28)' }, true],
    ['with a length of 1', { shape: '(3, 1, 28, 28)' }, true],
    ['in Fortran order', { order: 'True' }, false],
    ['of signed bytes', { descr: "'|i1'" }, false],
  ])('says whether rows can be read as they stand: %s', (_, fields, isPlain) => {
    const file = npyFile(pixels, fields);
    expect(parseNpyHeader(file, 'x.npy', file.length)).toMatchObject({ rows: 3, isPlain });
  });

  it.each([
    ['>u2', 2],
    ['<i4', 4],
    ['<f8', 8],
  ])('knows how long a file of %s is', (descr, bytes) => {
    const header = parseNpyHeader(npyFile(pixels, { descr: `'${descr}'` }), 'x.npy');
    expect(header).toMatchObject({ isPlain: false, fileBytes: header.dataOffset + 3 * PIXELS * bytes });
  });

  it.each([
    [
      'booleans',
      { descr: "'|b1'" },
      /x\.npy: dtype \|b1 \(booleans\), expected '\|u1' \(uint8\).*255 \* array/,
    ],
    ['booleans by another name', { descr: "'?'" }, /booleans/],
    ['records', { descr: "[('a', '|u1')]" }, /dtype \[\('a', '\|u1'\)\] \(records of several fields\)/],
    ['objects', { descr: "'|O'" }, /dtype \|O \(Python objects\).*a program would have to be run/],
    ['complex numbers', { descr: "'<c8'" }, /complex numbers/],
    ['texts', { descr: "'<U3'" }, /texts/],
    ['dates', { descr: "'<M8[s]'" }, /dates or times/],
    ['long floats', { descr: "'<f16'" }, /floats of more than 8 bytes/],
    ['numbers of three bytes', { descr: "'<u3'" }, /an unknown type/],
    ['floats of one byte', { descr: "'<f1'" }, /an unknown type/],
    ['a name of all objects', { descr: "'constructor'" }, /an unknown type/],
    ['one dimension', { shape: '(2352,)' }, /shape \(2352\), expected \(N, 784\) or \(N, 28, 28\)/],
    ['one drawing', { shape: '(28, 28)' }, /one drawing alone: save array\[None\]/],
    ['a flat drawing', { shape: '(784,)' }, /one drawing alone/],
    ['columns', { shape: '(784, 3)' }, /Its drawings are columns: save array\.T/],
    ['a cube of columns', { shape: '(28, 28, 3)' }, /moveaxis/],
    ['a scalar', { shape: '()' }, /shape \(\), expected/],
    ['other columns', { shape: '(3, 783)' }, /shape \(3, 783\).*28 x 28 pixels/],
    ['another size', { shape: '(3, 64, 64)' }, /given as pictures/],
    ['two drawings in a row', { shape: '(3, 2, 28, 28)' }, /shape \(3, 2, 28, 28\)/],
  ])('refuses %s', (_, fields, message) => {
    expect(read(npyFile(pixels, fields))).toThrow(DatasetError);
    expect(read(npyFile(pixels, fields))).toThrow(message);
  });

  it.each([
    ['version 4', npyFile(pixels).fill(4, 6, 7), /version 4\.0, expected 1, 2 or 3/],
    [
      'HTML',
      Buffer.from('\n <!DOCTYPE html><title>No'),
      /HTML or XML instead of data.*in the server's place/,
    ],
    ['a zip', Buffer.from('PK\u0003\u0004..........'), /not a \.npy file.*expected it to begin with/],
    [
      'a picture',
      Buffer.from('\x89PNG\r\n\x1a\n....', 'latin1'),
      /a picture \(PNG\), not a file of drawings/,
    ],
    [
      'a pointer of Git LFS',
      Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 4114560\n'),
      /a pointer of Git LFS instead of the file.*Run "git lfs pull"/,
    ],
    ['nothing', new Uint8Array(0), /too short: 0 bytes/],
    [
      'half a header',
      npyFile(pixels).subarray(0, 40),
      /too short: 40 bytes, expected a \.npy header of 80 bytes/,
    ],
    ['half a magic', npyFile(pixels).subarray(0, 8), /too short: 8 bytes/],
  ])('refuses %s', (_, file, message) => {
    expect(read(file)).toThrow(DatasetError);
    expect(read(file)).toThrow(message);
  });

  it('refuses a file that is shorter or longer than its header says', () => {
    const file = npyFile(pixels);
    expect(read(file, file.length - 1)).toThrow(/too short: 2431 bytes, expected 2432 for the 3 rows/);
    expect(read(file, file.length + 1)).toThrow(/too long: 2433 bytes, expected 2432/);
  });

  it.each([
    ['1000000000000', 2432, /claims 1000000000000 rows, expected at most 100000000/],
    ['99999999999999999999', undefined, /claims 100000000000000000000 rows, expected at most 100000000/],
    ['9'.repeat(400), undefined, /claims Infinity rows/],
  ])('refuses a claim of %s rows by arithmetic', (rows, size, message) => {
    expect(read(npyFile(pixels, { shape: `(${rows}, 784)` }).subarray(0, 600), size)).toThrow(message);
  });

  it('refuses a header that claims to be huge', () => {
    const file = npyFile(pixels, { version: 2 });
    new DataView(file.buffer).setUint32(8, 0xffffffff, true);
    expect(read(file)).toThrow(/header claims 4294967295 bytes, expected at most 10000/);
  });

  it.each([
    ['code', `{'descr': '|u1', 'fortran_order': False, 'shape': (__import__('os').system('true'), 784)}`],
    ['negative sizes', `{'descr': '|u1', 'fortran_order': False, 'shape': (-1, 784)}`],
    ['fractions', `{'descr': '|u1', 'fortran_order': False, 'shape': (1.5, 784)}`],
    ['a missing field', `{'descr': '|u1', 'shape': (3, 784)}`],
    ['a further field', `{'descr': '|u1', 'fortran_order': False, 'shape': (3, 784), 'more': 1}`],
    ['text after the end', `{'descr': '|u1', 'fortran_order': False, 'shape': (3, 784)} or 1`],
    ['no end', `{'descr': '|u1', 'fortran_order': False, 'shape': (3, 784),`],
    ['nothing but blanks', ' '.repeat(100)],
    ['JSON', `{"descr": "|u1", "fortran_order": false, "shape": [3, 784]}`],
  ])('refuses a header with %s', (_, header) => {
    expect(read(withHeader(header))).toThrow(/header is not one that NumPy writes/);
  });

  it.each([
    ['blanks', `{'shape': (${' '.repeat(9000)}x)}`],
    ['commas', `{'shape': (${'1,'.repeat(4500)}x)}`],
    ['fields', `{${"'descr':'|u1',".repeat(600)}`],
    ['quotes', `{${"'".repeat(9900)}`],
    ['brackets', `{'shape': ${'('.repeat(9000)}`],
  ])('is not slowed down by thousands of %s', (_, header) => {
    expect(header.length).toBeLessThan(NPY_HEADER_LIMIT - 12);
    expect(read(withHeader(header))).toThrow(DatasetError); // backtracking would outlast the test's time
  });

  it('survives every single-byte change of a header with a header or a DatasetError', () => {
    const file = npyFile(pixels);
    for (let i = 0; i < 80; i++)
      for (const value of [0, 10, 32, 39, 40, 48, 57, 123, 255]) {
        const changed = file.slice();
        changed[i] = value;
        try {
          expect(parseNpyHeader(changed, 'x.npy', file.length).rows).toBe(3);
        } catch (error) {
          if (!(error instanceof DatasetError)) throw error;
        }
      }
  });
});

describe('rowBytes', () => {
  it('tells where rows of a plain file stand', () => {
    const file = npyFile(pixels);
    const [from, to] = rowBytes(parseNpyHeader(file, 'x.npy').dataOffset, 1, 2);
    expect(file.subarray(from, to)).toEqual(pixels.slice(PIXELS));
  });
});
