import { expect, test } from 'vitest';
import { classDrawings, pooledDrawings, sha256 } from '../../pipeline/dataset/bitmaps.ts';
import { rowChecksums } from '../../pipeline/dataset/rowChecksums.ts';
import type { DrawingSource } from '../../pipeline/dataset/source.ts';
import { loadDrawings } from '../../pipeline/engine/drawings.ts';
import { loadGameDrawings } from '../../pipeline/engine/game/gameDrawings.ts';
import { areListed, rowManifestOf, writtenRows } from '../../pipeline/engine/rowManifest.ts';
import type { Experiment } from '../../pipeline/experiments/experiment.ts';
import type { Game } from '../../pipeline/experiments/game.ts';
import { EXPERIMENTS, GAMES } from '../../pipeline/experiments/index.ts';
import { parseRowManifest } from '../../src/core/row-manifest.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { madeUpDrawings } from '../drawings/madeUpDrawings.ts';

const experiment = EXPERIMENTS['cats-and-sheep'] as Experiment;
const ROWS = { cat: 60, sheep: 50 };
const BITMAPS = 30;
const drawn = (name: string) => madeUpDrawings(ROWS[name as keyof typeof ROWS], name);
const shown = (name: string) => madeUpDrawings(2, `${name} on show`);

/** Cats are bitmaps, of which two are on show, and vectors; sheep are bitmaps. */
function sourceOf(kind: DrawingSource['kind']): DrawingSource {
  return {
    kind,
    description: 'made up',
    available: async (name) => ROWS[name as keyof typeof ROWS],
    async load(name, count) {
      const pixels = drawn(name).slice(0, count * PIXELS);
      if (name !== 'cat') return classDrawings(name, ROWS.sheep, pixels);
      pixels.set(shown('cat'), 10 * PIXELS);
      return pooledDrawings(name, ROWS.cat, pixels, BITMAPS);
    },
  };
}
const exhibits: DrawingSource = {
  kind: 'embedded',
  description: 'on show',
  available: async () => 2,
  load: async (name) => classDrawings(name, 2, shown(name)),
};

test('a list names the drawings that were loaded, in their order, without those on show', async () => {
  const source = sourceOf('folder');
  const drawings = await loadDrawings(experiment, source, exhibits);
  const manifest = rowManifestOf('cats-and-sheep', drawings, source);
  const cats = drawn('cat');
  const kept = Buffer.concat([cats.subarray(0, 10 * PIXELS), cats.subarray(12 * PIXELS)]);
  expect(manifest).toMatchObject({ experiment: 'cats-and-sheep', source: 'folder' });
  expect(manifest?.classes).toEqual([
    {
      name: 'cat',
      available: 60,
      count: 58,
      onShow: 2,
      bitmaps: 28,
      sha256: sha256(kept),
      drawings: rowChecksums(kept),
    },
    {
      name: 'sheep',
      available: 50,
      count: 50,
      onShow: 0,
      sha256: sha256(drawn('sheep')),
      drawings: rowChecksums(drawn('sheep')),
    },
  ]);
  expect(manifest?.classes.map(({ sha256 }) => sha256)).toEqual(
    drawings.dataset.classes.map(({ sha256 }) => sha256),
  );
});

test('of a game the list has the drawings of every word, tested or not, and none on show', async () => {
  const source = sourceOf('folder');
  const game = { ...(GAMES['whole-game'] as Game), classes: ['cat', 'sheep'], testPerClass: 5 };
  const of = { ...game, validationPerClass: 5, exhibitsPerClass: 2, mostTrainPerClass: 20 };
  const { exhibits: onShow, ...drawings } = await loadGameDrawings(of, source, exhibits);
  const all = { ...drawings, exhibits: onShow.map(({ rows }) => rows) };
  const manifest = rowManifestOf('whole-game', all, source);
  expect(manifest?.classes.map(({ count, available }) => [count, available])).toEqual([
    [30, 60],
    [30, 50],
  ]);
  expect(manifest?.classes[1]?.drawings).toBe(rowChecksums(drawn('sheep').subarray(0, 30 * PIXELS)));
});

test('what is written of it is a list again, and the results tell its checksum', async () => {
  const source = sourceOf('official');
  const drawings = await loadDrawings(experiment, source, exhibits);
  const manifest = rowManifestOf('cats-and-sheep', drawings, source);
  if (manifest === undefined) throw new Error('expected a list');
  const { text, rows } = writtenRows(manifest);
  expect(parseRowManifest(JSON.parse(text), 'x.json')).toEqual(manifest);
  expect(rows).toEqual({
    file: 'rows/cats-and-sheep.json',
    bytes: text.length,
    sha256: sha256(Buffer.from(text)),
  });
});

test('where a list names the drawings, those that it has left out stay counted', async () => {
  const source = { ...sourceOf('folder'), leftOut: (name: string) => (name === 'sheep' ? 3 : 0) };
  const manifest = rowManifestOf('x', await loadDrawings(experiment, source, exhibits), source);
  expect(manifest?.classes.map(({ onShow }) => onShow)).toEqual([2, 3]);
});

test('rows that are not those of the results are refused', async () => {
  const source = sourceOf('folder');
  const drawings = await loadDrawings(experiment, source, exhibits);
  drawings.store.pixels[5] = (drawings.store.pixels[5] as number) ^ 1;
  expect(() => rowManifestOf('x', drawings, source)).toThrow(/drawings of "cat" .* not those loaded/);
});

test('there is no list of the embedded drawings, nor of an author’s own', async () => {
  const source = sourceOf('embedded');
  const drawings = await loadDrawings(experiment, source, exhibits);
  expect(rowManifestOf('x', drawings, source)).toBeUndefined();
  expect(areListed(experiment, drawings.dataset)).toBe(false);
  expect(areListed(experiment, { publishable: true })).toBe(true);
  expect(areListed({ ...experiment, exhibits: 'own' }, { publishable: true })).toBe(false);
});
