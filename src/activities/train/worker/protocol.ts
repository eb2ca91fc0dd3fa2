/** What the page and the training worker say to each other. One training at a time. */
import type { TrainableId } from '../../../core/models.ts';
import type { Epoch, Hyperparameters } from '../../../learning/classifier.ts';
import type { TrainedModel } from '../project.ts';

export interface TrainJob {
  readonly id: TrainableId;
  readonly hyperparameters: Hyperparameters;
}

/** Train these models one after the other, each from the same drawings with the same seed. */
export interface TrainRequest {
  readonly type: 'train';
  /** In the order in which they are to be trained. */
  readonly jobs: readonly TrainJob[];
  readonly seed: number;
  readonly classes: readonly string[];
  /** Ink 0..255 [n, 784] */
  readonly trainPixels: Uint8Array;
  /** [n] */
  readonly trainLabels: Uint8Array;
  /** [m, 784] */
  readonly testPixels: Uint8Array;
  /** [m] */
  readonly testLabels: Uint8Array;
}

/** Stop now: the model under way is kept with what it has learnt, the others are left out. */
export interface StopRequest {
  readonly type: 'stop';
}

export type Request = TrainRequest | StopRequest;

/** A model has begun. */
export interface BegunReply {
  readonly type: 'begun';
  readonly model: TrainableId;
}

export interface ProgressReply {
  readonly type: 'progress';
  readonly model: TrainableId;
  readonly done: number;
  readonly total: number;
  /** Plural noun, such as "trees" or "epochs". */
  readonly unit: string;
  /** Of this model, as far as can be told; null before that. */
  readonly secondsLeft: number | null;
  /**
   * Epochs since the last such reply; losses in nats. A convnet's validation fold are the held-out drawings, which
   * changes nothing; a perceptron's is its own, from among the training drawings, since it stops by it. Networks of an
   * improved convnet go on counting where the one before ended.
   */
  readonly epochs: readonly Epoch[];
}

export interface TrainedReply {
  readonly type: 'trained';
  readonly model: TrainedModel;
}

/** This model could not be trained; the others go on. */
export interface FailedReply {
  readonly type: 'failed';
  readonly model: TrainableId;
  /** For the reader: what, got, expected. */
  readonly message: string;
}

/** All is done, or stopped. */
export interface DoneReply {
  readonly type: 'done';
}

/** Nothing new: the worker lives, whatever it waits for. The client keeps these to itself. */
export interface AliveReply {
  readonly type: 'alive';
}

export type Reply = BegunReply | ProgressReply | TrainedReply | FailedReply | DoneReply;

/** The buffers of a reply that can move to the page instead of being copied. */
export function transferables(reply: Reply | AliveReply): ArrayBuffer[] {
  if (reply.type !== 'trained') return [];
  const { onnx, probabilities } = reply.model;
  return [...new Set([onnx.buffer, probabilities.buffer])] as ArrayBuffer[];
}
