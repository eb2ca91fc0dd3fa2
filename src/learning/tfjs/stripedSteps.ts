import type { LabelledDrawings } from '../classifier.ts';
import { correctionsOf, nextPowers } from './adam.ts';
import type { InkLists } from './inkLists.ts';
import type { StripedNetwork } from './stripedNetwork.ts';
import { targetRows } from './targets.ts';

/** What the steps of a training have in common. */
export interface StripedOptions {
  /** Drawings a step. */
  readonly batch: number;
  readonly alpha: number;
  readonly weightDecay: number;
  readonly labelSmoothing: number;
}

/** Steps one after the other, each over a batch of the drawings in `order`. */
export interface Course {
  readonly drawings: Pick<LabelledDrawings, 'labels' | 'classes'>;
  readonly lists: InkLists;
  readonly order: Uint32Array;
  /** Of each step. */
  readonly rates: ArrayLike<number>;
  /** Of the betas of Adam, for the first step. */
  readonly powers: readonly [number, number];
}

/**
 * Takes them.
 *
 * @param onOutputs is given the network's outputs before each step, and where its drawings begin
 * @returns the powers for the step after them
 */
export function takeSteps(
  network: StripedNetwork,
  { drawings, lists, order, rates, powers }: Course,
  { batch, alpha, weightDecay, labelSmoothing }: StripedOptions,
  onOutputs?: (outputs: Float32Array, start: number) => void,
): readonly [number, number] {
  let now = powers;
  for (let start = 0, i = 0; start < order.length; start += batch, i++) {
    const indices = order.slice(start, start + batch);
    const outputs = network.step(lists, indices, targetRows(drawings, indices, labelSmoothing), {
      learningRate: rates[i] as number,
      corrections: correctionsOf(now),
      weightDecay,
      penalty: alpha / indices.length,
    });
    onOutputs?.(outputs, start);
    now = nextPowers(now);
  }
  return now;
}

/** The outputs of the network for all drawings, batch by batch. */
export function predictAll(
  network: StripedNetwork,
  lists: InkLists,
  count: number,
  batch: number,
  onOutputs?: (outputs: Float32Array, start: number) => void,
): void {
  for (let start = 0; start < count; start += batch) {
    const indices = Uint32Array.from({ length: Math.min(batch, count - start) }, (_, i) => start + i);
    const outputs = network.outputs(lists, indices); // with the other threads, whoever wants them
    onOutputs?.(outputs, start);
  }
}
