/** How much memory a run takes at its peak, before it starts: an upper estimate. */
import { totalmem } from 'node:os';
import type { EstimatorId } from '../../src/core/models.ts';

export interface MemoryTask {
  /** Of all sets together. */
  readonly drawings: number;
  readonly classes: number;
  /** Of the largest fit. */
  readonly trainDrawings: number;
  readonly estimators: readonly EstimatorId[];
  /** Of the largest forest. */
  readonly trees: number;
}

/** Node with the pipeline's code, before any drawing. */
const BASE_BYTES = 250e6;
/** A thread with TensorFlow.js. */
const THREAD_BYTES = 150e6;
const DRAWING_BYTES = 786;

/** What a fit holds beside the thread that it runs on. */
function fitBytes(estimator: EstimatorId, { classes, trainDrawings, trees }: MemoryTask): number {
  const drawings = trainDrawings * DRAWING_BYTES;
  switch (estimator) {
    case 'forest': {
      // Pure leaves: the more classes, the closer the number of nodes comes to that of the drawings.
      const nodes = trainDrawings * 0.8 * (1 - 1 / classes) ** 2;
      return 2 * drawings + nodes * trees * (11 + 4 * classes);
    }
    case 'linear-svm':
    case 'rbf-svm':
      return trainDrawings * 784 * 16 + 200e6; // LIBSVM's nodes, and its cache
    case 'logistic':
      return trainDrawings * (8 * classes + 784 * 8);
    default:
      return 2 * drawings;
  }
}

/** Bytes at the peak: the drawings up to three times while they are laid out, and what goes on in every thread. */
export function memoryNeeded(task: MemoryTask, threads: number): number {
  const largest = Math.max(0, ...task.estimators.map((estimator) => fitBytes(estimator, task)));
  return BASE_BYTES + 3 * task.drawings * DRAWING_BYTES + threads * (THREAD_BYTES + largest);
}

/** Enough for every experiment of the article, and what most machines can spare. */
const MOST_BYTES = 4e9;

/** 4 GB, or three quarters of what this machine, or the container, has where that is less. */
export const defaultMemoryLimit = (): number =>
  Math.min(MOST_BYTES, 0.75 * Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY));

export const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/**
 * As many threads as fit into the memory.
 * @throws RangeError where one is too many, with what to do.
 */
export function threadsWithin(task: MemoryTask, threads: number, limitBytes: number): number {
  for (let n = threads; n >= 1; n--) if (memoryNeeded(task, n) <= limitBytes) return n;
  const forest = task.estimators.includes('forest')
    ? ' A forest of many classes takes the most: leave it out with --models.'
    : '';
  throw new RangeError(
    `this run takes about ${gigabytes(memoryNeeded(task, 1))} on one thread, more than the ${gigabytes(limitBytes)} allowed. ` +
      `Train on fewer drawings (--train-per-class), or raise --limit-memory.${forest}`,
  );
}
