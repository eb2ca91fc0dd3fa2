import * as tf from '@tensorflow/tfjs-core';
import type { LabelledDrawings } from '../classifier.ts';
import type { Crew } from '../crew.ts';
import { inSharedMemory } from '../inSharedMemory.ts';
import { addressOf, memory } from '../kernels/instance.ts';
import { chosenKernels, type KernelSet } from '../kernels/kernelSet.ts';
import { addPairwise } from './parts.ts';
import { type Board, type BoardSizes, createBoard } from './stepBoard.ts';
import type { NetworkWeights } from './weights.ts';

/** What a helper must know to take parts of the steps of a training. */
export interface SharedTraining {
  readonly board: Board;
  readonly initial: NetworkWeights;
  readonly batchNorm: boolean;
  readonly labelSmoothing: number;
  readonly drawings: LabelledDrawings;
  readonly kernels: KernelSet;
}

/** Parts of a step, and so threads, at most. */
const MOST_PARTS = 4;
/** Drawings of a part at least. */
const LEAST_PER_PART = 16;

/**
 * Parts of a step of so many drawings: the same on every machine, whatever its threads. The kernels of the set "simd"
 * sum as TensorFlow.js does, in one part; so do networks of dense layers alone, whose threads have units of their own
 * instead (`denseTraining.ts`).
 */
export function partsOf(drawings: number, { convolutions }: Pick<NetworkWeights, 'convolutions'>): number {
  if (chosenKernels() === 'simd' || convolutions.length === 0) return 1;
  const fitting = Math.floor(Math.log2(Math.max(1, drawings / LEAST_PER_PART)));
  return Math.min(MOST_PARTS, 2 ** fitting);
}

/** Opens a training to the crew. */
export function shareTraining(
  crew: Crew,
  sizes: Omit<BoardSizes, 'exchanged'>,
  training: Omit<SharedTraining, 'board' | 'kernels' | 'drawings'>,
  { pixels, labels, classes, count }: LabelledDrawings,
) {
  const channels = training.initial.convolutions.map(({ outputs }) => outputs);
  const board = createBoard({ ...sizes, exchanged: 2 * Math.max(1, ...channels) });
  const drawings = { count, classes, pixels: inSharedMemory(pixels), labels: inSharedMemory(labels) };
  const input: SharedTraining = { ...training, drawings, board, kernels: chosenKernels() };
  return { board, share: crew.share('network-parts', input, undefined, sizes.threads - 1) };
}

/** Copies tensors one after the other to shared memory. */
export function publish(tensors: readonly tf.Tensor[], to: Float32Array): void {
  let at = 0;
  for (const tensor of tensors) {
    to.set(new Float32Array(memory().buffer, addressOf(tensor), tensor.size), at);
    at += tensor.size;
  }
}

/** Copies numbers from shared memory over the values of tensors, one after the other. */
export function adopt(tensors: readonly tf.Tensor[], from: Float32Array): void {
  let at = 0;
  for (const tensor of tensors) {
    new Float32Array(memory().buffer, addressOf(tensor), tensor.size).set(
      from.subarray(at, at + tensor.size),
    );
    at += tensor.size;
  }
}

/** Adds numbers to others, one by one. */
function add(sums: Float32Array, others: Float32Array): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += others[i]!;
}

/** Adds the gradients of the helpers, by rank, to the owner's, pairwise, in place; those of the helpers change, too. */
export function addHelpers(own: readonly tf.Tensor[], { gradients, sizes }: Board, threads: number): void {
  let at = 0;
  for (const tensor of own) {
    const theirs = Array.from({ length: threads - 1 }, (_, i) => {
      const from = i * sizes.parameters + at;
      return gradients.subarray(from, from + tensor.size);
    });
    addPairwise([new Float32Array(memory().buffer, addressOf(tensor), tensor.size), ...theirs], add);
    at += tensor.size;
  }
}

/** Rows of a matrix in shared memory as a tensor. [bounds, columns] */
export function rowsOf(values: Float32Array, [first, end]: readonly [number, number], columns: number) {
  return tf.tensor2d(values.slice(first * columns, end * columns), [end - first, columns]);
}
