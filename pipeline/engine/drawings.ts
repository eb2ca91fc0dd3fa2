/** Loads what an experiment needs from a source and lays it out for the workers. */
import { createRandom } from '../../src/core/random.ts';
import type { ExperimentResult } from '../../src/core/results.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { rowsAt } from '../../src/learning/rowsAt.ts';
import { classDrawings, pooledDrawings } from '../dataset/bitmaps.ts';
import {
  type ClassDrawings,
  DatasetError,
  type DrawingSource,
  type LoadProgress,
} from '../dataset/source.ts';
import type { Experiment, Sizes } from '../experiments/experiment.ts';
import { drawSets } from './drawSets.ts';
import { exhibitsAmong } from './exhibitsAmong.ts';
import type { DrawingStore, Rows } from './job.ts';
import { foldRounds, overlapByClass, type Round, seededRounds } from './rounds.ts';
import { sizesOf } from './sizesOf.ts';

export interface ExperimentDrawings {
  readonly store: DrawingStore;
  readonly sizes: Sizes;
  /** By seed, or by fold in cross-validation. */
  readonly rounds: readonly Round[];
  /** Those whose predictions together are the main run: the first seed, or every fold. */
  readonly mainRounds: readonly Round[];
  /** What the published model learns from. */
  readonly publishedTrain: Rows;
  /** Rows of the exhibits, by class, in exhibit order. */
  readonly exhibits: readonly Rows[];
  /** SHA-256 of their pixels, by class. */
  readonly exhibitSums: readonly string[];
  /** Drawings left out because the test set holds an exact copy, or may hold one. */
  readonly duplicates: number;
  /** Of these, those that were left out before the sizes were planned again, since too few were left without them. */
  readonly copies: number;
  /** At every size, for each class, the mean share of a training set that another seed's holds too. */
  readonly overlap: readonly (readonly number[])[];
  /** By class, drawings that were left out since they are on show. */
  readonly shownToo: readonly number[];
  readonly dataset: ExperimentResult['dataset'];
}

/** Abundant classes lend as much as every seed can train on drawings of its own. */
export const wantedPerClass = (
  available: readonly number[],
  { testPerClass, trainPerClass }: Sizes,
  seeds: number,
): number[] =>
  available.map((n) => Math.min(n, testPerClass + Math.max(2, seeds) * (trainPerClass.at(-1) as number)));

/** Fewer of a class that are not on show are too few. */
const FEWEST = 10;

/** Of drawings that the author has collected: whose they are, nobody here knows. */
const OWN_LICENCE = 'all rights with those who drew them';

/**
 * A fixed test set is drawn once per experiment, seeded by `splitSeed`; everything else may be trained on. Where
 * drawings are scarce they are cross-validated. The drawings lie in memory once, class by class, and the exhibits after
 * them; every set is told by its rows.
 * @param exhibits what every model is shown after training: the embedded drawings, or the author's own.
 * @param check looks at all that is loaded, class by class, before any set is drawn of it.
 * @throws DatasetError where too few drawings are there.
 */
export async function loadDrawings(
  experiment: Experiment,
  source: DrawingSource,
  exhibits: DrawingSource,
  onProgress?: (progress: LoadProgress) => void,
  check: (drawings: DrawingStore) => void = () => {},
): Promise<ExperimentDrawings> {
  const { classes, splitSeed } = experiment;
  const { available, sizes: planned } = await sizesOf(experiment, source);
  const wanted = wantedPerClass(available, planned, experiment.seeds.length);
  const shown = await Promise.all(classes.map((name) => exhibits.available(name)));
  const shelf = openShelf(classes, sum(wanted) + sum(shown));
  const onShow: ClassDrawings[] = [];
  for (const [c, name] of classes.entries()) onShow.push(await exhibits.load(name, shown[c] as number));
  const loaded: Omit<ClassDrawings, 'pixels'>[] = [];
  const shownToo: number[] = [];
  for (const [c, name] of classes.entries()) {
    const all = await source.load(name, wanted[c] as number, onProgress);
    const { pixels, ...part } =
      mayHoldExhibits(source) && !exhibits.areStandIns
        ? withoutExhibits(all, (onShow[c] as ClassDrawings).pixels, source)
        : all;
    shelf.put(pixels, c);
    loaded.push(part);
    shownToo.push(all.count - part.count);
  }
  const all = shelf.filled();
  check(all);
  const exhibitRows = onShow.map(({ pixels }, c) => shelf.put(pixels, c));
  const exhibitSums = onShow.map(({ sha256 }) => sha256);

  const store = shelf.filled();
  const { sizes, copies, sets } = drawSets(experiment, all, planned, createRandom(splitSeed));
  const { testPerClass, trainPerClass } = sizes;
  const largest = trainPerClass.at(-1) as number;
  const isCrossValidated = sizes.method === 'cross-validation';
  const common = {
    store,
    sizes,
    copies,
    shownToo,
    exhibits: exhibitRows,
    exhibitSums,
    dataset: {
      source: source.kind,
      publishable: source.kind !== 'embedded',
      licence: experiment.exhibits === 'own' ? OWN_LICENCE : 'CC BY 4.0',
      classes: loaded.map(({ name, count, sha256, pooled }, c) => ({
        name,
        available: available[c] as number,
        used: isCrossValidated ? testPerClass : count,
        sha256,
        ...(pooled && { pooled: pooled.map((part) => ({ ...part })) }),
      })),
    },
  };
  if (sets instanceof Int32Array) {
    const rounds = foldRounds(store, sets, testPerClass / (testPerClass - largest), splitSeed);
    const overlap = trainPerClass.map((perClass) => overlapByClass(store, rounds, perClass));
    return { ...common, rounds, mainRounds: rounds, overlap, publishedTrain: sets, duplicates: copies };
  }
  const rounds = seededRounds(store, sets, experiment.seeds);
  const [first] = rounds as [Round, ...Round[]];
  return {
    ...common,
    rounds,
    mainRounds: [first],
    overlap: trainPerClass.map((perClass) => overlapByClass(store, rounds, perClass)),
    publishedTrain: first.train(largest),
    duplicates: sets.duplicates,
  };
}

/**
 * Of Google's files the exhibits are skipped by their rows, own drawings have exhibits of their own set aside, and the
 * embedded ones are the exhibits; a folder may have been sorted otherwise.
 */
const mayHoldExhibits = ({ kind, isOwn, areStandIns }: DrawingSource): boolean =>
  kind === 'folder' && isOwn !== true && areStandIns !== true;

/** @param exhibits of the class. [m, 784] @throws DatasetError where hardly any others are left. */
function withoutExhibits(
  drawings: ClassDrawings,
  exhibits: Uint8Array,
  { filesOf, description }: DrawingSource,
): ClassDrawings {
  const { name, available, count, pixels, pooled } = drawings;
  const shown = new Set(exhibitsAmong(pixels, exhibits));
  if (shown.size === 0) return drawings;
  const left = Array.from({ length: count }, (_, row) => row).filter((row) => !shown.has(row));
  if (left.length < FEWEST)
    throw new DatasetError(
      `"${name}" (${filesOf?.(name).join(', ') ?? description}) has ${left.length} drawings beside ${shown.size} that the site shows, from which no model may learn; expected at least ${FEWEST}. Add others.`,
    );
  const kept = rowsAt(pixels, left);
  if (pooled === undefined) return classDrawings(name, available, kept);
  const bitmaps = pooled.find(({ form }) => form === 'bitmaps')?.count ?? 0;
  return pooledDrawings(name, available, kept, left.filter((row) => row < bitmaps).length);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Memory for so many drawings that every worker sees, and that is filled from the front. */
function openShelf(classes: readonly string[], count: number) {
  const pixels = new Uint8Array(new SharedArrayBuffer(count * PIXELS));
  const labels = new Uint16Array(new SharedArrayBuffer(count * Uint16Array.BYTES_PER_ELEMENT));
  let next = 0;
  return {
    /** Copies drawings of one class. @returns their rows. */
    put(drawings: Uint8Array, label: number): Rows {
      const first = next;
      next += drawings.length / PIXELS;
      pixels.set(drawings, first * PIXELS);
      labels.fill(label, first, next);
      return Int32Array.from({ length: next - first }, (_, i) => first + i);
    },
    /** What has been put there so far, in the same memory. */
    filled: (): DrawingStore => ({
      classes,
      count: next,
      pixels: pixels.subarray(0, next * PIXELS),
      labels: labels.subarray(0, next),
    }),
  };
}
