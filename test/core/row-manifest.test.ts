import { expect, test } from 'vitest';
import { CHECKSUM, checksumsOf, parseRowManifest, type RowManifest } from '../../src/core/row-manifest.ts';

const SUM = 'a'.repeat(64);
const cat = { name: 'cat', available: 5, count: 2, onShow: 0, sha256: SUM, drawings: 'AAAAAAAA+/+/+/+/' };
const sheep = {
  ...cat,
  name: 'sheep',
  available: 9,
  count: 3,
  bitmaps: 1,
  drawings: 'abcdefgh'.repeat(3),
};
const manifest: RowManifest = {
  kind: 'rows',
  schemaVersion: 1,
  experiment: 'cats-and-sheep',
  source: 'folder',
  checksum: CHECKSUM,
  classes: [cat, sheep],
};

test('a list of drawings is read as it was written', () => {
  expect(parseRowManifest(JSON.parse(JSON.stringify(manifest)), 'x.json')).toEqual(manifest);
});

test('checksums come out one by one, in their order', () => {
  expect(checksumsOf(cat)).toEqual(['AAAAAAAA', '+/+/+/+/']);
  expect(checksumsOf(sheep)).toHaveLength(3);
});

test.each([
  ['results', { ...manifest, kind: 'comparison' }, /kind: Invalid input: expected "rows"/],
  ['a later form', { ...manifest, schemaVersion: 2 }, /schemaVersion/],
  ['one class', { ...manifest, classes: [cat] }, /classes: /],
  [
    'a checksum too few',
    { ...manifest, classes: [{ ...cat, count: 3 }, sheep] },
    /classes\.0\.drawings: expected eight characters for each/,
  ],
  [
    'other characters',
    { ...manifest, classes: [cat, { ...sheep, drawings: 'abc efgh'.repeat(3) }] },
    /classes\.1\.drawings: expected checksums in base64/,
  ],
  [
    'more bitmaps than drawings',
    { ...manifest, classes: [cat, { ...sheep, bitmaps: 4 }] },
    /classes\.1\.bitmaps: expected no more/,
  ],
  ['nothing', null, /\(top level\)/],
])('%s is no list of drawings, and the error names file and field', (_, json, message) => {
  expect(() => parseRowManifest(json, 'x.json')).toThrow(message);
  expect(() => parseRowManifest(json, 'x.json')).toThrow(/^x\.json is no list of drawings/);
});
