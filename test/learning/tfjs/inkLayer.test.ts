import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/core/random.ts';
import { prepareBackend } from '../../../src/learning/backend.ts';
import { PIXELS } from '../../../src/learning/classifier.ts';
import { bestKernelSet, useKernels } from '../../../src/learning/kernels/kernelSet.ts';
import { denseBackward, denseForward } from '../../../src/learning/tfjs/denseLayer.ts';
import { createInkLayer } from '../../../src/learning/tfjs/inkLayer.ts';
import { onePart } from '../../../src/learning/tfjs/parts.ts';
import { imageTensor } from '../../../src/learning/tfjs/predict.ts';

beforeAll(prepareBackend);

const COUNT = 40;

/** Drawings with a third of their pixels inked; the first is blank, the second full, and no drawing reaches the last rows. */
function drawings() {
  const random = createRandom('drawings');
  const pixels = new Uint8Array(COUNT * PIXELS);
  for (let i = PIXELS; i < pixels.length; i++)
    if (i < 2 * PIXELS || (i % PIXELS < 700 && random.next() < 0.3)) pixels[i] = 1 + random.int(255);
  return { count: COUNT, pixels };
}

function values(name: string, ...shape: number[]): tf.Tensor {
  const random = createRandom(name);
  const size = shape.reduce((product, side) => product * side, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => random.normal()),
    shape,
  );
}

const bytesOf = (tensor: tf.Tensor) => new Uint8Array(tensor.dataSync<'float32'>().slice().buffer);
/** A tensor that the tidy around it disposes of. */
const tracked = (info: tf.TensorInfo) => tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor;

/** Steps of different drawings, one of fewer than the others. */
const STEPS = [
  Uint32Array.of(3, 0, 17, 1, 39, 5, 5),
  Uint32Array.of(1, 2, 8, 20, 30, 31, 0),
  Uint32Array.of(0, 4),
  Uint32Array.of(0),
];

describe.each(bestKernelSet() === 'relaxed' ? (['relaxed', 'simd'] as const) : (['simd'] as const))(
  'with the kernels of the set "%s"',
  (set) => {
    test.each([
      [100, true, 32e6],
      [100, true, 0],
      [1, false, 32e6],
      [5, true, 0],
      [52, true, 32e6],
      [53, false, 32e6],
      [130, true, 32e6],
    ])(
      '%i outputs, ReLU %s, %f bytes kept: the bytes of a dense layer that reads every pixel',
      (outputs, relu, most) => {
        useKernels(set);
        const before = [tf.memory().numTensors, (tf.backend() as any).numDataIds()];
        const given = drawings();
        const layer = createInkLayer(given, 7, outputs, most);
        for (const indices of STEPS)
          tf.tidy(() => {
            const weights = values('weights', PIXELS, outputs);
            const bias = values('bias', outputs);
            const dy = values('dy', indices.length, outputs);
            const x = imageTensor(given, indices);
            const wanted = tracked(denseForward({ x, weights, bias }, { relu }));
            layer.list(indices);
            const got = tracked(layer.forward(weights, bias, relu));
            expect(bytesOf(got)).toEqual(bytesOf(wanted));
            const gradients = layer.backward(weights, wanted, dy, relu).map(tracked).map(bytesOf);
            const parts = onePart(indices.length);
            expect(gradients).toEqual(
              denseBackward({ x, weights, y: wanted, dy }, { relu, needsInput: false, parts })
                .map(tracked)
                .map(bytesOf),
            );
            expect(gradients[0]?.some((byte) => byte !== 0)).toBe(indices.some((at) => at > 0));
          });
        layer.dispose();
        expect([tf.memory().numTensors, (tf.backend() as any).numDataIds()]).toEqual(before);
      },
    );
  },
);
