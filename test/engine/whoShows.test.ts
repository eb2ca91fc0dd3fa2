import { expect, test } from 'vitest';
import { classDrawings } from '../../pipeline/dataset/bitmaps.ts';
import type { DrawingSource } from '../../pipeline/dataset/source.ts';
import type { Settings } from '../../pipeline/engine/prepare.ts';
import { withExhibits } from '../../pipeline/engine/whoShows.ts';
import type { Experiment } from '../../pipeline/experiments/experiment.ts';
import { EXPERIMENTS } from '../../pipeline/experiments/index.ts';
import { createProgress } from '../../pipeline/progress.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { madeUpDrawings } from '../drawings/madeUpDrawings.ts';

test('a run on own drawings tells of copies and blank ones, which are gone when the drawings are looked at', async () => {
  const baa = Buffer.concat([madeUpDrawings(40, 'baa'), new Uint8Array(30 * PIXELS)]);
  const miau = Buffer.concat([madeUpDrawings(30, 'miau'), baa.subarray(0, 10 * PIXELS)]);
  const pixelsOf = (name: string) => (name === 'baa' ? baa : miau);
  const source: DrawingSource = {
    kind: 'folder',
    description: 'made up',
    filesOf: (name) => [`${name}.npy`],
    available: async (name) => pixelsOf(name).length / PIXELS,
    load: async (name, count) => classDrawings(name, count, pixelsOf(name).subarray(0, count * PIXELS)),
  };
  let text = '';
  const out = {
    write(more: string) {
      text += more;
    },
  };
  const progress = createProgress(out, () => 0);
  const declared = { ...EXPERIMENTS['cats-and-sheep'], id: 'pupils', exhibits: 'own' } as Experiment;
  const settings = { args: { classes: ['baa', 'miau'] }, source, progress } as unknown as Settings;
  const { source: kept } = await withExhibits(declared, settings);
  expect(await kept.available('miau')).toBe(24);
  expect(text.trimEnd().split('\n')).toEqual([
    'pupils: "baa": 41 different drawings; left out are 29 copies of others of its class',
    'pupils: "miau": 30 different drawings; left out are 10 copies of "baa"',
    expect.stringMatching(/^warning: pupils: "baa" \(baa\.npy\) and "miau" \(miau\.npy\) have about 25 %/),
    expect.stringMatching(/^warning: pupils: "baa" \(baa\.npy\): 30 of 70 drawings are blank/),
  ]);
});
