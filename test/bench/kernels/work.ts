/** The products and convolutions that networks spend their time on, at the sizes of ours. */
import * as tf from '@tensorflow/tfjs-core';
import type { KernelSet } from '../../../src/core/kernel-sets.ts';
import { createRandom } from '../../../src/core/random.ts';
import { onePart } from '../../../src/learning/tfjs/parts.ts';
import { imageTensor } from '../../../src/learning/tfjs/predict.ts';
import { convolveTiles, tilesFilterGradient } from '../../../src/learning/tfjs/tiles.ts';
import { doodles } from '../doodles.ts';

/** One kernel on one size. */
export interface Work {
  readonly name: string;
  /** Of the sums as they are written down; those by tiles (Winograd) take fewer, and seem faster for it. */
  readonly multiplyAdds: number;
  /** The sets that have it. */
  readonly sets: readonly KernelSet[];
  readonly run: () => void;
}

interface Shape {
  readonly batch: number;
  /** Of the maps, in and out, where zeros are set around them; of the input where they are not. */
  readonly side: number;
  readonly size: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly pad: 'same' | 'valid';
}

/** The first two convolutions of the nine layers, and the second of each pair of the network of 32-64-128 maps. */
const CONVOLUTIONS: readonly Shape[] = [
  { batch: 50, side: 28, size: 5, inputs: 1, outputs: 30, pad: 'valid' },
  { batch: 50, side: 12, size: 3, inputs: 30, outputs: 15, pad: 'valid' },
  { batch: 16, side: 28, size: 3, inputs: 32, outputs: 32, pad: 'same' },
  { batch: 16, side: 14, size: 3, inputs: 64, outputs: 64, pad: 'same' },
  { batch: 16, side: 7, size: 3, inputs: 128, outputs: 128, pad: 'same' },
];

const BOTH: readonly KernelSet[] = ['relaxed', 'simd'];

/** All of it on the backend that is current, whose tensors they hold from now on. */
export const allWork = (): Work[] => [
  product(200, 784, 100),
  ...onDrawings(50),
  ...CONVOLUTIONS.flatMap(convolution),
];

/** No number is zero, so that none is passed over. */
function numbers(...shape: number[]): tf.Tensor {
  const random = createRandom(shape.join('x'));
  const length = shape.reduce((product, side) => product * side, 1);
  return tf.tensor(
    Float32Array.from({ length }, () => 0.5 + random.next()),
    shape,
  );
}

const kernel = (name: string, inputs: tf.NamedTensorMap, attributes: object) => () =>
  tf.tidy(() => void tf.engine().runKernel(name, inputs, attributes as tf.NamedAttrMap));

function product(m: number, k: number, n: number): Work {
  const inputs = { a: numbers(m, k), b: numbers(k, n) };
  return {
    name: `product ${m}x${k} by ${k}x${n}`,
    multiplyAdds: m * k * n,
    sets: BOTH,
    run: kernel('BatchMatMul', inputs, { transposeA: false, transposeB: false }),
  };
}

/** The first layer of the nine as it is trained, on drawings, whose blank pixels it passes over, and with its pooling. */
function onDrawings(batch: number): Work[] {
  const drawings = doodles(batch, 5, createRandom('drawings'));
  const x = tf.reshape(
    imageTensor(
      drawings,
      Uint32Array.from({ length: batch }, (_, i) => i),
    ),
    [batch, 28, 28, 1],
  );
  const random = createRandom('filter');
  const filter = tf.tensor(
    Float32Array.from({ length: 25 * 30 }, () => 0.2 * random.normal()),
    [5, 5, 1, 30],
  );
  const inputs = { x, filter, bias: tf.zeros([30]) };
  const attributes = {
    rings: [0, 0],
    needsInput: false,
    parts: onePart(batch),
  } as unknown as tf.NamedAttrMap;
  const [maps, winners] = tf.engine().runKernel('PooledConv2D', inputs, attributes) as unknown as tf.Tensor[];
  const backwards = { x, filter, maps, winners, dy: tf.ones((maps as tf.Tensor).shape) } as tf.NamedTensorMap;
  const multiplyAdds = batch * 24 * 24 * 25 * 30;
  const name = '5x5, 1 to 30 maps of 24x24, pooled, on drawings';
  return [
    { name: `${name}: forward`, multiplyAdds, sets: BOTH, run: kernel('PooledConv2D', inputs, attributes) },
    {
      name: `${name}: filter gradient`,
      multiplyAdds,
      sets: BOTH,
      run: kernel('PooledConv2DGradients', backwards, attributes),
    },
  ];
}

function convolution({ batch, side, size, inputs, outputs, pad }: Shape): Work[] {
  const outSide = pad === 'same' ? side : side - size + 1;
  const x = numbers(batch, side, side, inputs);
  const filter = numbers(size, size, inputs, outputs);
  const dy = numbers(batch, outSide, outSide, outputs);
  const attributes = { strides: 1, pad, dataFormat: 'NHWC', dilations: 1 };
  const runs: [name: string, run: () => void][] = [
    ['forward', kernel('Conv2D', { x, filter }, attributes)],
    [
      'filter gradient',
      kernel('Conv2DBackpropFilter', { x, dy }, { ...attributes, filterShape: filter.shape }),
    ],
  ];
  // Nobody asks for the gradient of a drawing.
  if (inputs > 1)
    runs.push([
      'input gradient',
      kernel('Conv2DBackpropInput', { dy, filter }, { ...attributes, inputShape: x.shape }),
    ]);
  const tiles: [name: string, run: () => tf.TensorInfo][] = [];
  if (size === 3) {
    const ring = pad === 'same' ? 1 : 0;
    const shape = filter.shape as [number, number, number, number];
    tiles.push(
      ['forward by tiles', () => convolveTiles(x, filter, ring, 'filter')],
      ['filter gradient by tiles', () => tilesFilterGradient(x, dy, shape, ring, onePart(batch))],
      ['input gradient by tiles', () => convolveTiles(dy, filter, 2 - ring, 'turned')],
    );
  }
  const name = `${size}x${size}, ${inputs} to ${outputs} maps of ${outSide}x${outSide}`;
  const multiplyAdds = batch * outSide * outSide * size * size * inputs * outputs;
  return [
    ...runs.map(([what, run]) => ({ name: `${name}: ${what}`, multiplyAdds, sets: BOTH, run })),
    ...tiles.map(([what, run]) => ({
      name: `${name}: ${what}`,
      multiplyAdds,
      sets: ['relaxed'] as const,
      run: () => void tf.backend().disposeData(run().dataId),
    })),
  ];
}
