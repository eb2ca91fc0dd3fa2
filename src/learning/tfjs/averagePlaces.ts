import * as tf from '@tensorflow/tfjs-core';
import { addressOf, kernels, output } from '../kernels/instance.ts';

/**
 * The mean of each map over its places: global average pooling (Lin, Chen and Yan, 2014). Differentiable.
 *
 * @param maps [n, height, width, channels], channels a multiple of four
 * @returns [n, channels]
 */
export function averagePlaces(maps: tf.Tensor4D): tf.Tensor2D {
  const [n, height, width, channels] = maps.shape;
  const run = tf.customGrad((...args) => {
    const x = args[0] as tf.Tensor4D;
    const y = output([n, channels]);
    kernels().meanPlaces(addressOf(x), n, height * width, channels, addressOf(y));
    return {
      value: tf.engine().makeTensorFromTensorInfo(y),
      gradFunc: (dy: tf.Tensor) => {
        const dx = output([n, height, width, channels]);
        kernels().spreadOverPlaces(addressOf(dy), n, height * width, channels, addressOf(dx));
        return tf.engine().makeTensorFromTensorInfo(dx);
      },
    };
  });
  return run(maps) as tf.Tensor2D;
}
