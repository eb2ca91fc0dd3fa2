/** Loads what an experiment needs from a source and lays it out for the workers. */
import { createRandom } from '../../src/core/random.ts';
import type { ExperimentResult } from '../../src/core/results.ts';
import type { ClassDrawings, DrawingSource, LoadProgress } from '../dataset/source.ts';
import { type Experiment, planSizes, type Sizes } from '../experiments/experiment.ts';
import { PIXELS } from '../models/classifier.ts';
import type { DrawingStore, Rows } from './job.ts';

export interface ExperimentDrawings {
  readonly store: DrawingStore;
  readonly sizes: Sizes;
  /** The fixed test set, balanced. */
  readonly test: Rows;
  /** Rows of the store free for training, by class. */
  readonly pool: readonly Rows[];
  /** Rows of the exhibits, by class, in exhibit order. */
  readonly exhibits: readonly Rows[];
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

  const parts = [...loaded, ...shown];
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  const pixels = new Uint8Array(new SharedArrayBuffer(total * PIXELS));
  const labels = new Uint16Array(new SharedArrayBuffer(2 * total));
  const rows: Rows[] = [];
  let next = 0;
  for (const [p, part] of parts.entries()) {
    pixels.set(part.pixels, next * PIXELS);
    labels.fill(p % classes.length, next, next + part.count);
    rows.push(Int32Array.from({ length: part.count }, (_, i) => next + i));
    next += part.count;
  }

  const own = rows
    .slice(0, classes.length)
    .map((r, i) => createRandom(`${experiment.splitSeed}/test ${classes[i]}`).shuffle(r));
  return {
    store: { classes, pixels, labels },
    sizes,
    test: concat(own.map((r) => r.slice(0, sizes.testPerClass))),
    pool: own.map((r) => r.slice(sizes.testPerClass)),
    exhibits: rows.slice(classes.length),
    dataset: {
      source: source.kind,
      publishable: source.kind !== 'embedded',
      licence: 'CC BY 4.0, Google, The Quick, Draw! Dataset',
      classes: loaded.map((part, i) => ({
        name: part.name,
        available: available[i] as number,
        used: part.count,
        sha256: part.sha256,
      })),
    },
  };
}

/** A balanced training set from the pool, in shuffled order; a larger one of the same seed contains the smaller. */
export function drawTrainingRows(pool: readonly Rows[], perClass: number, seed: number): Rows {
  const random = createRandom(`${seed}/training set`);
  const chosen = pool.map((rows, c) => random.fork(`class ${c}`).shuffle(rows.slice()).slice(0, perClass));
  return random.fork('order').shuffle(concat(chosen));
}

export function concat(parts: readonly Rows[]): Rows {
  return Int32Array.from(parts.flatMap((part) => [...part]));
}
