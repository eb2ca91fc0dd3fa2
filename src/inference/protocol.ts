/**
 * What the page and the inference worker say to each other. The worker holds one session a model; the client
 * keeps at most one prediction a model on its way, so the worker never has more than that to do.
 */
import type { ModelId } from '../core/models.ts';

/** Pixels of a drawing: 28 x 28 in rows, 0 paper, 255 ink. */
export const PIXEL_COUNT = 784;

/** The files that are fetched: onnxruntime's WebAssembly, and one ONNX file a model. */
export type FileId = 'runtime' | ModelId;

/** One ONNX file. `bytes` and `sha256` come from the results and are checked where they are given. */
export interface ModelFile {
  readonly id: ModelId;
  /** Absolute, or relative to the page. */
  readonly url: string;
  readonly bytes?: number;
  /** 64 hexadecimal digits. */
  readonly sha256?: string;
}

/** An output of a model as plain data, such as `conv1` [1, 30, 24, 24] or `votes` [1, classes]. */
export interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float32Array | Int32Array | Uint8Array | Int8Array | BigInt64Array;
}

/** Fetch these models and hold them ready, in this order. `fresh` goes past the HTTP cache, for a retry. */
export interface LoadRequest {
  readonly type: 'load';
  readonly models: readonly ModelFile[];
  readonly fresh: boolean;
}

export interface PredictRequest {
  readonly type: 'predict';
  readonly model: ModelId;
  /** Counts the drawings; comes back with the result. */
  readonly sequence: number;
  /** [784] */
  readonly pixels: Uint8Array;
  /** Names of further outputs that are wanted beside `probabilities`. */
  readonly outputs: readonly string[];
}

export type Request = LoadRequest | PredictRequest;

export interface ProgressReply {
  readonly type: 'progress';
  readonly file: FileId;
  readonly receivedBytes: number;
  /** Null when neither the server nor the results say how long the file is. */
  readonly totalBytes: number | null;
}

export interface ReadyReply {
  readonly type: 'ready';
  readonly model: ModelId;
}

export interface ResultReply {
  readonly type: 'result';
  readonly model: ModelId;
  readonly sequence: number;
  /** [classes], summing to 1. */
  readonly probabilities: Float32Array;
  readonly evidence: Readonly<Record<string, Tensor>>;
  /** Of the model alone, in the worker. */
  readonly latencyMs: number;
}

export interface ErrorReply {
  readonly type: 'error';
  /** `load`: this file cannot be had (`runtime`: so no model can). `predict`: the model failed on a drawing. */
  readonly during: 'load' | 'predict';
  readonly file: FileId;
  /** For the reader: what failed, got and expected. */
  readonly message: string;
}

export type Reply = ProgressReply | ReadyReply | ResultReply | ErrorReply;

/** The buffers of a reply that can move to the page instead of being copied. */
export function transferables(reply: Reply): ArrayBuffer[] {
  if (reply.type !== 'result') return [];
  const buffers = [reply.probabilities, ...Object.values(reply.evidence).map((tensor) => tensor.data)].map(
    (array) => array.buffer as ArrayBuffer,
  );
  return [...new Set(buffers)];
}

/** @throws RangeError unless there are 784 pixels. */
export function assertPixels(pixels: Uint8Array): void {
  if (pixels.length !== PIXEL_COUNT)
    throw new RangeError(`a drawing has ${pixels.length} pixels: expected ${PIXEL_COUNT} (28 x 28)`);
}
