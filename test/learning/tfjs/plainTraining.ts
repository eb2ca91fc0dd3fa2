import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../src/core/random.ts';
import { useKernels } from '../../../src/learning/kernels/kernelSet.ts';
import { createAugment } from '../../../src/learning/tfjs/augment.ts';
import type { TrainingOptions } from '../../../src/learning/tfjs/trainingContract.ts';
import type { NetworkWeights } from '../../../src/learning/tfjs/weights.ts';
import { formulaDrawings } from '../formulas.ts';

const EPSILON = 1e-3;

type Options = Omit<TrainingOptions, 'random' | 'crew'>;

/**
 * Trains a network on the formula drawings by nothing but operations of TensorFlow.js, one after the other, and
 * tf.AdamOptimizer, which the tests of the kernels hold to plain loops; what is random comes from the same generators as in `createTraining`.
 *
 * @returns the losses of the epochs against the true labels, and what has been learnt: weights and bias of every layer,
 *   then the scales of the normalisations
 */
export function plainTraining(
  initial: NetworkWeights,
  {
    batch,
    alpha = 0,
    weightDecay = 0,
    labelSmoothing = 0,
    dropout = 0,
    batchNorm,
    augmentation = {},
  }: Options,
  random: Random,
  rate: number,
  epochs: number,
): { losses: number[]; variables: Float32Array[] } {
  useKernels('simd');
  const [order, masks, distortions] = ['order', 'dropout', 'augmentation'].map(random.fork) as [
    Random,
    Random,
    Random,
  ];
  const distort = createAugment(augmentation, distortions);
  const { count, pixels, labels, classes } = formulaDrawings();
  const flattened = initial.dense[0]?.inputs ?? 0;

  tf.engine().startScope();
  try {
    const variable = (values: Float32Array, shape: number[]) => tf.variable(tf.tensor(values, shape));
    const convolutions = initial.convolutions.map(
      ({ size, inputs, outputs, kernel, bias, padding = 'valid' }) => ({
        weights: variable(kernel, [size, size, inputs, outputs]) as tf.Variable<tf.Rank.R4>,
        bias: variable(bias, [outputs]),
        padding,
      }),
    );
    const dense = initial.dense.map(({ inputs, outputs, weights, bias }) => ({
      weights: variable(weights, [inputs, outputs]) as tf.Variable<tf.Rank.R2>,
      bias: variable(bias, [outputs]),
    }));
    const layers = [...convolutions, ...dense];
    const scales = batchNorm
      ? initial.convolutions.map(({ outputs }) => tf.variable(tf.ones([outputs])))
      : [];
    const variables = [...layers.flatMap(({ weights, bias }) => [weights, bias]), ...scales] as tf.Variable[];
    const adam = tf.train.adam(rate, 0.9, 0.999, 1e-7);

    const logits = (images: tf.Tensor2D, mask: tf.Tensor2D | undefined) => {
      let maps = tf.reshape(images, [-1, 28, 28, 1]) as tf.Tensor4D;
      for (const [i, { weights, bias, padding }] of convolutions.entries()) {
        let sums: tf.Tensor = tf.conv2d(maps, weights as tf.Tensor4D, 1, padding);
        const scale = scales[i];
        if (scale) {
          const { mean, variance } = tf.moments(sums, [0, 1, 2]);
          sums = tf.mul(tf.div(tf.sub(sums, mean), tf.sqrt(tf.add(variance, EPSILON))), scale);
        }
        maps = tf.maxPool(tf.relu(tf.add(sums, bias)) as tf.Tensor4D, 2, 2, 'valid');
      }
      let flat = tf.reshape(maps, [images.shape[0], -1]) as tf.Tensor2D;
      if (mask) flat = tf.mul(flat, mask);
      for (const [i, { weights, bias }] of dense.entries()) {
        flat = tf.add(tf.matMul(flat, weights as tf.Tensor2D), bias);
        if (i < dense.length - 1) flat = tf.relu(flat);
      }
      return flat;
    };

    const losses: number[] = [];
    for (let epoch = 0; epoch < epochs; epoch++) {
      const indices = order.shuffle(Uint32Array.from({ length: count }, (_, i) => i));
      let sum = 0;
      for (let start = 0; start < count; start += batch) {
        const drawn = indices.subarray(start, start + batch);
        const n = drawn.length;
        const ink = Float32Array.from({ length: n * 784 }, (_, at) => {
          const drawing = drawn[Math.floor(at / 784)] as number;
          return (pixels[drawing * 784 + (at % 784)] as number) / 255;
        });
        if (distort) for (let i = 0; i < n; i++) distort(ink.subarray(i * 784, (i + 1) * 784));
        const dropped = Float32Array.from({ length: dropout ? n * flattened : 0 }, () =>
          masks.next() < dropout ? 0 : 1 / (1 - dropout),
        );
        tf.tidy(() => {
          const images = tf.tensor2d(ink, [n, 784]);
          const mask = dropout ? tf.tensor2d(dropped, [n, flattened]) : undefined;
          const own = tf.oneHot(
            tf.tensor1d(
              [...drawn].map((i) => labels[i] as number),
              'int32',
            ),
            classes.length,
          );
          const targets = tf.add(tf.mul(own, 1 - labelSmoothing), labelSmoothing / classes.length);
          const crossEntropy = (targets: tf.Tensor, outputs: tf.Tensor) =>
            tf.neg(tf.div(tf.sum(tf.mul(targets, tf.logSoftmax(outputs))), n)) as tf.Scalar;
          sum += (crossEntropy(own, logits(images, mask)).dataSync()[0] as number) * n;
          const { grads } = tf.variableGrads(() => crossEntropy(targets, logits(images, mask)), variables);
          // The gradients of the weights as they are; then decay; then the penalty on what is left of them.
          for (const { weights } of layers) {
            weights.assign(tf.mul(weights, 1 - rate * weightDecay) as never);
            const pull = tf.mul(weights, alpha / n);
            grads[weights.name] = tf.add(grads[weights.name] as tf.Tensor, pull);
          }
          adam.applyGradients(grads as Record<string, tf.Variable>);
        });
      }
      losses.push(sum / count);
    }
    return { losses, variables: variables.map((own) => own.dataSync<'float32'>().slice()) };
  } finally {
    tf.engine().endScope();
  }
}
