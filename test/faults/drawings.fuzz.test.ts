/**
 * Damaged files of drawings in every binary form: each is read soundly or refused with a DatasetError, and none takes memory by
 * what it claims.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { writeProjectFile } from '../../src/activities/train/keep/project-file.ts';
import { createRandom } from '../../src/core/random.ts';
import { DatasetError } from '../../src/drawings/dataset-error.ts';
import type { DrawingsOfFile } from '../../src/drawings/read/drawings-of-file.ts';
import { readIdxImages, readIdxLabels } from '../../src/drawings/read/idx.ts';
import { readNpy } from '../../src/drawings/read/npy.ts';
import { readNpz } from '../../src/drawings/read/npz.ts';
import { readProjectFile } from '../../src/drawings/read/project-file.ts';
import { readQuickdrawBin } from '../../src/drawings/read/quickdraw-bin.ts';
import { readDrawings } from '../../src/drawings/read/read-drawings.ts';
import { readSketchRnn } from '../../src/drawings/read/sketch-rnn.ts';
import { unwrap } from '../../src/drawings/read/unwrap.ts';
import { zipEntries } from '../../src/drawings/read/zip.ts';
import { madeUpClass, trainedProject } from '../activities/train/keep/made-up-project.ts';
import { madeUpPixels, npyFile } from '../dataset/bucket.ts';
import { idxFile } from '../drawings/read/idx-file.ts';
import { quickdrawBinFile } from '../drawings/read/quickdraw-bin-file.ts';
import npyGolden from '../fixtures/npy.json' with { type: 'json' };
import sketchGolden from '../fixtures/sketch-rnn.json' with { type: 'json' };
import { mutateBytes } from './mutations.ts';

/** The files have at most some ten kilobytes, of which deflate can make a thousand times as many. */
const MOST_TAKEN = 48 * 2 ** 20;

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

const npys = npyGolden.cases
  .map(({ file }) => new Uint8Array(gunzipSync(Buffer.from(file, 'base64'))))
  .filter((file) => file[0] === 0x93);
const sketches = sketchGolden.cases.map(({ file }) => bytesOf(file));
/** The .npy with the pickle, out of its zip, whose checksum would stop most damage. */
const pickles = sketches.map((file) => (zipEntries(file, 'x')[0] as { read(): Uint8Array }).read());
const bin = quickdrawBinFile(
  Array.from({ length: 12 }, (_, i) => ({
    keyId: BigInt(i) ** 9n,
    strokes: Array.from({ length: (i % 4) + 1 }, (_, s): [number[], number[]] => [
      [0, 255, 20 * i, s],
      [i, s, 255, 0],
    ]),
  })),
);
const pixels = madeUpPixels(2);
const project = new TextEncoder().encode(
  writeProjectFile({
    ...trainedProject(),
    classes: [madeUpClass('a', 2), madeUpClass('b', 1)],
    outcome: null,
  }),
);
const npy = npyFile(new Uint8Array(2 * 784).fill(7, 300, 500));
const ndjson = new TextEncoder().encode(
  '{"word":"cat","key_id":"1","drawing":[[[0,255,9],[7,80,255]]]}\n'.repeat(20),
);
const csv = new TextEncoder().encode(
  `key_id,drawing,word\n${'1,"[[[0,255,9],[7,80,255]]]",cat\n'.repeat(20)}`,
);
const packed = [
  new Uint8Array(gzipSync(npy)),
  new Uint8Array(Buffer.concat([gzipSync(npy.subarray(0, 900)), gzipSync(npy.subarray(900))])),
  zipSync({ 'cat.npy.gz': new Uint8Array(gzipSync(npy)), 'readme.txt': new Uint8Array(9) }),
  zipSync({ 'cat.dat': npy }, { level: 0 }),
  zipSync({ 'a.npy': npy }),
  ...sketches,
];

function expectSound(drawings: DrawingsOfFile, most: number): void {
  if (drawings.kind === 'bitmaps') {
    expect(drawings.pixels.length % 784).toBe(0);
    expect(drawings.pixels.length).toBeLessThanOrEqual(most);
    return;
  }
  expect(drawings.drawings.length).toBeGreaterThan(0);
  expect(drawings.drawings.length).toBeLessThanOrEqual(most);
  for (const { strokes } of drawings.drawings) {
    expect(strokes.length).toBeGreaterThan(0);
    for (const [x, y] of strokes) {
      const isWhole = (value: number) => Number.isInteger(value) && value >= 0 && value <= 255;
      if (x.length === 0 || x.length !== y.length || ![...Array.from(x), ...Array.from(y)].every(isWhole))
        throw new Error(`an unsound stroke: ${JSON.stringify([x, y])}`);
    }
  }
}

/** @param read what it gives is looked at for soundness; nothing where there is nothing to look at. */
const FORMS: readonly [
  form: string,
  mutations: number,
  files: readonly Uint8Array[],
  read: (bytes: Uint8Array) => readonly DrawingsOfFile[],
][] = [
  ['.npy', 3000, npys, (bytes) => [readNpy(bytes, 'x')]],
  ["pickles of sketch-rnn's", 4000, pickles, (npy) => [readSketchRnn([{ part: 'train', npy }], 'x')]],
  ['.bin', 3000, [bin], (bytes) => [readQuickdrawBin(bytes, 'x')]],
  ['IDX images', 1000, [idxFile([2, 28, 28], pixels)], (bytes) => [readIdxImages(bytes, 'x')]],
  [
    'IDX labels',
    500,
    [idxFile([9], new Uint8Array(9))],
    (bytes) => (expect(readIdxLabels(bytes, 'x').length).toBeLessThan(bytes.length), []),
  ],
  ['projects', 1500, [project], (bytes) => readProjectFile(bytes, 'x').map(({ drawings }) => drawings)],
  ['.npz', 1000, packed.slice(4), (bytes) => [readNpz(bytes, 'x')]],
  [
    '.gz and .zip',
    1500,
    packed,
    (bytes) => (expect(unwrap(bytes, 'x').bytes).toBeInstanceOf(Uint8Array), []),
  ],
  [
    'any of them, by their bytes',
    2500,
    [...npys, ...packed, ...pickles, bin, project, ndjson, csv],
    (bytes) => [readDrawings(bytes, 'x')],
  ],
];

describe('damaged drawings', () => {
  it.each(FORMS)('of %s survive %d mutations', (form, mutations, files, read) => {
    const random = createRandom(`drawings ${form}`);
    const outcomes = { read: 0, refused: 0 };
    for (let i = 0; i < mutations; i++) {
      const bytes = mutateBytes(files[i % files.length] as Uint8Array, random);
      const before = process.memoryUsage().arrayBuffers;
      try {
        for (const drawings of read(bytes)) expectSound(drawings, 1032 * bytes.length);
        outcomes.read++;
      } catch (error) {
        if (!(error instanceof DatasetError)) throw error;
        outcomes.refused++;
        expect(error.message).toMatch(/^x\b/);
        expect(error.message.length).toBeLessThan(2000);
      }
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MOST_TAKEN);
    }
    // Both happen, so both are tested.
    expect(outcomes.refused).toBeGreaterThan(mutations / 10);
    expect(outcomes.read).toBeGreaterThan(mutations / 200);
  });
});
