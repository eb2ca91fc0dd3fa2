import type { ClassicId } from '../../src/core/models.ts';

/** What one contestant took for one model, in seconds of wall-clock time. */
export interface ModelTimes {
  readonly fitSeconds: number;
  readonly predictSeconds: number;
  /** Processor time of all threads for both; ours with the start of the process. */
  readonly cpuSeconds?: number;
  /** Of the test drawings. */
  readonly accuracy: number;
  /** That a network was trained for. */
  readonly epochs?: number;
}

/** What a process of the bench prints. */
export interface ProcessTimes {
  readonly models: Partial<Record<ClassicId, ModelTimes>>;
  /** All its models, from start to end: side by side with us, one after the other with the peers. */
  readonly wholeSeconds: number;
  /** Processor time of all threads, from the start of the process. */
  readonly cpuSeconds: number;
  readonly peakMemoryBytes: number;
}
