import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PIXELS } from '../../../src/core/bitmap-pixels.ts';
import { DatasetError } from '../../../src/drawings/dataset-error.ts';
import { readNpy } from '../../../src/drawings/read/npy.ts';
import { readDrawings } from '../../../src/drawings/read/read-drawings.ts';
import { madeUpPixels, npyFile } from '../../dataset/bucket.ts';
import golden from '../../fixtures/npy.json' with { type: 'json' };

const unpacked = (text: string) => new Uint8Array(gunzipSync(Buffer.from(text, 'base64')));

/** A file of one row of elements, the first of which are given. */
function fileOf(
  descr: string,
  elements: Float32Array | Float64Array | Int16Array | BigInt64Array,
): Uint8Array {
  const bytes = new Uint8Array(elements.buffer);
  return npyFile(bytes, { descr: `'${descr}'`, shape: `(1, ${PIXELS})` });
}

describe('readNpy', () => {
  it.each(golden.cases)('reads what NumPy reads: $name', ({ file, pixels }) => {
    const read = readDrawings(unpacked(file), 'x.npy');
    expect(read).toEqual({
      kind: 'bitmaps',
      pixels: unpacked(pixels),
      passedOver: { count: 0, examples: [] },
    });
  });

  it('gives a view of a plain file, not a copy', () => {
    const file = npyFile(madeUpPixels(3));
    expect(readNpy(file, 'x.npy')).toMatchObject({ pixels: madeUpPixels(3) });
    const { pixels } = readNpy(file, 'x.npy');
    expect(pixels.buffer).toBe(file.buffer);
  });

  it('reads a file that begins anywhere in its buffer', () => {
    const file = fileOf('<f8', new Float64Array(PIXELS).fill(7));
    const shifted = new Uint8Array(file.length + 3);
    shifted.set(file, 3);
    expect(readNpy(shifted.subarray(3), 'x.npy').pixels).toEqual(new Uint8Array(PIXELS).fill(7));
  });

  it.each([
    [
      'a share of ink',
      fileOf(
        '<f4',
        Float32Array.from({ length: PIXELS }, (_, i) => (i === 5 ? 0.5 : 0)),
      ),
      /pixel 5 of row 0 is 0\.5, expected a whole number from 0 \(paper\) to 255 \(ink\)\. If black is 0 and white 1/,
    ],
    [
      'a fraction',
      fileOf(
        '<f8',
        Float64Array.from({ length: PIXELS }, (_, i) => (i === 9 ? 127.25 : 0)),
      ),
      /pixel 9 of row 0 is 127\.25.*numpy\.rint/,
    ],
    ['no number', fileOf('<f8', new Float64Array(PIXELS).fill(Number.NaN)), /pixel 0 of row 0 is NaN/],
    ['infinity', fileOf('<f4', new Float32Array(PIXELS).fill(Infinity)), /is Infinity/],
    ['a negative number', fileOf('<i2', new Int16Array(PIXELS).fill(-1)), /is -1.*Scale the array/],
    ['more than a byte holds', fileOf('<i2', new Int16Array(PIXELS).fill(256)), /is 256/],
    [
      'a number of 8 bytes whose first is a grey',
      fileOf('<i8', new BigInt64Array(PIXELS).fill(7n + 2n ** 32n)),
      /is 4294967303/,
    ],
    ['a negative number of 8 bytes', fileOf('<i8', new BigInt64Array(PIXELS).fill(-2n)), /is -2/],
    [
      'a byte that was taken for a signed one',
      npyFile(new Uint8Array(PIXELS).fill(200), { descr: "'|i1'" }),
      /pixel 0 of row 0 is -56.*array\.view\("uint8"\)/,
    ],
    [
      'a file that is cut short',
      fileOf('<i2', new Int16Array(PIXELS)).subarray(0, 1000),
      /too short: 1000 bytes, expected \d+ for the 1 rows/,
    ],
  ])('refuses %s', (_, file, message) => {
    expect(() => readNpy(file, 'x.npy')).toThrow(DatasetError);
    expect(() => readNpy(file, 'x.npy')).toThrow(message);
  });

  it('takes nothing for a claim', () => {
    const before = process.memoryUsage().arrayBuffers;
    const file = npyFile(madeUpPixels(1), { descr: "'<f8'", shape: '(99999999, 784)' });
    expect(() => readNpy(file, 'x.npy')).toThrow(/too short: \d+ bytes, expected 62719/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
  });
});
