import * as tf from '@tensorflow/tfjs-core';
import { addressOf, kernels, output } from '../kernels/instance.ts';
import { writeProduct } from '../kernels/product.ts';
import { onePart, type Parts, sumOverParts } from './parts.ts';

const FORWARD = 'DenseLayer';
const BACKWARD = 'DenseLayerGradients';

interface Attributes {
  readonly relu: boolean;
  readonly needsInput: boolean;
  readonly parts: Parts;
}

type Inputs = Record<'x' | 'weights' | 'bias' | 'y' | 'dy', tf.Tensor>;

/** Registers a dense layer, its bias and ReLU as one kernel, and its gradients as another. */
export function registerDenseLayer(): void {
  if (tf.getKernel(FORWARD, 'wasm')) return;
  tf.registerKernel({
    kernelName: FORWARD,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) =>
      denseForward(inputs as unknown as Inputs, attrs as unknown as Attributes),
  });
  tf.registerKernel({
    kernelName: BACKWARD,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) =>
      denseBackward(inputs as unknown as Inputs, attrs as unknown as Attributes),
  });
}

/**
 * x . weights + bias, with the ReLU after it or not. Differentiable with respect to weights, bias, and `x` unless it
 * is the network's input.
 *
 * @param x [n, inputs]
 * @param weights [inputs, outputs]
 * @param parts over which the gradients of weights and bias are summed; left out, one
 * @returns [n, outputs]
 */
export function denseLayer(
  x: tf.Tensor2D,
  weights: tf.Tensor2D,
  bias: tf.Tensor1D,
  {
    relu,
    isInput,
    parts = onePart(x.shape[0]),
  }: { readonly relu: boolean; readonly isInput: boolean; readonly parts?: Parts | undefined },
): tf.Tensor2D {
  const attrs = { relu, needsInput: !isInput, parts } as unknown as tf.NamedAttrMap;
  const run = tf.customGrad((...args) => {
    const [w, b, save, own] = args.length === 4 ? [args[1], args[2], args[3], args[0]] : args;
    const seen = (own ?? x) as tf.Tensor;
    const inputs = { x: seen, weights: w as tf.Tensor, bias: b as tf.Tensor };
    const value = tf.engine().runKernel(FORWARD, inputs, attrs) as tf.Tensor;
    (save as unknown as tf.GradSaveFunc)([seen, w as tf.Tensor, value]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [x, weights, y] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
        return tf.engine().runKernel(BACKWARD, { x, weights, y, dy }, attrs) as unknown as tf.Tensor[];
      },
    };
  });
  return (isInput ? run(weights, bias) : run(x, weights, bias)) as tf.Tensor2D;
}

/** The layer's output. [n, outputs] */
export function denseForward(
  { x, weights, bias }: Pick<Inputs, 'x' | 'weights' | 'bias'>,
  { relu }: Pick<Attributes, 'relu'>,
): tf.TensorInfo {
  const [m = 0, k = 0] = x.shape;
  const n = bias.size;
  const y = output([m, n]);
  writeProduct(plain(x), plain(weights), addressOf(y), m, k, n);
  kernels().addBias(addressOf(y), addressOf(bias), m, n, Number(relu));
  return y;
}

/** The gradients of x if it is needed, of the weights, and of the bias. */
export function denseBackward(
  { x, weights, y, dy }: Pick<Inputs, 'x' | 'weights' | 'y' | 'dy'>,
  { relu, needsInput, parts }: Attributes,
): tf.TensorInfo[] {
  const [m = 0, k = 0] = x.shape;
  const n = y.shape[1] as number;
  const biasGradient = output([n]);
  const weightsGradient = output([k, n]);
  const xGradient = needsInput ? [output([m, k])] : [];
  const open = relu ? output([m, n]) : dy;
  const [seen, values, gradients, kept] = [x, y, dy, open].map(addressOf) as [number, number, number, number];
  sumOverParts(
    parts,
    [k * n, n],
    [addressOf(weightsGradient), addressOf(biasGradient)],
    (first, count, [forWeights = 0, forBias = 0]) => {
      const row = 4 * n * first;
      kernels().sumOpen(gradients + row, values + row, count, n, relu ? kept + row : 0, forBias);
      const factor = { address: seen + 4 * k * first, isTransposed: true };
      writeProduct(factor, { address: kept + row, isTransposed: false }, forWeights, k, count, n);
    },
  );
  for (const gradient of xGradient)
    writeProduct(plain(open), transposed(weights), addressOf(gradient), m, n, k);
  if (relu) tf.backend().disposeData(open.dataId);
  return [...xGradient, weightsGradient, biasGradient];
}

const plain = (matrix: tf.TensorInfo) => ({ address: addressOf(matrix), isTransposed: false });
const transposed = (matrix: tf.TensorInfo) => ({ address: addressOf(matrix), isTransposed: true });
