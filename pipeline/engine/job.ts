/** One fit: what goes into it, what comes out of it, and the key by which its outcome is cached. */
import { createHash } from 'node:crypto';
import type { EstimatorId } from '../../src/core/models.ts';
import { createRandom } from '../../src/core/random.ts';
import {
  type FitProgress,
  type FitReport,
  type Hyperparameters,
  type LabelledDrawings,
  type ModelState,
} from '../../src/learning/classifier.ts';
import type { Crew } from '../../src/learning/crew.ts';
import { createClassifier } from '../../src/learning/index.ts';
import { type ModelSize, modelSize } from '../../src/learning/modelSize.ts';
import { bitmap, labelsFor, takeRows } from '../dataset/split.ts';
import type { CheckpointFile } from './checkpoint.ts';

/** All drawings of an experiment, shared by every worker. */
export interface DrawingStore extends LabelledDrawings {
  readonly pixels: Uint8Array<SharedArrayBuffer>; // [n, 784]
  readonly labels: Uint16Array<SharedArrayBuffer>; // [n]
}

/** Rows of the store. */
export type Rows = Int32Array;

export interface FitJob {
  /** For people, e.g. "convnet, 2,000 drawings, seed 3". */
  readonly name: string;
  readonly model: EstimatorId;
  readonly hyperparameters: Hyperparameters;
  readonly seed: number | string;
  readonly train: Rows;
  readonly validation?: Rows;
  /** Sets to predict after the fit, by name. */
  readonly predict: Readonly<Record<string, Rows>>;
  readonly keepState: boolean;
}

export interface FitOutcome {
  readonly hyperparameters: Hyperparameters;
  readonly report: FitReport;
  /** [rows, classes] for every set of the job. */
  readonly probabilities: Readonly<Record<string, Float32Array>>;
  readonly fitSeconds: number;
  /** By set. */
  readonly predictSeconds: Readonly<Record<string, number>>;
  /** Numbers that the model learned or keeps; undefined where it cannot be told. */
  readonly size?: ModelSize;
  readonly state?: ModelState;
}

/** SHA-256 over everything that the outcome depends on: the drawings' bytes, the settings and the code. */
export function jobKey(store: DrawingStore, job: FitJob, codeVersion: string): string {
  const hash = createHash('sha256');
  const { model, hyperparameters, seed, keepState } = job;
  hash.update(JSON.stringify([codeVersion, model, hyperparameters, seed, keepState, store.classes]));
  const sets = { train: job.train, validation: job.validation, ...job.predict };
  for (const [name, rows] of Object.entries(sets)) {
    if (rows === undefined) continue;
    hash.update(`${name} ${rows.length}`);
    const labels = labelsFor(store.classes.length, rows.length);
    rows.forEach((row, i) => {
      hash.update(bitmap(store, row));
      labels[i] = store.labels[row] as number;
    });
    hash.update(labels);
  }
  return hash.digest('hex');
}

/** What a job may use beside its drawings; none of it changes the outcome. */
export interface JobContext {
  readonly onProgress?: ((progress: FitProgress) => void) | undefined;
  readonly checkpoint?: CheckpointFile | undefined;
  readonly crew?: Crew | undefined;
}

/** Runs a job in this thread, with the help of others where there is a crew. */
export async function runJob(
  store: DrawingStore,
  job: FitJob,
  { onProgress, checkpoint, crew }: JobContext = {},
): Promise<FitOutcome> {
  const classifier = createClassifier(job.model, job.hyperparameters);
  const started = performance.now();
  // In memory that the crew can share, so that no family has to copy it there.
  const take = (rows: Rows) => takeRows(store, rows, { isShared: crew !== undefined });
  const report = await classifier.fit(take(job.train), {
    random: createRandom(job.seed),
    validation: job.validation && takeRows(store, job.validation),
    onProgress,
    checkpoint,
    crew,
  });
  const fitSeconds = (checkpoint?.secondsBefore ?? 0) + (performance.now() - started) / 1000;
  const probabilities: Record<string, Float32Array> = {};
  const predictSeconds: Record<string, number> = {};
  for (const [name, rows] of Object.entries(job.predict)) {
    const drawings = take(rows);
    const begun = performance.now();
    probabilities[name] = await classifier.predictProba(drawings, { crew });
    predictSeconds[name] = (performance.now() - begun) / 1000;
  }
  const state = classifier.state();
  const size = modelSize(state);
  return {
    hyperparameters: classifier.hyperparameters,
    report,
    probabilities,
    fitSeconds,
    predictSeconds,
    ...(size && { size }),
    ...(job.keepState && { state }),
  };
}
