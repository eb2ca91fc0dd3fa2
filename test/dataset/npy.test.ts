import { describe, expect, it } from 'vitest';
import { NPY_HEADER_LIMIT, npyRows, parseNpyHeader } from '../../pipeline/dataset/npy.ts';
import { DatasetError } from '../../pipeline/dataset/source.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { madeUpPixels, npyFile } from './bucket.ts';

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
    expect(parseNpyHeader(file, 'x.npy', file.length)).toEqual({
      rows: 3,
      dataOffset: file.length - pixels.length,
      fileBytes: file.length,
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
    ['float32', npyFile(pixels, { descr: "'<f4'" }), /x\.npy: dtype <f4, expected '\|u1'/],
    ['signed bytes', npyFile(pixels, { descr: "'|i1'" }), /dtype \|i1/],
    ['records', npyFile(pixels, { descr: "[('a', '|u1')]" }), /dtype \[\('a'/],
    ['objects', npyFile(pixels, { descr: "'|O'" }), /dtype \|O/],
    ['Fortran order', npyFile(pixels, { order: 'True' }), /Fortran order, expected C order/],
    ['one dimension', npyFile(pixels, { shape: '(2352,)' }), /shape \(2352\), expected \(N, 784\)/],
    ['three dimensions', npyFile(pixels, { shape: '(3, 28, 28)' }), /shape \(3, 28, 28\)/],
    ['a scalar', npyFile(pixels, { shape: '()' }), /shape \(\), expected/],
    ['other columns', npyFile(pixels, { shape: '(3, 783)' }), /shape \(3, 783\)/],
    ['version 4', npyFile(pixels).fill(4, 6, 7), /version 4\.0, expected 1, 2 or 3/],
    ['HTML', Buffer.from('\n <!DOCTYPE html><title>No'), /HTML or XML instead of data/],
    ['a zip', Buffer.from('PK\u0003\u0004..........'), /not a \.npy file.*expected it to begin with/],
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

describe('npyRows', () => {
  it('gives the rows asked for', () => {
    expect(npyRows(npyFile(pixels), 'x.npy', 1, 2)).toEqual(pixels.slice(PIXELS));
  });

  it('refuses rows past the end', () => {
    expect(() => npyRows(npyFile(pixels), 'x.npy', 2, 2)).toThrow(/3 rows, expected at least 4/);
  });
});
