/** Loads what an experiment needs from a source and lays it out for the workers. */
import { createRandom } from '../../src/core/random.ts';
import type { ExperimentResult } from '../../src/core/results.ts';
import { type LabelledDrawings, PIXELS } from '../../src/learning/classifier.ts';
import type { ClassDrawings, DrawingSource, LoadProgress } from '../dataset/source.ts';
import { drawBalanced, splitDrawings } from '../dataset/split.ts';
import { type Experiment, planSizes, type Sizes } from '../experiments/experiment.ts';
import type { DrawingStore, Rows } from './job.ts';
import { foldRounds, type Round, seededRounds } from './rounds.ts';

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
  /** Drawings left out because the test set holds an exact copy. */
  readonly duplicates: number;
  readonly dataset: ExperimentResult['dataset'];
}

/** Abundant classes lend their whole surplus, within reason, so that every seed trains on other drawings. */
export const wantedPerClass = (
  available: readonly number[],
  { testPerClass, trainPerClass }: Sizes,
): number[] => available.map((n) => Math.min(n, testPerClass + 2 * (trainPerClass.at(-1) as number)));

/** Of drawings that the author has collected: whose they are, nobody here knows. */
const OWN_LICENCE = 'all rights with those who drew them';

/**
 * A fixed test set is drawn once per experiment, seeded by `splitSeed`; everything else may be trained on. Where
 * drawings are scarce they are cross-validated.
 * @param exhibits what every model is shown after training: the embedded drawings, or the author's own.
 */
export async function loadDrawings(
  experiment: Experiment,
  source: DrawingSource,
  exhibits: DrawingSource,
  onProgress?: (progress: LoadProgress) => void,
): Promise<ExperimentDrawings> {
  const { classes, splitSeed } = experiment;
  const available = await Promise.all(classes.map((name) => source.available(name)));
  const sizes = planSizes(experiment, Math.min(...available));
  const { testPerClass, trainPerClass } = sizes;
  const largest = trainPerClass.at(-1) as number;
  const wanted = wantedPerClass(available, sizes);
  const loaded: ClassDrawings[] = [];
  for (const [i, name] of classes.entries())
    loaded.push(await source.load(name, wanted[i] as number, onProgress));
  const seen: LabelledDrawings[] = [];
  const exhibitSums: string[] = [];
  for (const [c, name] of classes.entries()) {
    const { count, pixels, sha256 } = await exhibits.load(name, await exhibits.available(name));
    exhibitSums.push(sha256);
    seen.push({ classes, count, pixels, labels: new Uint16Array(count).fill(c) });
  }

  const common = {
    sizes,
    exhibitSums,
    dataset: {
      source: source.kind,
      publishable: source.kind !== 'embedded',
      licence: experiment.exhibits === 'own' ? OWN_LICENCE : 'CC BY 4.0',
      classes: loaded.map((part, i) => ({
        name: part.name,
        available: available[i] as number,
        used: sizes.method === 'cross-validation' ? testPerClass : part.count,
        sha256: part.sha256,
      })),
    },
  };
  const random = createRandom(splitSeed);
  if (sizes.method === 'cross-validation') {
    const drawn = drawBalanced(loaded, { perClass: testPerClass, random });
    const { store, rows } = share(classes, [drawn, ...seen]);
    const folds = testPerClass / (testPerClass - largest);
    const rounds = foldRounds(store, drawn.count, folds, splitSeed);
    const publishedTrain = rows[0] as Rows;
    return {
      ...common,
      store,
      rounds,
      mainRounds: rounds,
      publishedTrain,
      exhibits: rows.slice(1),
      duplicates: 0,
    };
  }
  const { test, pool, duplicates } = splitDrawings(loaded, { testPerClass, random });
  const { store, rows } = share(classes, [pool, test, ...seen]);
  const rounds = seededRounds(store, pool.count, rows[1] as Rows, experiment.seeds);
  const [first] = rounds as [Round, ...Round[]];
  return {
    ...common,
    store,
    rounds,
    mainRounds: [first],
    publishedTrain: first.train(largest),
    exhibits: rows.slice(2),
    duplicates,
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
