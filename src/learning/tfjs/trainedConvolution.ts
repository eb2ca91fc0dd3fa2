import * as tf from '@tensorflow/tfjs-core';
import { convolution, filterGradient } from './convolution.ts';
import { paddedRings, type Rings } from './padding.ts';
import type { Parts } from './parts.ts';
import { convolveTiles, goesByTiles, tilesFilterGradient } from './tiles.ts';

const FORWARD = 'TrainedConv2D';
const BACKWARD = 'TrainedConv2DGradients';

type Shape4 = [number, number, number, number];
type Inputs = Record<'x' | 'filter' | 'dy', tf.Tensor4D>;

interface Attributes {
  readonly rings: Rings;
  readonly needsInput: boolean;
  readonly parts: Parts;
}

/** Registers a convolution whose filter's gradient is summed in parts as one kernel, and its gradients as another. */
export function registerTrainedConvolution(): void {
  if (tf.getKernel(FORWARD, 'wasm')) return;
  tf.registerKernel({
    kernelName: FORWARD,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => forward(inputs as unknown as Inputs, attrs as unknown as Attributes),
  });
  tf.registerKernel({
    kernelName: BACKWARD,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => backward(inputs as unknown as Inputs, attrs as unknown as Attributes),
  });
}

/**
 * The convolution of a network that is being trained (stride 1, no padding or "same" with a filter of odd sides),
 * differentiable with respect to the filter, and to `x` unless it is the network's input. In the kernels of the set
 * "relaxed" filters of 3x3 go by tiles, which rounds some ten times as much as the plain sum by which networks predict.
 *
 * @param x [n, height, width, channels]
 * @param filter [size, size, channels, outputs]
 * @returns [n, height', width', outputs]
 */
export function trainedConvolution(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  padding: 'valid' | 'same',
  isInput: boolean,
  parts: Parts,
): tf.Tensor4D {
  const rings = paddedRings(padding, filter.shape[0], filter.shape[1]);
  if (!rings) throw new RangeError(`the padding "same" wants a filter of odd sides, got ${filter.shape}`);
  const attrs = { rings, needsInput: !isInput, parts } as unknown as tf.NamedAttrMap;
  const run = tf.customGrad((...args) => {
    const [weights, save, own] = (args.length === 3 ? [args[1], args[2], args[0]] : args) as unknown as [
      tf.Tensor4D,
      tf.GradSaveFunc,
      tf.Tensor4D | undefined,
    ];
    const seen = own ?? x;
    const value = tf.engine().runKernel(FORWARD, { x: seen, filter: weights }, attrs) as tf.Tensor4D;
    save([seen, weights]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [x, filter] = saved as [tf.Tensor, tf.Tensor];
        return tf.engine().runKernel(BACKWARD, { x, filter, dy }, attrs) as unknown as tf.Tensor[];
      },
    };
  });
  return (isInput ? run(filter) : run(x, filter)) as tf.Tensor4D;
}

function forward({ x, filter }: Inputs, { rings }: Attributes): tf.TensorInfo {
  return goesByTiles(filter.shape, rings)
    ? convolveTiles(x, filter, rings[0], 'filter')
    : convolution(x, filter, rings, 'filter');
}

/** The gradients of x if it is needed, and of the filter. */
function backward({ x, filter, dy }: Inputs, { rings, needsInput, parts }: Attributes): tf.TensorInfo[] {
  const shape: Shape4 = filter.shape;
  const byTiles = goesByTiles(shape, rings);
  const filterSums = byTiles
    ? tilesFilterGradient(x, dy, shape, rings[0], parts)
    : filterGradient(x, dy, shape, rings, parts);
  if (!needsInput) return [filterSums];
  const around: Rings = [shape[0] - 1 - rings[0], shape[1] - 1 - rings[1]];
  const inputGradient = byTiles
    ? convolveTiles(dy, filter, around[0], 'turned')
    : convolution(dy, filter, around, 'turned');
  return [inputGradient, filterSums];
}
