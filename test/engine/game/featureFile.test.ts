import { expect, test } from 'vitest';
import { featureFile } from '../../../pipeline/engine/game/featureFile.ts';
import { unitRows } from '../../../pipeline/engine/game/unitRows.ts';
import { createRandom } from '../../../src/core/random.ts';
import { readNpyFields } from '../../../src/drawings/read/npy-fields.ts';

const D = 128;
const N = 40;
const random = createRandom('features');
const rows = unitRows(
  Float32Array.from({ length: N * D }, () => Math.max(0, random.next() - 0.6)),
  D,
);
const file = featureFile(rows);

test('features are a .npy of signed bytes, the largest of them 127', () => {
  const { descr, shape, isFortran, dataOffset } = readNpyFields(file, 'features.npy');
  expect([descr, shape, isFortran]).toEqual(['|i1', [N, D], false]);
  const codes = new Int8Array(file.buffer, dataOffset);
  expect(codes.length).toBe(N * D);
  expect(Math.max(...codes)).toBe(127);
});

test('angles between them are kept to a degree', () => {
  const codes = new Int8Array(file.buffer, readNpyFields(file, 'features.npy').dataOffset);
  const decoded = unitRows(Float32Array.from(codes), D);
  const dot = (a: Float32Array, b: Float32Array) =>
    a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
  for (let i = 0; i < N; i++) {
    const angle = Math.acos(Math.min(1, dot(rows[i] as Float32Array, decoded[i] as Float32Array)));
    expect((angle * 180) / Math.PI).toBeLessThan(1);
  }
});

test('rows of zeros give zeros', () => {
  const zeros = featureFile([new Float32Array(3), new Float32Array(3)]);
  expect([...zeros.subarray(-6)]).toEqual([0, 0, 0, 0, 0, 0]);
});
