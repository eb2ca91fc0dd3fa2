/** Made-up experiments whose truth is known: how often an interval holds it. */
import { meanOverTrainingSets } from '../../src/core/mean-over-training-sets.ts';
import type { Random } from '../../src/core/random.ts';
import { tInterval } from '../../src/core/statistics.ts';
import { studentInterval } from '../../src/core/student-estimate.ts';

interface Setting {
  /** Drawings of each class that the training sets are taken from, in each set, and tested. */
  readonly pool: number;
  readonly perClass: number;
  readonly testPerClass: number;
  /** Two classes: normal in so many dimensions, their means so far apart. */
  readonly dimensions: number;
  readonly apart: number;
  readonly trials: number;
  readonly random: Random;
}

type Point = Float64Array;

const SETS = 5;
const TRUTH_TRIALS = 1500;

/** Shares of trials in which the interval holds the mean accuracy of all training sets of that size on all drawings. */
export function coverage(setting: Setting): { readonly ours: number; readonly plain: number } {
  const { pool, perClass, testPerClass, trials, random } = setting;
  const draw = (count: number, label: number) =>
    Array.from({ length: count }, () => point(setting, label, random));
  let truth = 0;
  for (let i = 0; i < TRUTH_TRIALS; i++)
    truth += accuracyOf(setting, fit(draw(perClass, 0), draw(perClass, 1))) / TRUTH_TRIALS;
  const overlap = sharedByPairs(pool, perClass);
  let ours = 0;
  let plain = 0;
  for (let trial = 0; trial < trials; trial++) {
    const pools = [draw(pool, 0), draw(pool, 1)] as const;
    const tests = [draw(testPerClass, 0), draw(testPerClass, 1)] as const;
    const scores = Array.from({ length: SETS }, (_, set) => {
      const [a, b] = pools.map((own) => window(own, Math.floor((set / SETS) * pool), perClass));
      const model = fit(a as Point[], b as Point[]);
      return Uint8Array.from(
        tests.flatMap((own, label) => own.map((each) => (side(model, each) > 0 === (label === 1) ? 1 : 0))),
      );
    });
    const holds = ({ low, high }: { low: number; high: number }) => (low <= truth && truth <= high ? 1 : 0);
    ours += holds(studentInterval(meanOverTrainingSets({ scores, overlap })));
    plain += holds(tInterval(scores.map((own) => own.reduce((sum, each) => sum + each, 0) / own.length)));
  }
  return { ours: ours / trials, plain: plain / trials };
}

function point({ dimensions, apart }: Setting, label: number, random: Random): Point {
  const coordinates = Float64Array.from({ length: dimensions }, () => random.normal());
  coordinates[0] = (coordinates[0] as number) + (label === 1 ? apart / 2 : -apart / 2);
  return coordinates;
}

const window = (own: readonly Point[], first: number, count: number): Point[] =>
  Array.from({ length: count }, (_, i) => own[(first + i) % own.length] as Point);

/** Mean share of a window that two of the sets have in common. */
function sharedByPairs(pool: number, perClass: number): number {
  const times = new Array<number>(pool).fill(0);
  for (let set = 0; set < SETS; set++)
    for (let i = 0; i < perClass; i++) {
      const at = (Math.floor((set / SETS) * pool) + i) % pool;
      times[at] = (times[at] as number) + 1;
    }
  const shared = times.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  return shared / (((SETS * (SETS - 1)) / 2) * perClass);
}

/** The nearest of two centroids: normal vector and offset of the plane between them. */
function fit(a: readonly Point[], b: readonly Point[]): { readonly normal: Point; readonly offset: number } {
  const [left, right] = [centroid(a), centroid(b)];
  const normal = left.map((x, j) => (right[j] as number) - x);
  const offset = left.reduce(
    (sum, x, j) => sum + ((normal[j] as number) * (x + (right[j] as number))) / 2,
    0,
  );
  return { normal, offset };
}

const centroid = (points: readonly Point[]): Point =>
  (points[0] as Point).map((_, j) => points.reduce((sum, p) => sum + (p[j] as number), 0) / points.length);

const side = ({ normal, offset }: ReturnType<typeof fit>, p: Point): number =>
  normal.reduce((sum, n, j) => sum + n * (p[j] as number), -offset);

/** On all drawings there could be. */
function accuracyOf({ apart }: Setting, { normal, offset }: ReturnType<typeof fit>): number {
  const length = Math.hypot(...normal);
  const shift = ((normal[0] as number) * apart) / 2;
  return (normalCdf((shift - offset) / length) + normalCdf((shift + offset) / length)) / 2;
}

/** Abramowitz and Stegun 26.2.17, to 7.5e-8. */
function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
}
