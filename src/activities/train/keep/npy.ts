import { PIXELS } from '../../../learning/classifier.ts';

/** NumPy aligns the data to so many bytes. */
const ALIGNMENT = 64;

/**
 * A file as `numpy.save` writes it: format 1.0, uint8, C order, N x 784.
 * Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 * @param rows ink 0..255. [n][784]
 */
export function writeNpy(rows: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const fields = `{'descr': '|u1', 'fortran_order': False, 'shape': (${rows.length}, ${PIXELS}), }`;
  const before = 10; // magic, version, and the length of what follows
  const header = fields.padEnd(Math.ceil((before + fields.length + 1) / ALIGNMENT) * ALIGNMENT - before - 1);
  const offset = before + header.length + 1;
  const file = new Uint8Array(offset + rows.length * PIXELS);
  file.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]); // \x93NUMPY, 1.0
  new DataView(file.buffer).setUint16(8, header.length + 1, true);
  file.set(new TextEncoder().encode(`${header}\n`), before);
  rows.forEach((row, i) => {
    file.set(row, offset + i * PIXELS);
  });
  return file;
}
