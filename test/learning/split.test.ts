import { expect, test } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { createSplitFinder, tallyOf } from '../../src/learning/split.ts';

const PIXELS = 784;
const CLASSES = 3;
const random = createRandom('split');
const COUNT = 700;
/** A third is blank; what is inked says a little about the class. */
const labels = Array.from({ length: COUNT }, () => random.int(CLASSES));
const copies = labels.map(() => 1 + random.int(3));
const rows = new Uint8Array(COUNT * PIXELS).map((_, at) => {
  const pixel = at % PIXELS;
  if (pixel % 7 === 0 || random.next() < 0.33) return 0;
  return random.int(200) + (pixel % CLASSES === labels[Math.floor(at / PIXELS)] ? 40 : 0);
});
const columns = new Uint8Array(COUNT * PIXELS);
for (let i = 0; i < COUNT; i++)
  for (let pixel = 0; pixel < PIXELS; pixel++)
    columns[pixel * COUNT + i] = rows[i * PIXELS + pixel] as number;

const purity = (counts: readonly number[]) =>
  counts.reduce((sum, n) => sum + n * n, 0) / counts.reduce((sum, n) => sum + n, 0);

/** sum(l_c^2) / l + sum(r_c^2) / r by threshold, of all thresholds with drawings on either side, counted out. */
function scoresOf(start: number, end: number, pixel: number): Map<number, number> {
  const byInk = Array.from({ length: 256 }, () => new Array<number>(CLASSES).fill(0));
  for (let i = start; i < end; i++) {
    const counts = byInk[columns[pixel * COUNT + i] as number] as number[];
    counts[labels[i] as number]! += copies[i] as number;
  }
  const sum = (from: number, to: number) =>
    byInk
      .slice(from, to)
      .reduce((a, b) => a.map((n, c) => n + (b[c] as number)), new Array<number>(CLASSES).fill(0));
  const inks = [...new Set(columns.subarray(pixel * COUNT + start, pixel * COUNT + end))].sort(
    (a, b) => a - b,
  );
  return new Map(inks.slice(0, -1).map((ink) => [ink, purity(sum(0, ink + 1)) + purity(sum(ink + 1, 256))]));
}

// Few drawings are read by rows, many by columns.
test.each([
  [0, 700],
  [90, 603],
  [90, 602],
  [200, 260],
  [17, 20],
])('the best split of drawings %i to %i is the best of all pixels and thresholds', (start, end) => {
  const samples = {
    drawing: Int32Array.from(labels.keys()),
    tally: Int32Array.from(labels, (label, i) => tallyOf(label, copies[i] as number)),
  };
  const finder = createSplitFinder({ columns, rows }, samples, CLASSES, PIXELS);
  finder.reset();
  const totals = new Int32Array(CLASSES);
  finder.count(start, end, totals);
  const total = totals.reduce((a, b) => a + b);
  const squares = totals.reduce((sum, n) => sum + n * n, 0);
  expect(finder.find(start, end, totals, total, squares, 0, createRandom(1))).toBeGreaterThanOrEqual(
    PIXELS / 7,
  );
  const { pixel, threshold, score } = finder.best;
  const best = Array.from({ length: PIXELS }, (_, p) => Math.max(0, ...scoresOf(start, end, p).values()));
  expect(score).toBeCloseTo(Math.max(...best), 8);
  expect(score).toBeCloseTo(best[pixel] as number, 8);
  const inks = [...scoresOf(start, end, pixel).keys()].filter((ink) => ink <= threshold);
  expect(scoresOf(start, end, pixel).get(Math.max(...inks))).toBeCloseTo(score, 8);
});
