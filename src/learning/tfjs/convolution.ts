import * as tf from '@tensorflow/tfjs-core';
import { addressOf, kernels, output, withScratch } from '../kernels/instance.ts';
import { panelBytes, ROWS, tileBytes } from '../kernels/layout.ts';
import { paddedRings, type Rings } from './padding.ts';
import { onePart, type Parts, sumOverParts } from './parts.ts';
import { replaceKernel } from './replaceKernel.ts';

type Shape4 = [number, number, number, number];

/**
 * Puts our kernels in the place of the WebAssembly backend's convolution and its gradient with respect to the input,
 * and adds the gradient with respect to the filter, which it lacks. They are for stride 1, no padding or "same" with a
 * filter of odd sides, and NHWC, which is all that the networks here use; the backend's own kernels serve the others.
 */
export function registerConvolution(): void {
  replaceKernel('Conv2D', ({ x, filter }, attrs) => {
    const rings = filter && plainRings(attrs, filter.shape);
    if (!x || !rings || !isOne(attrs['dilations'] ?? 1)) return undefined;
    return convolution(x, filter, rings, 'filter');
  });
  replaceKernel('Conv2DBackpropInput', ({ dy, filter }, attrs) => {
    const rings = filter && plainRings(attrs, filter.shape);
    if (!dy || !rings) return undefined;
    const [height = 1, width = 1] = filter.shape;
    return convolution(dy, filter, [height - 1 - rings[0], width - 1 - rings[1]], 'turned');
  });
  if (tf.getKernel('Conv2DBackpropFilter', 'wasm')) return;
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs = {} }) => {
      const { x, dy } = inputs as { x: tf.Tensor4D; dy: tf.Tensor4D };
      const { strides, pad, dataFormat, filterShape } = attrs as unknown as tf.Conv2DBackpropFilterAttrs;
      const rings = plainRings(attrs as unknown as tf.NamedAttrMap, filterShape);
      if (!rings)
        throw new Error(
          `Conv2DBackpropFilter is written for stride 1, padding "valid" or "same" with odd sides, and NHWC, got stride ${strides}, padding "${pad}", filter ${filterShape.slice(0, 2).join('x')} and ${dataFormat}`,
        );
      return filterGradient(x, dy, filterShape, rings, onePart(x.shape[0]));
    },
  });
}

const isOne = (value: unknown) => [value].flat().every((side) => side === 1);

/** The zeros around the maps, or undefined where the attributes are not what the kernels are written for. */
function plainRings(attrs: tf.NamedAttrMap, [height = 1, width = 1]: readonly number[]): Rings | undefined {
  return isOne(attrs['strides']) && attrs['dataFormat'] === 'NHWC'
    ? paddedRings(attrs['pad'], height, width)
    : undefined;
}

const frameBytes = ([, height, width, channels]: Shape4, [rows, columns]: Rings) =>
  4 * (height + 2 * rows) * (width + 2 * columns) * channels;

/** The maps of `x` by the filter as it is, or by the turned one: the gradient with respect to the input. */
export function convolution(
  x: tf.Tensor,
  filter: tf.Tensor,
  rings: Rings,
  form: 'filter' | 'turned',
): tf.TensorInfo {
  const [n, height, width, channels] = x.shape as Shape4;
  const [sizeY, sizeX, inputs, outputs] = filter.shape as Shape4;
  const results = form === 'filter' ? outputs : inputs;
  const weights = sizeY * sizeX * channels;
  const maps = output([n, height + 2 * rings[0] - sizeY + 1, width + 2 * rings[1] - sizeX + 1, results]);
  const { pack, packTurned, convolve } = kernels();
  withScratch([panelBytes(weights, results), frameBytes(x.shape as Shape4, rings)], (panels, framed) => {
    if (form === 'filter') pack(addressOf(filter), 4 * outputs, 4, weights, outputs, panels as number);
    else packTurned(addressOf(filter), sizeY * sizeX, inputs, outputs, panels as number);
    const sizes = [n, height, width, channels, sizeY, sizeX, results, ...rings];
    convolve(addressOf(x), panels as number, addressOf(maps), ...sizes, framed as number);
  });
  return maps;
}

/** The gradient with respect to the filter, summed over the parts. */
export function filterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  shape: Shape4,
  rings: Rings,
  parts: Parts,
): tf.TensorInfo {
  const [, height, width, channels] = x.shape;
  const [sizeY, sizeX, , outputs] = shape;
  const length = sizeX * channels;
  // Fewer weights in a row than a tile has: the maps get channels of zeros, and what is learnt about them is dropped.
  if (length < ROWS) return tf.tidy(() => widened(x, dy, shape, rings, parts));
  const [, outHeight, outWidth] = dy.shape;
  const result = output(shape);
  const scratch = [
    frameBytes(x.shape, rings),
    panelBytes(outHeight * outWidth, outputs),
    tileBytes(sizeY, length, outputs),
  ];
  withScratch(scratch, (...rooms) => {
    const [images, gradients] = [addressOf(x), addressOf(dy)];
    const sizes = [height, width, channels, sizeY, sizeX, outputs, ...rings];
    sumOverParts(parts, [sizeY * sizeX * channels * outputs], [addressOf(result)], (first, count, [to = 0]) =>
      kernels().filterGradient(
        images + 4 * first * height * width * channels,
        gradients + 4 * first * outHeight * outWidth * outputs,
        to,
        count,
        ...sizes,
        ...rooms,
      ),
    );
  });
  return result;
}

function widened(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  [sizeY, sizeX, inputs, outputs]: Shape4,
  rings: Rings,
  parts: Parts,
) {
  const wide = tf.pad(x, [[0, 0], [0, 0], [0, 0], [0, ROWS - inputs]]) as tf.Tensor4D; // biome-ignore format: one line
  const info = filterGradient(wide, dy, [sizeY, sizeX, ROWS, outputs], rings, parts);
  const whole = tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor4D;
  return tf.slice(whole, [0, 0, 0, 0], [sizeY, sizeX, inputs, outputs]);
}
