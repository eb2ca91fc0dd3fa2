import { describe, expect, it } from 'vitest';
import { elementReader } from '../../../src/drawings/read/npy-elements.ts';
import { npyType } from '../../../src/drawings/read/npy-type.ts';

const read = (descr: string, ...bytes: number[]) =>
  elementReader(npyType(descr) as NonNullable<ReturnType<typeof npyType>>)(
    new DataView(Uint8Array.from(bytes).buffer),
    0,
  );

describe('elementReader', () => {
  // numpy.array([bits], 'u2').view('f2')[0]
  it.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x3800, 0.5],
    [0xc000, -2],
    [0x5bf8, 255],
    [0x0001, 2 ** -24],
    [0x03ff, 1023 * 2 ** -24],
    [0x0400, 2 ** -14],
    [0x7bff, 65504],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
    [0x7e00, Number.NaN],
  ])('reads a float of 16 bits as NumPy does: %d', (bits, value) => {
    expect(read('<f2', bits & 255, bits >> 8)).toBe(value);
    expect(read('>f2', bits >> 8, bits & 255)).toBe(value);
  });

  it.each([
    ['|i1', [0x80], -128],
    ['<i2', [0xfe, 0xff], -2],
    ['>i2', [0xff, 0xfe], -2],
    ['<u4', [0, 0, 0, 0x80], 2 ** 31],
    ['>i4', [0x80, 0, 0, 0], -(2 ** 31)],
    ['<i8', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], -1],
    ['>u8', [0, 0, 0, 1, 0, 0, 0, 7], 2 ** 32 + 7],
    ['<u8', [7, 0, 0, 0, 1, 0, 0, 0], 2 ** 32 + 7],
  ] as const)('reads whole numbers of type %s: %j', (descr, bytes, value) => {
    expect(read(descr, ...bytes)).toBe(value);
  });
});
