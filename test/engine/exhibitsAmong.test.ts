import { describe, expect, it } from 'vitest';
import { classDrawings, pooledDrawings, sha256 } from '../../pipeline/dataset/bitmaps.ts';
import { DatasetError, type DrawingSource } from '../../pipeline/dataset/source.ts';
import { loadDrawings } from '../../pipeline/engine/drawings.ts';
import { exhibitsAmong } from '../../pipeline/engine/exhibitsAmong.ts';
import type { Experiment } from '../../pipeline/experiments/experiment.ts';
import { EXPERIMENTS } from '../../pipeline/experiments/index.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { madeUpDrawings } from '../drawings/madeUpDrawings.ts';

const ROWS = 60;
const SHOWN = 8;
const join = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const exhibitsOf = new Map(['cat', 'sheep'].map((name) => [name, madeUpDrawings(SHOWN, `${name} on show`)]));
const ownOf = new Map(['cat', 'sheep'].map((name) => [name, madeUpDrawings(ROWS, name)]));
const shaded = (pixels: Uint8Array) => pixels.map((ink, i) => (i % 9 === 0 ? Math.abs(ink - 5) : ink));
const one = (ink: number, at = 0) => {
  const pixels = new Uint8Array(PIXELS);
  pixels.fill(ink, at, at + 400);
  return pixels;
};

describe('exhibitsAmong', () => {
  const exhibits = exhibitsOf.get('cat') as Uint8Array;
  const own = ownOf.get('cat') as Uint8Array;

  it('finds exhibits, and such as are a shade lighter or darker, at their rows', () => {
    expect(exhibitsAmong(join(own, exhibits), exhibits)).toEqual([60, 61, 62, 63, 64, 65, 66, 67]);
    expect(exhibitsAmong(join(shaded(exhibits), own), exhibits)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(exhibitsAmong(own, exhibits)).toEqual([]);
    expect(exhibitsAmong(own, new Uint8Array(0))).toEqual([]);
  });

  it('tells the same drawing by the mean difference of its pixels', () => {
    const near = one(200).map((ink) => Math.max(0, ink - 7)); // 7 * 400 / 784 is 3.6
    const far = one(200).map((ink) => Math.max(0, ink - 8)); // 4.1
    expect(exhibitsAmong(join(far, near), one(200))).toEqual([1]);
    expect(exhibitsAmong(one(200, 1), one(200))).toEqual([0]); // the same seven sums, and 0.5
    expect(exhibitsAmong(one(200, 28), one(200))).toEqual([]);
  });

  it('asks for more where exhibits are nearly the same themselves', () => {
    const alike = join(one(200), one(204)); // 2 apart
    expect(exhibitsAmong(join(one(196), one(199), one(205), one(208)), alike)).toEqual([1, 2]);
  });
});

describe('exhibits among the drawings of a folder', () => {
  const experiment = {
    ...(EXPERIMENTS['cats-and-sheep'] as Experiment),
    trainSizes: [48],
    maxTestPerClass: 20,
    seeds: [1],
  } as Experiment;
  const exhibits: DrawingSource = {
    kind: 'embedded',
    description: 'on show',
    available: async () => SHOWN,
    load: async (name) => classDrawings(name, SHOWN, exhibitsOf.get(name) as Uint8Array),
  };
  const sourceOf = (
    pixelsOf: (name: string) => Uint8Array,
    more: Partial<DrawingSource> = {},
    bitmaps?: number,
  ): DrawingSource => ({
    kind: 'folder',
    description: 'made up',
    available: async (name) => pixelsOf(name).length / PIXELS,
    load: async (name, count) => {
      const pixels = pixelsOf(name).slice(0, count * PIXELS);
      return bitmaps === undefined
        ? classDrawings(name, count, pixels)
        : pooledDrawings(name, count, pixels, bitmaps);
    },
    ...more,
  });
  /** The exhibits of cats are the first rows of all, since of these some are tested. */
  const mixed = (name: string) =>
    join(
      name === 'cat' ? (exhibitsOf.get(name) as Uint8Array) : new Uint8Array(0),
      ownOf.get(name) as Uint8Array,
    );
  const clean = (name: string) => ownOf.get(name) as Uint8Array;
  const rowsOf = (pixels: Uint8Array) =>
    Array.from({ length: pixels.length / PIXELS }, (_, row) =>
      sha256(pixels.subarray(row * PIXELS, (row + 1) * PIXELS)),
    );

  it('are neither trained on nor tested, and are counted', async () => {
    const {
      store,
      shownToo,
      dataset,
      rounds,
      exhibits: onShow,
    } = await loadDrawings(experiment, sourceOf(mixed), exhibits);
    expect(shownToo).toEqual([SHOWN, 0]);
    expect(dataset.classes.map(({ used, sha256: sum }) => [used, sum])).toEqual(
      ['cat', 'sheep'].map((name) => [ROWS, sha256(clean(name))]),
    );
    const looks = rowsOf(store.pixels);
    const shown = new Set(rowsOf(exhibitsOf.get('cat') as Uint8Array));
    for (const { test, train } of rounds)
      for (const row of [...test, ...train(24)]) expect(shown.has(looks[row] as string)).toBe(false);
    expect(store.count).toBe(2 * ROWS + 2 * SHOWN);
    expect(onShow.map((rows) => Array.from(rows, (row) => looks[row]))).toEqual(
      ['cat', 'sheep'].map((name) => rowsOf(exhibitsOf.get(name) as Uint8Array)),
    );
  });

  it('leave bitmaps and vectors told apart', async () => {
    const { dataset } = await loadDrawings(experiment, sourceOf(mixed, {}, 30), exhibits);
    expect(dataset.classes.map(({ pooled }) => pooled?.map(({ count }) => count))).toEqual([
      [30 - SHOWN, ROWS + SHOWN - 30],
      [30, 30],
    ]);
  });

  it('are let be where the source is Google’s, where they are all there is, and among own drawings', async () => {
    for (const more of [{ kind: 'official' }, { kind: 'embedded' }, { isOwn: true }] as const)
      expect((await loadDrawings(experiment, sourceOf(mixed, more), exhibits)).shownToo).toEqual([0, 0]);
  });

  it('are not looked for as long as stand-ins are in their place', async () => {
    const planned = { ...exhibits, areStandIns: true };
    expect((await loadDrawings(experiment, sourceOf(mixed), planned)).shownToo).toEqual([0, 0]);
  });

  it('end the run where hardly anything else is left', async () => {
    const few = (name: string) =>
      name === 'cat' ? mixed(name).subarray(0, (SHOWN + 9) * PIXELS) : clean(name);
    const attempt = loadDrawings(experiment, sourceOf(few, { filesOf: () => ['cat.npy'] }), exhibits);
    await expect(attempt).rejects.toThrow(DatasetError);
    await expect(attempt).rejects.toThrow(
      /^"cat" \(cat\.npy\) has 9 drawings beside 8 that the site shows.*expected at least 10/,
    );
  });
});
