/**
 * The best split of a tree node, by Gini impurity, over a random set of pixels.
 *
 * Minimising the children's Gini impurity is maximising sum(l_c^2) / l + sum(r_c^2) / r over the class
 * weights l_c, r_c on either side. Most pixels of a drawing are blank, so a scan starts with all drawings
 * on the left and moves only the inked ones over, darkest last: its cost grows with the ink, and neither
 * with the blank drawings nor with the number of classes.
 *
 * What a scan waits for is memory. A pixel of many drawings lies in one stretch of its column; a pixel of few drawings is
 * one miss of the cache each there, while all pixels of these few fit into the cache, row by row, for all nodes below.
 */
import type { Random } from '../core/random.ts';
import { PIXELS } from './classifier.ts';

/** The same drawings twice. */
export interface InkBothWays {
  /** Pixel by pixel. [784, n] */
  readonly columns: Uint8Array;
  /** Drawing by drawing. [n, 784] */
  readonly rows: Uint8Array;
}

/** The drawings of all nodes, reordered so that those of a node lie side by side. */
export interface NodeSamples {
  readonly drawing: Int32Array; // [n]
  /** Its label << 14 | how often the tree takes it. [n] */
  readonly tally: Int32Array; // [n]
}

const WEIGHT_BITS = 14;
const INK_SHIFT = 23;
/** Limits of a tally, so that ink << 23 | tally fits into 31 bits. */
export const MAX_CLASSES = 1 << (INK_SHIFT - WEIGHT_BITS);
const MAX_COPIES = (1 << WEIGHT_BITS) - 1;
export const tallyOf = (label: number, copies: number): number => (label << WEIGHT_BITS) | copies;
const labelOf = (tally: number): number => (tally >> WEIGHT_BITS) & (MAX_CLASSES - 1);
const copiesOf = (tally: number): number => tally & MAX_COPIES;

export interface Split {
  pixel: number;
  /** Drawings with pixel <= threshold go left. */
  threshold: number;
  /** sum(l_c^2) / l + sum(r_c^2) / r: the higher, the purer. */
  score: number;
}

export interface SplitFinder {
  /** The result of the latest successful `find`. */
  readonly best: Readonly<Split>;
  /** Forgets which pixels were constant; call it before each tree. */
  reset(): void;
  /** Sets `totals` to the class weights of the samples from `start` up to `end`. */
  count(start: number, end: number, totals: Int32Array): void;
  /**
   * Looks for the best split of the samples from `start` up to `end`.
   * `totals` are their class weights, `total` and `squares` the sum and the sum of squares of these.
   * The first `knownConstants` entries of the order are pixels known to be constant in an ancestor.
   * @returns how many pixels are known to be constant now (to be passed on to the children), or -1 when all are.
   */
  find(
    start: number,
    end: number,
    totals: Int32Array,
    total: number,
    squares: number,
    knownConstants: number,
    random: Random,
  ): number;
}

const INSERTION_SORT_LIMIT = 24;
/** Nodes of at most so many drawings are read by rows: 0.4 MB, half of a common second-level cache. */
const ROWS_LIMIT = 512;

/** @param ink 0..255, both pixel by pixel and drawing by drawing */
export function createSplitFinder(
  { columns, rows }: InkBothWays,
  samples: NodeSamples,
  classes: number,
  featuresPerSplit: number,
): SplitFinder {
  const { drawing, tally } = samples;
  const count = drawing.length;
  // Inked samples of the pixel at hand as ink << 23 | tally, so that sorting them sorts by ink.
  let keys = new Int32Array(count);
  let spare = new Int32Array(count);
  const bins = new Int32Array(257);
  const right = new Int32Array(classes);
  const order = new Int16Array(PIXELS);
  const constantPixels = new Int16Array(PIXELS);
  const best: Split = { pixel: -1, threshold: 0, score: -1 };

  /** Sorts the first `inked` keys. */
  const sortKeys = (inked: number) => {
    const from = keys;
    if (inked <= INSERTION_SORT_LIMIT) {
      for (let i = 1; i < inked; i++) {
        const key = from[i]!;
        let j = i - 1;
        for (; j >= 0 && from[j]! > key; j--) from[j + 1] = from[j]!;
        from[j + 1] = key;
      }
      return;
    }
    const to = spare;
    const starts = bins;
    starts.fill(0); // counting sort by ink
    for (let i = 0; i < inked; i++) starts[(from[i]! >> INK_SHIFT) + 1]!++;
    for (let ink = 1; ink < 256; ink++) starts[ink]! += starts[ink - 1]!;
    for (let i = 0; i < inked; i++) to[starts[from[i]! >> INK_SHIFT]!++] = from[i]!;
    keys = to;
    spare = from;
  };

  /** Tries every threshold of one pixel; returns false when the pixel is constant. */
  const scan = (
    pixel: number,
    start: number,
    end: number,
    totals: Int32Array,
    total: number,
    squares: number,
  ): boolean => {
    let inked = 0;
    {
      const to = keys;
      const byRows = end - start <= ROWS_LIMIT;
      const from = byRows ? rows : columns;
      const base = byRows ? pixel : pixel * count;
      const stride = byRows ? PIXELS : 1;
      const of = drawing;
      const codes = tally;
      for (let i = start; i < end; i++) {
        const ink = from[base + of[i]! * stride]!;
        to[inked] = (ink << INK_SHIFT) | codes[i]!;
        inked += -ink >>> 31; // 1 where there is ink, without a branch that cannot be predicted
      }
    }
    if (inked === 0) return false;
    sortKeys(inked);
    const sorted = keys;
    const moved = right;
    const darkest = sorted[inked - 1]! >> INK_SHIFT;
    const allInked = inked === end - start;
    if (allInked && sorted[0]! >> INK_SHIFT === darkest) return false;

    let score = -1;
    let threshold = 0;
    let rightTotal = 0;
    let rightSquares = 0;
    let leftSquares = squares;
    let above = darkest;
    for (let t = inked - 1; t >= 0; t--) {
      const key = sorted[t]!;
      const ink = key >> INK_SHIFT;
      if (ink !== above) {
        const here = leftSquares / (total - rightTotal) + rightSquares / rightTotal;
        if (here >= score) {
          score = here;
          threshold = (ink + above) >> 1;
        }
        above = ink;
      }
      const weight = copiesOf(key);
      const label = labelOf(key);
      const before = moved[label]!;
      rightSquares += weight * (2 * before + weight);
      leftSquares -= weight * (2 * (totals[label]! - before) - weight);
      moved[label] = before + weight;
      rightTotal += weight;
    }
    if (!allInked) {
      const here = leftSquares / (total - rightTotal) + rightSquares / rightTotal;
      if (here >= score) {
        score = here;
        threshold = above >> 1;
      }
    }
    if (inked >= classes) moved.fill(0);
    else for (let t = 0; t < inked; t++) moved[labelOf(sorted[t]!)] = 0;
    // Of equally good thresholds of one pixel the lowest wins; of equally good pixels the one drawn first.
    if (score > best.score) {
      best.score = score;
      best.pixel = pixel;
      best.threshold = threshold;
    }
    return true;
  };

  return {
    best,
    reset() {
      for (let pixel = 0; pixel < PIXELS; pixel++) order[pixel] = pixel;
    },
    count(start, end, totals) {
      totals.fill(0);
      for (let i = start; i < end; i++) totals[labelOf(tally[i]!)]! += copiesOf(tally[i]!);
    },
    // Sampling without replacement by a partial Fisher-Yates shuffle of `order`, which is laid out as
    // [drawn constants | known constants | found constants | not drawn | drawn]. As in scikit-learn a drawn
    // constant counts as a draw, but drawing goes on until one pixel that is not constant has been seen.
    find(start, end, totals, total, squares, knownConstants, random) {
      best.pixel = -1;
      best.score = -1;
      let tail = PIXELS;
      let visited = 0;
      let drawnConstants = 0;
      let foundConstants = 0;
      let constants = knownConstants;
      while (tail > constants && (visited < featuresPerSplit || visited <= foundConstants + drawnConstants)) {
        visited++;
        // Not random.int: this runs millions of times, and the bias of scaling is below 784 / 2^32.
        let at = drawnConstants + Math.floor(random.next() * (tail - foundConstants - drawnConstants));
        if (at < knownConstants) {
          const pixel = order[at]!;
          order[at] = order[drawnConstants]!;
          order[drawnConstants++] = pixel;
          continue;
        }
        at += foundConstants;
        const pixel = order[at]!;
        if (scan(pixel, start, end, totals, total, squares)) {
          tail--;
          order[at] = order[tail]!;
          order[tail] = pixel;
        } else {
          order[at] = order[constants]!;
          order[constants++] = pixel;
          foundConstants++;
        }
      }
      // Nodes grow depth first: a child overwrites the entries after those that it shares with its parent.
      for (let i = 0; i < knownConstants; i++) order[i] = constantPixels[i]!;
      for (let i = knownConstants; i < constants; i++) constantPixels[i] = order[i]!;
      return best.pixel < 0 ? -1 : constants;
    },
  };
}
