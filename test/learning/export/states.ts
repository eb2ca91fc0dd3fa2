/** Small made-up models with seeded weights, and what they say, computed plainly from their states. */

import { createRandom, type Random } from '../../../src/core/random.ts';
import type {
  ConvLayer,
  ConvnetPlusState,
  ConvnetState,
  DenseLayer,
  Drawings,
  ForestState,
  NearestCodesState,
  PerceptronState,
  PublishedState,
  TreeState,
  WideConvnetState,
} from '../../../src/learning/classifier.ts';
import { roundedToEightBits } from '../../../src/learning/eightBitWeights.ts';

/** Blots: runs of ink between empty paper, so that pixels of 0, 255 and everything between occur. */
export function madeUpDrawings(count: number, seed = 'drawings'): Drawings {
  const random = createRandom(seed);
  const pixels = Uint8Array.from({ length: count * 784 }, () => {
    const kind = random.int(4);
    return kind < 2 ? 0 : kind === 2 ? 255 : random.int(256);
  });
  return { count, pixels };
}

const normals = (random: Random, length: number, deviation: number) =>
  Float32Array.from({ length }, () => deviation * random.normal());

function dense(random: Random, inputs: number, outputs: number): DenseLayer {
  const deviation = Math.sqrt(2 / inputs);
  return {
    inputs,
    outputs,
    weights: normals(random, inputs * outputs, deviation),
    bias: normals(random, outputs, 0.1),
  };
}

function convolution(random: Random, size: number, inputs: number, outputs: number): ConvLayer {
  return {
    size,
    inputs,
    outputs,
    kernel: normals(random, size * size * inputs * outputs, Math.sqrt(2 / (size * size * inputs))),
    bias: normals(random, outputs, 0.1),
  };
}

function tree(random: Random, classes: number, depth: number): TreeState {
  const feature: number[] = [];
  const threshold: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const shares: number[] = [];
  const grow = (level: number): number => {
    const node = feature.length;
    const leaf = level === depth || (level > 1 && random.next() < 0.2);
    feature.push(leaf ? -1 : random.int(784));
    threshold.push(leaf ? 0 : random.int(255));
    left.push(-1);
    right.push(-1);
    // Every other node is pure, as most leaves of a grown tree are.
    const pure = random.int(2 * classes);
    const weights = Array.from({ length: classes }, (_, c) =>
      pure < classes ? Number(c === pure) : random.next(),
    );
    const sum = weights.reduce((a, b) => a + b);
    shares.push(...weights.map((w) => w / sum));
    if (!leaf) {
      left[node] = grow(level + 1);
      right[node] = grow(level + 1);
    }
    return node;
  };
  grow(0);
  return {
    feature: Int16Array.from(feature),
    threshold: Uint8Array.from(threshold),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    shares: Float32Array.from(shares),
  };
}

export function madeUpForest(classes: number, trees = 10, depth = 5): ForestState {
  const random = createRandom(`forest ${classes}`);
  return {
    family: 'forest',
    classes,
    trees: Array.from({ length: trees }, () => tree(random, classes, depth)),
  };
}

export function madeUpNearest(classes: number, n = 200, d = 12, k = 5): NearestCodesState {
  const random = createRandom(`nearest ${classes}`);
  return {
    family: 'nearest',
    form: 'codes',
    classes,
    k,
    mean: Float32Array.from({ length: 784 }, () => random.next()),
    components: normals(random, 784 * d, 1 / 28),
    scale: 0.0123,
    codes: Int8Array.from({ length: n * d }, () => random.int(255) - 127),
    labels: Uint8Array.from({ length: n }, () => random.int(classes)),
  };
}

export function madeUpPerceptron(classes: number, hidden = [20, 10]): PerceptronState {
  const random = createRandom(`perceptron ${classes}`);
  const sizes = [784, ...hidden, classes];
  return {
    family: 'perceptron',
    classes,
    layers: sizes.slice(1).map((outputs, i) => dense(random, sizes[i]!, outputs)),
  };
}

/** The published network's layers, so that the sizes of all outputs are those that the page expects. */
export function madeUpConvnet(classes: number): ConvnetState {
  const random = createRandom(`convnet ${classes}`);
  return {
    family: 'convnet',
    classes,
    convolutions: [convolution(random, 5, 1, 30), convolution(random, 3, 30, 15)],
    dense: [dense(random, 375, 128), dense(random, 128, 50), dense(random, 50, classes)],
  };
}

/** Three members with padded convolutions, one of them without pooling, and a single hidden layer. */
export function madeUpConvnetPlus(classes: number): ConvnetPlusState {
  const random = createRandom(`convnet-plus ${classes}`);
  return {
    family: 'convnet-plus',
    classes,
    members: [1, 2, 3].map(() => ({
      convolutions: [
        convolution(random, 5, 1, 6),
        { ...convolution(random, 3, 6, 8), padding: 'same', pool: false },
        { ...convolution(random, 3, 8, 10), padding: 'same' },
      ],
      dense: [dense(random, 360, 16), dense(random, 16, classes)],
    })),
  };
}

/**
 * A convolution and a residual pair in each stage, weights in eight bits. Kernels are smaller than He's, since
 * what skips a pair makes the maps larger and larger.
 */
export function madeUpWideConvnet(classes: number, maps = [8, 12]): WideConvnetState {
  const random = createRandom(`wide-convnet ${classes}`);
  const layer = (inputs: number, outputs: number, form: Partial<ConvLayer>): ConvLayer => {
    const made = convolution(random, 3, inputs, outputs);
    const kernel = roundedToEightBits(
      made.kernel.map((weight) => weight / 2),
      outputs,
    );
    return { ...made, kernel, padding: 'same', pool: false, ...form };
  };
  const last = dense(random, maps.at(-1)!, classes);
  return {
    family: 'wide-convnet',
    classes,
    convolutions: maps.flatMap((outputs, stage) => [
      layer(maps[stage - 1] ?? 1, outputs, {}),
      layer(outputs, outputs, {}),
      layer(outputs, outputs, { adds: true, pool: stage < maps.length - 1 }),
    ]),
    average: true,
    dense: [{ ...last, weights: roundedToEightBits(last.weights, classes) }],
  };
}

export const madeUpStates = (classes: number): Exclude<PublishedState, { form: 'pixels' }>[] => [
  madeUpForest(classes),
  madeUpNearest(classes),
  madeUpPerceptron(classes),
  madeUpConvnet(classes),
  madeUpConvnetPlus(classes),
  madeUpWideConvnet(classes),
];
