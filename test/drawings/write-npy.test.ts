import { describe, expect, it } from 'vitest';
import { readNpyFields } from '../../src/drawings/read/npy-fields.ts';
import { writeNpy } from '../../src/drawings/write-npy.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('writeNpy', () => {
  // >>> b = io.BytesIO(); numpy.save(b, numpy.zeros((n, 784), 'u1')); b.getvalue()[:128]   (NumPy 2.4.6)
  it.each([
    [
      1,
      "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 784), }                                                        \n",
    ],
    [
      80,
      "{'descr': '|u1', 'fortran_order': False, 'shape': (80, 784), }                                                       \n",
    ],
    [
      300,
      "{'descr': '|u1', 'fortran_order': False, 'shape': (300, 784), }                                                      \n",
    ],
  ])('writes the bytes of NumPy for %i drawings', (count, header) => {
    const rows = Array.from({ length: count }, (_, i) => new Uint8Array(784).fill(i));
    const file = writeNpy('|u1', 784, rows);
    expect(file).toHaveLength(128 + count * 784);
    expect(Buffer.from(file.subarray(0, 10)).toString('latin1')).toBe('\x93NUMPY\x01\x00v\x00');
    expect(text(file.subarray(10, 128))).toBe(header);
    expect([...file.subarray(128)]).toEqual(rows.flatMap((row) => [...row]));
  });

  // >>> numpy.load of it gives int8 of shape (2, 3)
  it('writes numbers with a sign', () => {
    const file = writeNpy('|i1', 3, [Int8Array.of(-128, 0, 127), Int8Array.of(1, -1, 2)]);
    expect(readNpyFields(file, 'x.npy')).toMatchObject({ descr: '|i1', shape: [2, 3], dataOffset: 128 });
    expect([...new Int8Array(file.buffer, 128)]).toEqual([-128, 0, 127, 1, -1, 2]);
  });

  it('refuses rows of other lengths', () => {
    expect(() => writeNpy('|u1', 3, [new Uint8Array(3), new Uint8Array(2)])).toThrow(
      'row 1 has 2 elements, expected 3',
    );
  });
});
