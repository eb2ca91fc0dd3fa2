/** How much memory a run takes at its peak, before it starts: an upper estimate. */
import { availableParallelism, totalmem } from 'node:os';
import type { EstimatorId } from '../../src/core/models.ts';
import type { Hyperparameters } from '../../src/learning/classifier.ts';
import { DRAWING_BYTES } from '../../src/learning/drawingBytes.ts';
import { FAMILIES } from '../../src/learning/families.ts';

export interface MemoryTask {
  /** Of all sets together. */
  readonly drawings: number;
  readonly classes: number;
  /** Of the largest fit. */
  readonly trainDrawings: number;
  /** What is fitted on so many. */
  readonly fits: readonly { readonly estimator: EstimatorId; readonly hyperparameters: Hyperparameters }[];
  /** Predictions of test drawings that are kept until all is measured: drawings times fits. */
  readonly predictions: number;
  /** Drawings on which a temperature is chosen at a time. */
  readonly calibrated: number;
}

/** Node with the pipeline's code, the runtime that checks exports, and what is measured by resampling. */
const BASE_BYTES = 500e6;
/** A thread with TensorFlow.js; with the base, what runs of few drawings were measured to take: 0.9 to 1.2 GB on two. */
const THREAD_BYTES = 400e6;
/** Of a class at most, while it is copied to where all drawings lie. */
const LOADING_BYTES = 50e6;

/**
 * Bytes at the peak: the drawings, which lie in memory once; what goes on in every thread; the predictions that are kept;
 * and those from which one model's temperature is chosen.
 */
export function memoryNeeded(task: MemoryTask, threads: number): number {
  const { drawings, classes, predictions, calibrated } = task;
  const largest = Math.max(
    0,
    ...task.fits.map((fit) => FAMILIES[fit.estimator].cost.memoryBytes(fit.hyperparameters, task)),
  );
  const kept = 4 * classes * predictions + 16 * classes * calibrated;
  return BASE_BYTES + LOADING_BYTES + drawings * DRAWING_BYTES + kept + threads * (THREAD_BYTES + largest);
}

/** For two threads: enough for the whole game, and what most machines can spare. */
const MOST_BYTES = 2.5e9;

/**
 * 2.5 GB, and for each core beyond two what its thread takes by itself; or three quarters of what this machine, or the
 * container, has where that is less.
 */
export function defaultMemoryLimit(cores = availableParallelism()): number {
  const has = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.min(MOST_BYTES + Math.max(0, cores - 2) * THREAD_BYTES, 0.75 * has);
}

export const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/**
 * As many threads as fit into the memory.
 * @throws RangeError where one is too many, with what to do.
 */
export function threadsWithin(task: MemoryTask, threads: number, limitBytes: number): number {
  for (let n = threads; n >= 1; n--) if (memoryNeeded(task, n) <= limitBytes) return n;
  const advice = new Set(task.fits.flatMap(({ estimator }) => FAMILIES[estimator].cost.memoryAdvice ?? []));
  throw new RangeError(
    `this run takes about ${gigabytes(memoryNeeded(task, 1))} on one thread, more than the ${gigabytes(limitBytes)} allowed. ` +
      `Train on fewer drawings (--train-per-class), or allow more: --limit-memory ${Math.ceil(memoryNeeded(task, 1) / 1e8) / 10}G.${[...advice].map((text) => ` ${text}`).join('')}`,
  );
}
