import { expect, test } from 'vitest';
import { classDrawings } from '../../pipeline/dataset/bitmaps.ts';
import { DatasetError, type DrawingSource } from '../../pipeline/dataset/source.ts';
import { prepare, type Settings } from '../../pipeline/engine/prepare.ts';
import type { Experiment } from '../../pipeline/experiments/experiment.ts';
import { EXPERIMENTS } from '../../pipeline/experiments/index.ts';
import { createJsonProgress } from '../../pipeline/jsonProgress.ts';
import { createProgress, type Progress } from '../../pipeline/progress.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { madeUpDrawings } from '../drawings/madeUpDrawings.ts';

const ROWS = 60;
const experiment = EXPERIMENTS['cats-and-sheep'] as Experiment;
const DRAWINGS = new Map(['cat', 'sheep'].map((name) => [name, madeUpDrawings(ROWS, name)]));

function sourceOf(change: (pixels: Uint8Array) => Uint8Array, isOwn = false): DrawingSource {
  return {
    kind: 'folder',
    description: 'made up',
    isOwn,
    filesOf: (name) => [`${name}.npy`],
    available: async () => ROWS,
    load: async (name, count) =>
      classDrawings(name, ROWS, change((DRAWINGS.get(name) as Uint8Array).slice(0, count * PIXELS))),
  };
}
const exhibits: DrawingSource = {
  ...sourceOf((pixels) => pixels),
  available: async () => 1,
  load: async (name) => classDrawings(name, 1, new Uint8Array(PIXELS).fill(9)),
};

async function told(source: DrawingSource, progressTo: typeof createProgress | typeof createJsonProgress) {
  let text = '';
  const out = {
    write(more: string) {
      text += more;
    },
  };
  const progress: Progress = progressTo(out, () => 0);
  const args: Settings['args'] = {
    models: ['forest'],
    seeds: undefined,
    quick: true,
    classes: undefined,
    trainPerClass: undefined,
    cache: '/nowhere',
    checkpoint: 60,
    shard: undefined,
    workers: 1,
    kernels: 'simd',
    limitMemoryBytes: 2e9,
  };
  const { drawings } = await prepare(experiment, {
    args,
    source,
    embedded: exhibits,
    folder: '/nowhere',
    root: '/nowhere',
    progress,
  });
  return { text, drawings };
}

test('sound drawings are prepared without a word', async () => {
  expect(
    (
      await told(
        sourceOf((pixels) => pixels),
        createProgress,
      )
    ).text,
  ).toBe('');
});

test('black ink on white ends the run before it begins, even where the drawings are own ones', async () => {
  for (const isOwn of [false, true]) {
    const attempt = told(
      sourceOf((pixels) => pixels.map((ink) => 255 - ink), isOwn),
      createProgress,
    );
    await expect(attempt).rejects.toThrow(DatasetError);
    await expect(attempt).rejects.toThrow(/^"cat" \(cat\.npy\): ink and paper are swapped/);
  }
});

test('what is doubtful is warned of, in words and as an event', async () => {
  const hard = sourceOf((pixels) => pixels.map((ink) => (ink > 127 ? 255 : 0)));
  expect((await told(hard, createProgress)).text).toMatch(
    /^warning: "cat" \(cat\.npy\): 0 % of the inked pixels/,
  );
  const [first] = (await told(hard, createJsonProgress)).text.split('\n');
  expect(JSON.parse(first as string)).toEqual({
    event: 'warning',
    text: expect.stringMatching(
      /^"cat" \(cat\.npy\): 0 % of the inked pixels are grey, expected 40 % or more/,
    ),
  });
});

test('copies that are left out are counted', async () => {
  const twice = sourceOf((pixels) => {
    pixels.copyWithin(20 * PIXELS, 0, 9 * PIXELS);
    return pixels;
  });
  const { text, drawings } = await told(twice, createProgress);
  expect(drawings.duplicates).toBe(18);
  expect(text).toContain('cats-and-sheep: 18 drawings are left out, exact copies of others');
});

test('drawings that are on show are left out and warned of', async () => {
  const onShow = sourceOf((pixels) => {
    pixels.set(new Uint8Array(3 * PIXELS).fill(9), 10 * PIXELS);
    return pixels;
  });
  const { text, drawings } = await told(onShow, createProgress);
  expect(drawings.shownToo).toEqual([3, 3]);
  expect(text).toMatch(
    /warning: cats-and-sheep: drawings that the site shows .* are left out: 3 of "cat" and 3 of "sheep"\./,
  );
});

test('one class under two names is told as such, though too few different drawings are left', async () => {
  const copied = sourceOf(() => (DRAWINGS.get('cat') as Uint8Array).slice());
  await expect(told(copied, createProgress)).rejects.toThrow(
    /^"cat" \(cat\.npy\) and "sheep" \(sheep\.npy\) have the same drawings/,
  );
});
