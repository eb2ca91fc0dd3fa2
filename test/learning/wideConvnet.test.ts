import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { KERNEL_SETS } from '../../src/core/kernel-sets.ts';
import { createRandom } from '../../src/core/random.ts';
import { prepareBackend } from '../../src/learning/backend.ts';
import { bestKernelSet, useKernels } from '../../src/learning/kernels/kernelSet.ts';
import { onePart } from '../../src/learning/tfjs/parts.ts';
import { imageTensor } from '../../src/learning/tfjs/predict.ts';
import { targetRows } from '../../src/learning/tfjs/targets.ts';
import { createTrainedNetwork, gradientsOf } from '../../src/learning/tfjs/trainedNetwork.ts';
import type { NetworkWeights } from '../../src/learning/tfjs/weights.ts';
import { createWideConvnet, wideConvnetFromState } from '../../src/learning/wideConvnet.ts';
import { wide as reference } from '../fixtures/networks.json' with { type: 'json' };
import { formulaConvolution, formulaDense, formulaDrawings } from './formulas.ts';
import { stripes } from './stripes.ts';

beforeAll(prepareBackend);
afterEach(() => useKernels(bestKernelSet()));

const MAPS = [4, 12, 16, 16];

/** The network of test/fixtures/networks.py: a convolution and a residual pair in each of four stages. */
const network: NetworkWeights = {
  average: true,
  convolutions: MAPS.flatMap((outputs, stage) =>
    [0, 1, 2].map((i) => ({
      ...formulaConvolution(3, i === 0 ? (MAPS[stage - 1] ?? 1) : outputs, outputs, 0.3),
      padding: 'same' as const,
      pool: i === 2 && stage < MAPS.length - 1,
      adds: i === 2,
    })),
  ),
  dense: [formulaDense(16, 3, 0.5)],
};

describe('the gradients of a wide network', () => {
  test.each(KERNEL_SETS)('are those of PyTorch, with the kernels of the set "%s"', (set) => {
    // conv2d with padding 1, batch_norm, the input of the pair added, relu, max_pool2d after three stages of sides
    // 28, 14 and 7, mean over places, cross_entropy(label_smoothing=0.1): test/fixtures/networks.py, in doubles
    useKernels(set);
    const drawings = formulaDrawings();
    const all = Uint32Array.from({ length: 12 }, (_, i) => i);
    const trained = createTrainedNetwork(network, true);
    const layers = [...reference.kernels.flatMap((kernel, i) => [kernel, reference.biases[i]])];
    const wanted = [...layers, ...reference.dense, ...reference.scales];
    expect(trained.variables).toHaveLength(wanted.length);
    tf.tidy(() => {
      const { gradients, probabilities } = gradientsOf(
        trained,
        { images: imageTensor(drawings, all), targets: tf.tensor2d(targetRows(drawings, all, 0.1), [12, 3]) },
        onePart(12),
      );
      const told = probabilities.dataSync();
      for (const [i, p] of reference.probabilities.flat().entries()) expect(told[i]).toBeCloseTo(p, 4);
      for (const [v, { name }] of trained.variables.entries()) {
        const { first, length, product } = wanted[v] as (typeof reference.kernels)[number];
        const gradient = (gradients[name] as tf.Tensor).dataSync();
        const off = [
          ...first.map((value, i) => (gradient[i] as number) - value),
          Math.hypot(...gradient) - length,
          (gradient.reduce((sum, g, i) => sum + g * Math.sin(1 + 0.7 * i ** 1.1), 0) - product) /
            Math.sqrt(gradient.length),
        ];
        expect(Math.max(...off.map(Math.abs)) / length, `${v} of ${wanted.length}`).toBeLessThan(2e-3);
      }
    });
    tf.dispose([...trained.variables]);
  });
});
