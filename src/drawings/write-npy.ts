/** NumPy aligns the data to so many bytes. */
const ALIGNMENT = 64;

/** NumPy's names for whole numbers of a byte, without a sign and with one. */
export type NpyByte = '|u1' | '|i1';

/**
 * A table as `numpy.save` writes it: format 1.0, C order.
 * Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 * @param rows each of `columns` elements. [n][columns]
 */
export function writeNpy(
  type: NpyByte,
  columns: number,
  rows: readonly (Uint8Array | Int8Array)[],
): Uint8Array<ArrayBuffer> {
  const fields = `{'descr': '${type}', 'fortran_order': False, 'shape': (${rows.length}, ${columns}), }`;
  const before = 10; // magic, version, and the length of what follows
  const header = fields.padEnd(Math.ceil((before + fields.length + 1) / ALIGNMENT) * ALIGNMENT - before - 1);
  const offset = before + header.length + 1;
  const file = new Uint8Array(offset + rows.length * columns);
  file.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]); // \x93NUMPY, 1.0
  new DataView(file.buffer).setUint16(8, header.length + 1, true);
  file.set(new TextEncoder().encode(`${header}\n`), before);
  rows.forEach((row, i) => {
    if (row.length !== columns)
      throw new RangeError(`row ${i} has ${row.length} elements, expected ${columns}`);
    file.set(row, offset + i * columns);
  });
  return file;
}
