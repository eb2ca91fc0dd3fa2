import { writeNpy } from '../../../src/drawings/write-npy.ts';

const MOST = 127;

/**
 * Features as a .npy of signed bytes, all multiplied by the one number that makes the largest of them 127: a quarter of the
 * bytes, and angles that differ by less than a degree.
 * @param rows [n, d]
 */
export function featureFile(rows: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  const largest = rows.reduce((most, row) => row.reduce((a, value) => Math.max(a, Math.abs(value)), most), 0);
  const scale = MOST / (largest || 1);
  return writeNpy(
    '|i1',
    rows[0]?.length ?? 0,
    rows.map((row) => Int8Array.from(row, (value) => Math.round(value * scale))),
  );
}
