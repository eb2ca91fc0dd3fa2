/**
 * What the units of a network had to do with its answer.
 *
 * The push of a unit is gradient x activation: how fast the margin (the winner's logit less that of the runner-up)
 * grows with the unit, times how strongly the unit answers. With ReLU between the layers the margin is the sum of one
 * layer's pushes and of what the later biases add, exactly; the layer before an addition has no part in what is added. In a margin of logits 1 is a factor of e = 2.7 in the odds.
 */
import { softmax } from '../softmax.ts';
import type { ConvLayer, DenseLayer, Network, Values } from './layers.ts';
import { topTwo } from './margin.ts';
import { backward, drawingValues, forward } from './network.ts';

/** Maps of one convolution after ReLU, or units of one dense layer, whose side is 1. */
export interface LayerEvidence {
  /** Which of the network's layers of its kind it is, counted from 1. */
  readonly number: number;
  readonly count: number;
  readonly side: number;
  /** After ReLU. [count, side, side] */
  readonly values: Float32Array;
  /** Towards the winner above 0, towards the runner-up below, summed over a map. [count] */
  readonly pushes: Float32Array;
}

export interface NetworkEvidence {
  /** [classes] */
  readonly probabilities: Float32Array;
  readonly winner: number;
  readonly runnerUp: number;
  /** Winner's logit less the runner-up's. */
  readonly margin: number;
  /** The shown convolutions in order; for a network without any, its first dense layer. */
  readonly layers: readonly LayerEvidence[];
}

/** @param ink 0..1 [784] */
export function networkEvidence(network: Network, ink: Float32Array): NetworkEvidence {
  const steps = forward(network, drawingValues(ink));
  const logits = (steps.at(-1) as Values).values;
  const [winner, runnerUp] = topTwo(logits);
  const direction = new Float32Array(logits.length);
  direction[winner] = 1;
  direction[runnerUp] = -1;
  const gradients = backward(network, steps, direction);
  const layers = shownLayers(network).map((at): LayerEvidence => {
    const step = reluOf(network, at) + 1;
    const { count, side, values } = steps[step] as Values;
    const number = network.slice(0, at + 1).filter(({ kind }) => kind === network[at]?.kind).length;
    return { number, count, side, values, pushes: pushes(values, gradients[step] as Float32Array, count) };
  });
  const margin = (logits[winner] as number) - (logits[runnerUp] as number);
  return { probabilities: softmax(logits), winner, runnerUp, margin, layers };
}

/** Of a network that averages its maps before the dense layer: the means that this layer takes, its features. [maps] */
export function lastFeatures({ layers }: NetworkEvidence): Float32Array {
  const last = layers.at(-1);
  if (last === undefined) return new Float32Array();
  const { count, side, values } = last;
  const area = side * side;
  return Float32Array.from({ length: count }, (_, map) => {
    let sum = 0;
    for (let at = map * area; at < (map + 1) * area; at++) sum += values[at] as number;
    return sum / area;
  });
}

/** Index of the layer's ReLU, which follows it, or what is added to it. */
const reluOf = (network: Network, at: number) => at + (network[at + 1]?.kind === 'add' ? 2 : 1);

/**
 * Indices of the layers whose units are shown: all convolutions, or else the first dense layer. Of a network that
 * averages its maps only each stage's last: the others are many.
 */
export function shownLayers(network: Network): number[] {
  const of = (kind: string) =>
    network.flatMap((layer, at) =>
      layer.kind === kind && network[reluOf(network, at)]?.kind === 'relu' ? [at] : [],
    );
  const convolutions = of('conv');
  if (convolutions.length === 0) return of('dense').slice(0, 1);
  if (!network.some(({ kind }) => kind === 'average')) return convolutions;
  return convolutions.filter((at) => network[reluOf(network, at) + 1]?.kind !== 'conv');
}

/** The weights behind the maps or units that `networkEvidence` shows, layer by layer. */
export function shownWeights(network: Network): readonly (ConvLayer | DenseLayer)[] {
  return shownLayers(network).map((at) => network[at] as ConvLayer | DenseLayer);
}

/** Probabilities alone. [classes] */
export function networkProbabilities(network: Network, ink: Float32Array): Float32Array {
  return softmax((forward(network, drawingValues(ink)).at(-1) as Values).values);
}

/** Of networks that vote together: the mean of their probabilities. [classes] */
export function meanProbabilities(members: readonly Float32Array[]): Float32Array {
  return Float32Array.from(
    members[0] ?? [],
    (_, c) => members.reduce((sum, each) => sum + (each[c] ?? 0), 0) / members.length,
  );
}

function pushes(values: Float32Array, gradient: Float32Array, count: number): Float32Array {
  const area = values.length / count;
  return Float32Array.from({ length: count }, (_, unit) => {
    let sum = 0;
    for (let i = unit * area; i < (unit + 1) * area; i++)
      sum += (values[i] as number) * (gradient[i] as number);
    return sum;
  });
}
