import * as tf from '@tensorflow/tfjs-core';
import { addressOf, kernels, output, withScratch } from '../kernels/instance.ts';
import { panelBytes } from '../kernels/layout.ts';
import { paddedRings, type Rings } from './padding.ts';
import { onePart, type Parts, sumOverParts } from './parts.ts';

const FORWARD = 'PooledConv2D';
const BACKWARD = 'PooledConv2DGradients';

type Shape4 = [number, number, number, number];

interface Attributes {
  readonly rings: Rings;
  readonly needsInput: boolean;
  readonly parts: Parts;
}

/**
 * Registers a convolution (stride 1, no padding or "same" with a filter of odd sides, NHWC) with the 2x2 max pooling,
 * bias and ReLU after it as one kernel, and its gradients as another: a step of the convnet takes half as long as
 * with an operation for each, to the same bits.
 */
export function registerPooledConvolution(): void {
  if (tf.getKernel(FORWARD, 'wasm')) return;
  tf.registerKernel({
    kernelName: FORWARD,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const { x, filter, bias } = inputs as { x: tf.Tensor; filter: tf.Tensor; bias: tf.Tensor };
      return pooledForward(x, filter, bias, (attrs as unknown as { rings: Rings }).rings);
    },
  });
  tf.registerKernel({
    kernelName: BACKWARD,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      return pooledBackward(inputs as unknown as BackwardInputs, attrs as unknown as Attributes);
    },
  });
}

/**
 * relu(maxPool(conv2d(x, filter)) + bias), differentiable with respect to filter, bias, and `x` unless it is the
 * network's input.
 *
 * @param x [n, height, width, channels]
 * @param filter [size, size, channels, outputs]
 * @param parts over which the gradients of filter and bias are summed; left out, one
 * @returns [n, height', width', outputs], the sides half of the convolution's, rounded down
 */
export function pooledConvolution(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D,
  padding: 'valid' | 'same',
  isInput: boolean,
  parts: Parts = onePart(x.shape[0]),
): tf.Tensor4D {
  const rings = ringsOf(padding, filter);
  const attrs = { rings, needsInput: !isInput, parts } as unknown as tf.NamedAttrMap;
  const run = tf.customGrad((...args) => {
    const [w, b, save, ...others] = args.length === 4 ? [args[1], args[2], args[3], args[0]] : args;
    const seen = (others[0] ?? x) as tf.Tensor4D;
    const inputs = { x: seen, filter: w as tf.Tensor, bias: b as tf.Tensor };
    const [maps, winners] = tf.engine().runKernel(FORWARD, inputs, attrs) as unknown as tf.Tensor[];
    (save as unknown as tf.GradSaveFunc)([seen, w as tf.Tensor, maps as tf.Tensor, winners as tf.Tensor]);
    return {
      value: maps as tf.Tensor,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [x, filter, maps, winners] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
        return tf
          .engine()
          .runKernel(BACKWARD, { dy, x, filter, maps, winners }, attrs) as unknown as tf.Tensor[];
      },
    };
  });
  return (isInput ? run(filter, bias) : run(x, filter, bias)) as tf.Tensor4D;
}

/** The zeros around what a filter [size, size, channels, outputs] sees. */
export function ringsOf(padding: 'valid' | 'same', filter: tf.Tensor): Rings {
  const rings = paddedRings(padding, filter.shape[0] as number, filter.shape[1] as number);
  if (!rings) throw new RangeError(`the padding "same" wants a filter of odd sides, got ${filter.shape}`);
  return rings;
}

/** Channels rounded up to whole panels. */
const rounded = (channels: number) => Math.ceil(channels / 8) * 8;

function sizesOf(x: tf.Tensor, filter: tf.Tensor, rings: Rings) {
  const [n, height, width, channels] = x.shape as Shape4;
  const [sizeY, sizeX, , outputs] = filter.shape as Shape4;
  const fullHeight = height + 2 * rings[0];
  const fullWidth = width + 2 * rings[1];
  const outHeight = fullHeight - sizeY + 1;
  const outWidth = fullWidth - sizeX + 1;
  return {
    args: [n, height, width, channels, sizeY, sizeX, outputs, ...rings],
    pooled: [n, outHeight >> 1, outWidth >> 1] as const,
    frame: 4 * fullHeight * fullWidth * channels,
    strip: 2 * outWidth * 4 * rounded(outputs),
    ringed: 4 * 7 * 7 * rounded(outputs),
    ink: fullHeight * (4 * (fullWidth + 1) + 8 * (fullWidth + 6)) + 8 * (6 * 6 + 6),
  };
}

/** The pooled maps, and which of four places won each, one byte a number. */
export function pooledForward(
  x: tf.Tensor,
  filter: tf.Tensor,
  bias: tf.Tensor,
  rings: Rings,
): tf.TensorInfo[] {
  const [sizeY, sizeX, channels, outputs] = filter.shape as Shape4;
  const weights = sizeY * sizeX * channels;
  const { args, pooled, frame, strip, ringed, ink } = sizesOf(x, filter, rings);
  const maps = output([...pooled, outputs]);
  const winners = output([...pooled, rounded(outputs)], 'bool'); // one byte each, 0 to 3
  const scratch = [panelBytes(weights, outputs), frame, 4 * rounded(outputs), strip, ringed, ink];
  withScratch(scratch, (panels = 0, ...rooms) => {
    const { pack, convolvePooled } = kernels();
    pack(addressOf(filter), 4 * outputs, 4, weights, outputs, panels);
    const [from, shift, to, winner] = [x, bias, maps, winners].map(addressOf) as Shape4;
    convolvePooled(from, panels, shift, to, winner, ...args, ...rooms);
  });
  return [maps, winners];
}

type BackwardInputs = Record<'dy' | 'x' | 'filter' | 'maps' | 'winners', tf.Tensor>;

/** The gradients of x if it is needed, of the filter, and of the bias. */
export function pooledBackward(
  { dy, x, filter, maps, winners }: BackwardInputs,
  { rings, needsInput, parts }: Attributes,
) {
  const [sizeY, sizeX, channels, outputs] = filter.shape as Shape4;
  const { args, pooled, frame } = sizesOf(x, filter, rings);
  const [n, pooledHeight, pooledWidth] = pooled;
  const filterGradient = output(filter.shape);
  const biasGradient = output([outputs]);
  const inputGradient = needsInput ? output(x.shape) : undefined;
  const places = pooledHeight * pooledWidth;
  const length = sizeX * channels;
  const rows = 4 * outputs * sizeY;
  const scratch = [
    frame + 256,
    4 * places * rounded(outputs),
    16 + 8 * (places + 1) * rounded(outputs) + 16 * (places + pooledHeight) + 12 * (places + pooledHeight),
    rows * (length <= 8 && sizeY <= 5 ? 8 : 48 * Math.ceil(length / 48)),
    rows * 4 * Math.ceil(length / 4) + 256,
  ];
  const image = 4 * (x.size / n);
  const map = 4 * (maps.size / n);
  const winner = winners.size / n;
  withScratch(scratch, (...rooms) => {
    const [images, weights, values, won, gradients] = [x, filter, maps, winners, dy].map(addressOf) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const back = inputGradient && addressOf(inputGradient);
    sumOverParts(
      parts,
      [filter.size, outputs],
      [addressOf(filterGradient), addressOf(biasGradient)],
      (first, count, sums) =>
        kernels().pooledGradients(
          images + first * image,
          weights,
          values + first * map,
          won + first * winner,
          gradients + first * map,
          ...sums,
          back === undefined ? 0 : back + first * image,
          count,
          ...args.slice(1),
          ...rooms,
        ),
    );
  });
  return inputGradient ? [inputGradient, filterGradient, biasGradient] : [filterGradient, biasGradient];
}
