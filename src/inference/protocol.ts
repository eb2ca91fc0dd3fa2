/**
 * What the page and the inference worker say to each other. A drawing goes to all models in one message and, unless
 * they are slow, their answers come back in one; the client keeps at most one drawing on its way.
 */
import type { ModelId } from '../core/models.ts';

/** Pixels of a drawing: 28 x 28 in rows, 0 paper, 255 ink. */
export const PIXEL_COUNT = 784;

/** The files that are fetched: onnxruntime's WebAssembly, and one ONNX file a model. */
export type FileId = 'runtime' | ModelId;

/** What computes an answer: plain arithmetic at first, onnxruntime once it is here. Both say the same. */
export type Engine = 'plain' | 'runtime';

/** One ONNX file. `bytes` and `sha256` come from the results and are checked where they are given. */
export interface ModelFile {
  readonly id: ModelId;
  /** Absolute, or relative to the page. */
  readonly url: string;
  readonly bytes?: number;
  /** 64 hexadecimal digits. */
  readonly sha256?: string;
}

/** Fetch these models in this order, hold them ready, and then fetch the runtime. */
export interface LoadRequest {
  readonly type: 'load';
  readonly models: readonly ModelFile[];
  /** What to fetch past the HTTP cache, for a retry. */
  readonly fresh: readonly FileId[];
  /** Whether to fetch the runtime at all. */
  readonly runtime: boolean;
}

export interface PredictRequest {
  readonly type: 'predict';
  /** In the order in which they are to answer. */
  readonly models: readonly ModelId[];
  /** Counts the drawings; comes back with the results. */
  readonly sequence: number;
  /** [784] */
  readonly pixels: Uint8Array;
}

export type Request = LoadRequest | PredictRequest;

export interface ProgressReply {
  readonly type: 'progress';
  readonly file: FileId;
  readonly receivedBytes: number;
  /** Null when neither the server nor the results say how long the file is. */
  readonly totalBytes: number | null;
}

/** A model answers from now on, or answers with another engine. */
export interface ReadyReply {
  readonly type: 'ready';
  readonly model: ModelId;
  readonly engine: Engine;
}

/** The runtime has begun to load, or has taken over. */
export interface RuntimeReply {
  readonly type: 'runtime';
  readonly phase: 'loading' | 'ready';
}

/** One model's answer. */
export interface Result {
  readonly model: ModelId;
  readonly sequence: number;
  /** [classes], summing to 1. */
  readonly probabilities: Float32Array;
  readonly engine: Engine;
  /** Of the model alone, in the worker. */
  readonly latencyMs: number;
}

export interface ResultsReply {
  readonly type: 'results';
  readonly sequence: number;
  readonly results: readonly Result[];
  /** Whether nothing more comes of this request. */
  readonly done: boolean;
}

export interface ErrorReply {
  readonly type: 'error';
  /** `load`: this file cannot be had. `predict`: it failed on a drawing; of the runtime, which is then done without. */
  readonly during: 'load' | 'predict';
  readonly file: FileId;
  /** For the reader: what failed, got and expected. */
  readonly message: string;
  /** Of the runtime: this browser cannot run it, so that trying again is of no use. */
  readonly lasting?: boolean;
}

export type Reply = ProgressReply | ReadyReply | RuntimeReply | ResultsReply | ErrorReply;

/** The buffers of a reply that can move to the page instead of being copied. */
export function transferables(reply: Reply): ArrayBuffer[] {
  if (reply.type !== 'results') return [];
  return [...new Set(reply.results.map(({ probabilities }) => probabilities.buffer as ArrayBuffer))];
}

/** @throws RangeError unless there are 784 pixels. */
export function assertPixels(pixels: Uint8Array): void {
  if (pixels.length !== PIXEL_COUNT)
    throw new RangeError(`a drawing has ${pixels.length} pixels: expected ${PIXEL_COUNT} (28 x 28)`);
}
