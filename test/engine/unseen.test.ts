import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { folderSource } from '../../pipeline/dataset/folder.ts';
import type { DrawingSource } from '../../pipeline/dataset/source.ts';
import { loadDrawings } from '../../pipeline/engine/drawings.ts';
import { keyOfRun } from '../../pipeline/engine/runOne.ts';
import { unseenOf } from '../../pipeline/engine/unseen.ts';
import type { Experiment } from '../../pipeline/experiments/experiment.ts';
import { EXPERIMENTS } from '../../pipeline/experiments/index.ts';
import { rasterize } from '../../src/core/rasterize.ts';
import type { Stroke } from '../../src/core/strokes.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { madeUpPixels, npyFile } from '../dataset/bucket.ts';

const CLASSES = ['cat', 'sheep'];
const BITMAPS = 30;
const VECTORS = 40;
const experiment = {
  ...(EXPERIMENTS['cats-and-sheep'] as Experiment),
  trainSizes: [100],
  maxTestPerClass: 10,
  seeds: [1],
} as Experiment;
const strokesOf = (label: number, i: number): Stroke[] => [
  [
    [0, (97 * i) % 256, 255],
    [0, 255 - label * 120, 6 * i],
  ],
];
const rendered = (label: number) => Array.from({ length: VECTORS }, (_, i) => rasterize(strokesOf(label, i)));

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'unseen-'));
  for (const folder of ['numpy_bitmap', 'simplified'])
    await mkdir(path.join(root, 'full', folder), { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

/** What is shown after training: nothing of the folder. */
const exhibits: DrawingSource = {
  kind: 'embedded',
  description: 'one drawing',
  available: async () => 1,
  load: async (name) => ({
    name,
    available: 1,
    count: 1,
    pixels: new Uint8Array(PIXELS).fill(7),
    sha256: '',
  }),
};

async function load(bitmapsOf: (label: number) => Uint8Array, changed: { vectorOfCat?: Stroke[] } = {}) {
  for (const [label, name] of CLASSES.entries()) {
    const lines = Array.from({ length: VECTORS }, (_, i) => {
      const drawing = label === 0 && i === 3 ? (changed.vectorOfCat ?? strokesOf(0, 3)) : strokesOf(label, i);
      return JSON.stringify({ word: name, key_id: String(i), drawing });
    });
    await writeFile(path.join(root, 'full/numpy_bitmap', `${name}.npy`), npyFile(bitmapsOf(label)));
    await writeFile(path.join(root, 'full/simplified', `${name}.ndjson`), lines.join('\n'));
  }
  await writeFile(
    path.join(root, 'dataset.json'),
    JSON.stringify({
      rows: 'rows 0-99 of every official file are left out of this folder',
      vectors: 'the vectors are other drawings than the bitmaps of this folder',
      classes: Object.fromEntries(CLASSES.map((name) => [name, { bitmaps: BITMAPS, vectors: VECTORS }])),
    }),
  );
  const source = await folderSource(root, { cacheDir: path.join(root, 'cache') });
  return loadDrawings(experiment, source, exhibits);
}
const noise = (label: number) =>
  madeUpPixels(BITMAPS * 2).slice(label * BITMAPS * PIXELS, (label + 1) * BITMAPS * PIXELS);

it('no drawing that a model has trained on passes as unseen, though bitmaps and vectors are pooled', async () => {
  const { store, publishedTrain: train, rounds } = await load(noise);
  const trained = new Set(
    Array.from(train, (row) =>
      Buffer.from(store.pixels.subarray(row * PIXELS, (row + 1) * PIXELS)).toString('latin1'),
    ),
  );
  for (const label of [0, 1]) {
    const bitmaps = rendered(label);
    const seen = bitmaps.map((bitmap) => trained.has(Buffer.from(bitmap).toString('latin1')));
    expect(seen.filter(Boolean).length).toBeGreaterThan(10); // the pool did reach the training set
    expect(seen.filter((each) => !each).length).toBeGreaterThan(2);
    expect(unseenOf(bitmaps, { store, train })).toEqual(seen.map((each) => !each));
  }
  expect([...(rounds[0]?.test ?? [])].some((row) => train.includes(row))).toBe(false);
});

it('where a folder says wrongly that its vectors are others, none that was trained on as a bitmap passes either', async () => {
  // The first bitmaps are the first vectors, each pixel a shade lighter or darker.
  const shaded = (label: number) =>
    Uint8Array.from(
      rendered(label)
        .slice(0, BITMAPS)
        .flatMap((bitmap) => [...bitmap].map((ink, i) => (i % 9 === 0 ? Math.abs(ink - 5) : ink))),
    );
  const { store, publishedTrain: train } = await load(shaded);
  const learnt = new Set(train);
  for (const label of [0, 1]) {
    const unseen = unseenOf(rendered(label), { store, train });
    const first = store.labels.indexOf(label);
    for (let i = 0; i < BITMAPS; i++) if (learnt.has(first + i)) expect(unseen[i]).toBe(false);
  }
});

it('a drawing of one class is not unseen where it was trained on as another', async () => {
  const { store, publishedTrain: train } = await load(noise);
  const row = [...train].find((each) => store.labels[each] === 1) as number;
  const bitmap = store.pixels.slice(row * PIXELS, (row + 1) * PIXELS);
  expect(unseenOf([bitmap, new Uint8Array(PIXELS).fill(9)], { store, train })).toEqual([false, true]);
});

it('tells in the results what was pooled, and names another run when either file has changed', async () => {
  const drawings = await load(noise);
  expect(
    drawings.dataset.classes.map(({ pooled }) => pooled?.map(({ form, count }) => [form, count])),
  ).toEqual(
    CLASSES.map(() => [
      ['bitmaps', BITMAPS],
      ['vectors', VECTORS],
    ]),
  );
  const key = (of: typeof drawings) => keyOfRun(experiment, of, { models: ['forest'], kernels: 'simd' });
  const others = (label: number) => noise(label).map((ink, i) => (i === 100 ? ink ^ 1 : ink));
  const changed = [
    await load(others),
    await load(noise, {
      vectorOfCat: [
        [
          [0, 9],
          [0, 255],
        ],
      ],
    }),
  ];
  expect(new Set([drawings, ...changed].map(key)).size).toBe(3);
  expect(key(await load(noise))).toBe(key(drawings));
});

it('a drawing is not unseen where its strokes are moved, scaled, or as raw as they were drawn', async () => {
  const { store, publishedTrain: train } = await load(noise);
  const seen = unseenOf(rendered(0), { store, train });
  expect(seen).toContain(false);
  const raw = ([x, y]: Stroke): number[][] => {
    const columns: [number[], number[]] = [[], []];
    for (let i = 1; i < x.length; i++)
      for (let t = 0; t < 1; t += 1 / 64)
        for (const [c, from] of [x, y].entries())
          columns[c]?.push((from[i - 1] as number) * (1 - t) + (from[i] as number) * t);
    columns[0].push(x[x.length - 1] as number);
    columns[1].push(y[y.length - 1] as number);
    return [...columns, columns[0].map((_, i) => 17 * i)];
  };
  const away = (v: number) => 100.25 + v / 2;
  for (const change of [
    ([x, y]: Stroke) => [Array.from(x, away), Array.from(y, away)],
    (stroke: Stroke) => raw(stroke).map((column, c) => (c < 2 ? column.map(away) : column)),
  ]) {
    const lines = Array.from({ length: VECTORS }, (_, i) =>
      JSON.stringify({ word: 'cat', key_id: i, drawing: strokesOf(0, i).map(change) }),
    );
    await writeFile(path.join(root, 'full/simplified/cat.ndjson'), lines.join('\n'));
    const source = await folderSource(root, { cacheDir: path.join(root, 'cache') });
    const moved = (await source.loadStrokes('cat', VECTORS)).map(({ strokes }) => rasterize(strokes));
    expect(unseenOf(moved, { store, train })).toEqual(seen);
  }
});
