import { expect, test } from 'vitest';
import { DatasetError } from '../../pipeline/dataset/source.ts';
import { checkLooks } from '../../pipeline/engine/checkLooks.ts';
import type { DrawingStore } from '../../pipeline/engine/job.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { madeUpDrawings } from '../drawings/madeUpDrawings.ts';

const COUNT = 20;
const CLASSES = ['cat', 'sheep', 'bee', 'dog', 'owl'];

/** Class by class, and after them two exhibits of the first and one of the last. */
function storeOf(
  change: (pixels: Uint8Array, label: number) => Uint8Array = (pixels) => pixels,
): DrawingStore {
  const parts = CLASSES.map((name, label) => change(madeUpDrawings(COUNT, name), label));
  const all = [...parts, new Uint8Array(3 * PIXELS).fill(1)];
  const count = CLASSES.length * COUNT + 3;
  const pixels = new Uint8Array(new SharedArrayBuffer(count * PIXELS));
  const labels = new Uint16Array(new SharedArrayBuffer(2 * count));
  for (const [i, part] of all.entries()) pixels.set(part, i * COUNT * PIXELS);
  labels.set([...CLASSES.flatMap((_, label) => Array<number>(COUNT).fill(label)), 0, 0, 4]);
  return { classes: CLASSES, count, pixels, labels };
}
function warnings(
  store: DrawingStore,
  source: Parameters<typeof checkLooks>[1] = { kind: 'folder' },
): string[] {
  const told: string[] = [];
  checkLooks(store, source, { warn: (text) => told.push(text) });
  return told;
}
const inverted = (pixels: Uint8Array) => pixels.map((ink) => 255 - ink);

test('sound drawings pass without a word, whatever the exhibits behind them look like', () => {
  expect(warnings(storeOf())).toEqual([]);
});

test('a class of black ink on white ends the run, with its file', () => {
  const store = storeOf((pixels, label) => (label === 4 ? inverted(pixels) : pixels));
  const source = { kind: 'folder' as const, filesOf: (name: string) => [`/data/${name}.npy`] };
  expect(() => warnings(store, source)).toThrow(DatasetError);
  expect(() => warnings(store, source)).toThrow(/^"owl" \(\/data\/owl\.npy\): ink and paper are swapped/);
});

test('what all classes have in common is told of three, and the others are counted', () => {
  expect(() => warnings(storeOf(inverted))).toThrow(
    /^"cat" [^]*\n"sheep" [^]*\n"bee" [^]*\nThe same is so with 2 more\.$/,
  );
  const hard = warnings(storeOf((pixels) => pixels.map((ink) => (ink > 127 ? 255 : 0))));
  expect(hard.map((line) => line.slice(0, 6))).toEqual(['"cat" ', '"sheep', '"bee" ', 'The sa']);
});

test("a class that is a copy of another ends the run, unless the drawings are somebody's own", () => {
  const copied = storeOf((pixels, label) => (label === 2 ? madeUpDrawings(COUNT, 'cat') : pixels));
  expect(() => warnings(copied)).toThrow(
    /"cat" \(folder drawings\) and "bee" \(folder drawings\) have the same drawings/,
  );
  expect(warnings(copied, { kind: 'folder', isOwn: true })).toEqual([
    expect.stringMatching(/have the same drawings/),
  ]);
});
