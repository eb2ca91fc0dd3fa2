/** Loads what an experiment needs from a source and lays it out for the workers. */
import { createRandom } from '../../src/core/random.ts';
import type { ExperimentResult } from '../../src/core/results.ts';
import type { ClassDrawings, DrawingSource, LoadProgress } from '../dataset/source.ts';
import { drawTrainingRows, splitDrawings } from '../dataset/split.ts';
import { type Experiment, planSizes, type Sizes } from '../experiments/experiment.ts';
import { type LabelledDrawings, PIXELS } from '../models/classifier.ts';
import type { DrawingStore, Rows } from './job.ts';

export interface ExperimentDrawings {
  readonly store: DrawingStore;
  readonly sizes: Sizes;
  /** The fixed test set, balanced. */
  readonly test: Rows;
  /** The first rows of the store, so many, are the pool to train on. */
  readonly poolRows: number;
  /** Rows of the exhibits, by class, in exhibit order. */
  readonly exhibits: readonly Rows[];
  /** Drawings left out because the test set holds an exact copy. */
  readonly duplicates: number;
  readonly dataset: ExperimentResult['dataset'];
}

/**
 * The test set is drawn once per experiment, seeded by `splitSeed`; everything else may be trained on.
 * @param exhibits the embedded drawings, which every source shows the models after training.
 */
export async function loadDrawings(
  experiment: Experiment,
  source: DrawingSource,
  exhibits: DrawingSource,
  onProgress?: (progress: LoadProgress) => void,
): Promise<ExperimentDrawings> {
  const { classes } = experiment;
  const available = await Promise.all(classes.map((name) => source.available(name)));
  const sizes = planSizes(experiment, Math.min(...available));
  const largest = sizes.trainPerClass.at(-1) as number;
  // Abundant classes lend their whole surplus, within reason, so that every seed trains on other drawings.
  const wanted = available.map((n) => Math.min(n, sizes.testPerClass + 2 * largest));
  const loaded: ClassDrawings[] = [];
  for (const [i, name] of classes.entries())
    loaded.push(await source.load(name, wanted[i] as number, onProgress));
  const shown: ClassDrawings[] = [];
  for (const name of classes) shown.push(await exhibits.load(name, await exhibits.available(name)));

  const random = createRandom(experiment.splitSeed);
  const { test, pool, duplicates } = splitDrawings(loaded, { testPerClass: sizes.testPerClass, random });
  const seen: LabelledDrawings[] = shown.map(({ count, pixels }, c) => ({
    classes,
    count,
    pixels,
    labels: new Uint16Array(count).fill(c),
  }));
  const { store, rows } = share(classes, [pool, test, ...seen]);
  return {
    store,
    sizes,
    poolRows: pool.count,
    test: rows[1] as Rows,
    exhibits: rows.slice(2),
    duplicates,
    dataset: {
      source: source.kind,
      publishable: source.kind !== 'embedded',
      licence: 'CC BY 4.0',
      classes: loaded.map((part, i) => ({
        name: part.name,
        available: available[i] as number,
        used: part.count,
        sha256: part.sha256,
      })),
    },
  };
}

/** Copies sets of drawings, one after the other, into memory that every worker sees. */
function share(
  classes: readonly string[],
  sets: readonly LabelledDrawings[],
): { store: DrawingStore; rows: Rows[] } {
  const count = sets.reduce((sum, set) => sum + set.count, 0);
  const pixels = new Uint8Array(new SharedArrayBuffer(count * PIXELS));
  const labels = new Uint16Array(new SharedArrayBuffer(count * Uint16Array.BYTES_PER_ELEMENT));
  let next = 0;
  const rows = sets.map((set) => {
    pixels.set(set.pixels, next * PIXELS);
    labels.set(set.labels, next);
    const first = next;
    next += set.count;
    return Int32Array.from({ length: set.count }, (_, i) => first + i);
  });
  return { store: { classes, count, pixels, labels }, rows };
}

/** Rows of a balanced training set; a larger one of the same seed contains the smaller. */
export function trainingRows({ store, poolRows }: ExperimentDrawings, perClass: number, seed: number): Rows {
  const pool: LabelledDrawings = {
    classes: store.classes,
    count: poolRows,
    pixels: store.pixels.subarray(0, poolRows * PIXELS),
    labels: store.labels.subarray(0, poolRows),
  };
  return Int32Array.from(drawTrainingRows(pool, perClass, createRandom(`training set ${seed}`)));
}
