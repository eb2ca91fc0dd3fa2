/** What the pool and its threads tell each other. */
import type { MessagePort } from 'node:worker_threads';
import type { FitProgress } from '../../src/learning/classifier.ts';
import type { CrewTaskName } from '../../src/learning/crew.ts';
import type { KernelSet } from '../../src/learning/kernels/kernelSet.ts';
import type { DrawingStore, FitJob, FitOutcome } from './job.ts';

/** What a thread is given when it starts. */
export interface WorkerSetting {
  readonly store: DrawingStore;
  readonly kernels: KernelSet;
  /** How many other threads there can be. */
  readonly others: number;
  /** 1 while the thread, which helps, is wanted for a job. [1] */
  readonly wanted: Int32Array<SharedArrayBuffer>;
}

/** Where a fit's checkpoint is kept, in a folder that exists. */
export interface CheckpointPlace {
  readonly file: string;
  readonly everySeconds: number;
}

/** Work that a thread offers to others. */
export interface Offer {
  /** The owner's number for it. */
  readonly share: number;
  readonly name: CrewTaskName;
  readonly input: unknown;
  /** 1 when it has ended, and 1 when a helper has been lost. [2] */
  readonly flags: Int32Array<SharedArrayBuffer>;
  /** Helpers at once. */
  readonly most: number;
}

/** Positions in an offer's flags. */
export const ENDED = 0;
export const BROKEN = 1;

/** From a thread to the pool. An outcome or an error settles its job, and ends what it offered. */
export type FromThread =
  | { readonly progress: FitProgress }
  | { readonly outcome: FitOutcome }
  | { readonly error: unknown }
  | { readonly offer: Offer }
  | { readonly end: number }
  /** It has stopped helping. */
  | { readonly free: true };

/** From the pool to a thread. */
export type ToThread =
  | { readonly job: FitJob; readonly checkpoint?: CheckpointPlace | undefined }
  /** Take a part in another's work, and speak with its owner over the line. */
  | { readonly help: Offer; readonly line: MessagePort }
  /** Another takes part in the thread's own work. */
  | { readonly helper: number; readonly share: number; readonly line: MessagePort }
  /** The thread of a helper has ended. */
  | { readonly lost: number; readonly share: number; readonly error: unknown }
  /** No other helper will begin. */
  | { readonly ended: number };

/** From a helper to the owner. */
export type OnLine = { readonly result: unknown } | { readonly done: true } | { readonly error: unknown };
