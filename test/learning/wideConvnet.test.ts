import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { KERNEL_SETS } from '../../src/core/kernel-sets.ts';
import { createRandom } from '../../src/core/random.ts';
import { prepareBackend } from '../../src/learning/backend.ts';
import { toEightBits } from '../../src/learning/eightBitWeights.ts';
import { bestKernelSet, useKernels } from '../../src/learning/kernels/kernelSet.ts';
import { onePart } from '../../src/learning/tfjs/parts.ts';
import { imageTensor } from '../../src/learning/tfjs/predict.ts';
import { targetRows } from '../../src/learning/tfjs/targets.ts';
import { createTrainedNetwork, gradientsOf } from '../../src/learning/tfjs/trainedNetwork.ts';
import type { NetworkWeights } from '../../src/learning/tfjs/weights.ts';
import { createWideConvnet, wideConvnetFromState } from '../../src/learning/wideConvnet.ts';
import networks from '../fixtures/networks.json' with { type: 'json' };
import { formulaConvolution, formulaDense, formulaDrawings } from './formulas.ts';
import { stripes } from './stripes.ts';

const { wide: reference } = networks;

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
        const gradient = (gradients[name] as tf.Tensor).dataSync<'float32'>();
        const off = [
          ...first.map((value, i) => (gradient[i] as number) - value),
          Math.hypot(...gradient) - length,
          (gradient.reduce((sum, g, i) => sum + g * Math.sin(1 + 0.7 * i ** 1.1), 0) - product) /
            Math.sqrt(gradient.length),
        ];
        expect(Math.max(...off.map(Math.abs)) / length, `${v} of ${wanted.length}`).toBeLessThan(2e-5);
      }
    });
    tf.dispose([...trained.variables]);
  });
});

const SMALL = { epochs: 2, batch: 16, maps: [4, 8] };

describe('the wide network', () => {
  test('learns to tell stripes apart, and keeps its weights in eight bits', async () => {
    const model = createWideConvnet({ epochs: 8, batch: 16, maps: [8, 12], augmentRotation: 0 });
    const validation = stripes(60, 3, 'unseen');
    const { history } = await model.fit(stripes(150, 3), { random: createRandom(1), validation });
    expect(history?.at(-1)?.validationAccuracy).toBeGreaterThan(0.9);
    const probabilities = await model.predictProba(validation);
    let loss = 0;
    for (let i = 0; i < validation.count; i++)
      loss -= Math.log(probabilities[3 * i + (validation.labels[i] as number)] as number) / validation.count;
    expect(loss).toBeCloseTo(history?.at(-1)?.validationLoss as number, 1); // measured before the rounding
    const { convolutions, dense } = model.state();
    const kept = [
      ...convolutions.map(({ kernel, outputs }) => ({ weights: kernel, outputs })),
      ...dense.map(({ weights, outputs }) => ({ weights, outputs })),
    ];
    for (const { weights, outputs } of kept) {
      const { values, scales } = toEightBits(weights, outputs);
      for (const [i, weight] of weights.entries())
        expect(weight).toBe((values[i] as number) * (scales[i % outputs] as number));
    }
  });

  test.each([
    ['plain pairs', 0, '1>4 4>4p 4>8 8>8'],
    ['residual pairs', 1, '1>4 4>4 4>4+p 4>8 8>8 8>8+'],
    ['two residual pairs each', 2, '1>4 4>4 4>4+ 4>4 4>4+p 4>8 8>8 8>8+ 8>8 8>8+'],
  ])('has stages of %s', async (_, residualPairs, layers) => {
    const model = createWideConvnet({ ...SMALL, residualPairs, epochs: 1 });
    await model.fit(stripes(8), { random: createRandom(1) });
    const { convolutions, average, dense } = model.state();
    const told = convolutions.map(
      ({ inputs, outputs, adds, pool }) =>
        `${inputs}>${outputs}${adds ? '+' : ''}${pool === false ? '' : 'p'}`,
    );
    expect(told.join(' ')).toBe(layers);
    expect([average, dense.map(({ inputs, outputs }) => [inputs, outputs])]).toEqual([true, [[8, 2]]]);
    const again = wideConvnetFromState(model.state());
    expect(again.hyperparameters).toMatchObject({ maps: [4, 8], residualPairs });
  });

  test.each([
    ['residual pairs', { residualPairs: 1 }],
    ['dropout', { dropout: 0.3 }],
    ['unmirrored drawings', { augmentFlip: false }],
    ['drawings shifted by whole pixels', { augmentShift: 1 }],
    ['sharp labels', { labelSmoothing: 0 }],
  ])('learns otherwise with %s, and the same for the same seed', async (_, changed) => {
    const states = [];
    for (const hyperparameters of [SMALL, { ...SMALL, ...changed }, { ...SMALL, ...changed }]) {
      const model = createWideConvnet(hyperparameters);
      await model.fit(stripes(40), { random: createRandom(1) });
      states.push(model.state());
    }
    expect(states[1]).not.toEqual(states[0]);
    expect(states[2]).toEqual(states[1]);
  });

  test.each([
    [{ maps: [6] }, /maps, in fours, must be a whole number from 1/],
    [{ maps: [] }, /stages must be a whole number from 1 to 4/],
    [{ residualPairs: -1 }, /residualPairs/],
    [{ dropout: 1 }, /dropout must be at least 0 and below 1/],
    [{ augmentShift: -1 }, /augmentShift/],
    [{ hidden: 3 }, /no hyperparameter "hidden"/],
  ])('refuses %j', (hyperparameters, message) => {
    expect(() => createWideConvnet(hyperparameters)).toThrow(message);
  });
});
