import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { padded, paddedRings } from './padding.ts';

/**
 * The gradient of a convolution with respect to its filter, which the WebAssembly backend lacks: the
 * patches that each filter weight has seen, laid out as rows, times the gradient of the output. For
 * stride 1, no padding or "same" with a filter of odd sides, and NHWC, which is all that the networks
 * here use.
 *
 * @throws Error on another stride, padding or data format.
 */
export function registerConv2dBackpropFilter(): void {
  if (tf.getKernel('Conv2DBackpropFilter', 'wasm')) return;
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { x, dy } = inputs as { x: tf.Tensor4D; dy: tf.Tensor4D };
      const { strides, pad, dataFormat, filterShape } = attrs as unknown as tf.Conv2DBackpropFilterAttrs;
      const [height, width, , outputs] = filterShape;
      const rings = paddedRings(pad, height, width);
      if ([strides].flat().some((stride) => stride !== 1) || !rings || dataFormat !== 'NHWC')
        throw new Error(
          `Conv2DBackpropFilter is written for stride 1, padding "valid" or "same" with odd sides, and NHWC, got stride ${strides}, padding "${pad}", filter ${height}x${width} and ${dataFormat}`,
        );
      return tf.tidy(() => {
        const seen = pad === 'same' ? padded(x, rings) : x;
        const patches = patchRows(seen, height, width, backend as BackendWasm);
        const gradient = tf.matMul(patches, tf.reshape(dy, [-1, outputs])); // [size * size * inputs, outputs]
        return tf.reshape(gradient, filterShape);
      });
    },
  });
}

/** What every filter weight is multiplied with, over all places of all images. [h * w * inputs, n * outH * outW] */
function patchRows(
  x: tf.Tensor4D,
  filterHeight: number,
  filterWidth: number,
  backend: BackendWasm,
): tf.Tensor2D {
  const [n, height, width, channels] = x.shape;
  const outHeight = height - filterHeight + 1;
  const outWidth = width - filterWidth + 1;
  const info = backend.makeOutput(
    [filterHeight * filterWidth * channels, n * outHeight * outWidth],
    'float32',
  );
  // Views of the WebAssembly memory, made after the allocation, which may have moved it.
  const source = backend.typedArrayFromHeap(x);
  const rows = backend.typedArrayFromHeap(info);
  let at = 0;
  for (let i = 0; i < filterHeight; i++)
    for (let j = 0; j < filterWidth; j++)
      for (let channel = 0; channel < channels; channel++)
        for (let image = 0; image < n; image++)
          for (let y = 0; y < outHeight; y++) {
            let from = ((image * height + y + i) * width + j) * channels + channel;
            for (let column = 0; column < outWidth; column++) {
              rows[at++] = source[from] as number;
              from += channels;
            }
          }
  return tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor2D;
}
