import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { KERNEL_SETS } from '../../../src/core/kernel-sets.ts';
import { createRandom } from '../../../src/core/random.ts';
import { prepareBackend } from '../../../src/learning/backend.ts';
import { bestKernelSet, useKernels } from '../../../src/learning/kernels/kernelSet.ts';
import { createTraining } from '../../../src/learning/tfjs/training.ts';
import { formulaConvolution, formulaDense, formulaDrawings, unshuffled } from '../formulas.ts';
import { plainTraining } from './plainTraining.ts';

beforeAll(prepareBackend);
afterEach(() => useKernels(bestKernelSet()));

/** Softmax regression of the formula drawings by AdamW on batches of five, in plain arithmetic. */
function regression(epochs: number, rate: number, decay: number, smoothing: number): number[] {
  const { count, pixels, labels } = formulaDrawings();
  const { weights: initial } = formulaDense(784, 3, 0.1);
  const w = Float64Array.from(initial);
  const m = new Float64Array(w.length);
  const v = new Float64Array(w.length);
  const bias = Float64Array.from(formulaDense(784, 3, 0.1).bias);
  const biasMoments = [new Float64Array(3), new Float64Array(3)] as const;
  let t = 0;
  const adam = (x: Float64Array, first: Float64Array, second: Float64Array, i: number, g: number) => {
    first[i] = 0.9 * first[i]! + 0.1 * g;
    second[i] = 0.999 * second[i]! + 0.001 * g * g;
    x[i]! -= (rate * (first[i]! / (1 - 0.9 ** t))) / (Math.sqrt(second[i]! / (1 - 0.999 ** t)) + 1e-7);
  };
  for (let epoch = 0; epoch < epochs; epoch++)
    for (let start = 0; start < count; start += 5) {
      t++;
      const rows = Array.from({ length: Math.min(5, count - start) }, (_, i) => start + i);
      const slopes = rows.map((row) => {
        const sums = [0, 1, 2].map((c) => {
          let sum = bias[c]!;
          for (let p = 0; p < 784; p++) sum += (pixels[row * 784 + p]! / 255) * w[p * 3 + c]!;
          return Math.exp(sum);
        });
        const total = sums[0]! + sums[1]! + sums[2]!;
        return sums.map((s, c) => {
          const target = (labels[row] === c ? 1 - smoothing : 0) + smoothing / 3;
          return (s / total - target) / rows.length;
        });
      });
      for (let p = 0; p < 784; p++)
        for (let c = 0; c < 3; c++) {
          const g = rows.reduce((sum, row, i) => sum + (pixels[row * 784 + p]! / 255) * slopes[i]![c]!, 0);
          w[p * 3 + c]! -= rate * decay * w[p * 3 + c]!;
          adam(w, m, v, p * 3 + c, g);
        }
      for (let c = 0; c < 3; c++)
        adam(
          bias,
          ...biasMoments,
          c,
          slopes.reduce((sum, slope) => sum + slope[c]!, 0),
        );
    }
  return [...w];
}

describe('a training step', () => {
  test.each([
    ['Adam', 0, 0],
    ['AdamW with decoupled weight decay', 2, 0],
    ['Adam with smoothed labels', 0, 0.3],
  ])('is that of %s', async (_, weightDecay, labelSmoothing) => {
    const initial = { convolutions: [], dense: [formulaDense(784, 3, 0.1)] };
    const training = createTraining(initial, { batch: 5, weightDecay, labelSmoothing, random: unshuffled() });
    for (let epoch = 0; epoch < 4; epoch++) await training.epoch(formulaDrawings(), () => 0.01);
    const got = (await training.weights()).dense[0]!.weights;
    await training.dispose();
    const wanted = regression(4, 0.01, weightDecay, labelSmoothing);
    expect(Math.max(...wanted.map((w, i) => Math.abs(w - initial.dense[0]!.weights[i]!)))).toBeGreaterThan(
      0.02,
    );
    for (const [i, w] of got.entries()) expect(w).toBeCloseTo(wanted[i]!, 4);
  });

  test('measures loss and accuracy of the network as it was before the step', async () => {
    const initial = { convolutions: [], dense: [formulaDense(784, 3, 0.1)] };
    const training = createTraining(initial, { batch: 12, random: unshuffled() });
    const before = await training.score(formulaDrawings());
    const measured = await training.epoch(formulaDrawings(), () => 0.01);
    const after = await training.score(formulaDrawings());
    await training.dispose();
    expect(measured.loss).toBeCloseTo(before.loss, 5);
    expect(measured.accuracy).toBe(before.accuracy);
    expect(after.loss).not.toBeCloseTo(before.loss, 2);
  });

  test('reports the loss against the true labels, however smooth the targets are', async () => {
    const losses: number[] = [];
    for (const labelSmoothing of [0, 0.5]) {
      const initial = { convolutions: [], dense: [formulaDense(784, 3, 0.1)] };
      const training = createTraining(initial, { batch: 12, labelSmoothing, random: unshuffled() });
      const { loss } = await training.epoch(formulaDrawings(), () => 0);
      await training.dispose();
      losses.push(loss);
    }
    expect(losses[1]).toBe(losses[0]);
  });

  // How far single weights may be off, of steps of 0.003. Measured: 1.5e-7; with the normalisation, whose statistics
  // TensorFlow.js rounds to floats, 1.6e-4, since Adam makes whole steps of gradients near zero.
  describe.each([
    ['', {}, 4e-7],
    [
      ', distorted and normalised, with decay',
      { batchNorm: true, weightDecay: 0.1, augmentation: { shift: 1 } },
      5e-4,
    ],
  ])('is that of the operations of TensorFlow.js%s', (_, options, tolerance) => {
    const initial = {
      convolutions: [
        formulaConvolution(5, 1, 12, 0.3),
        { ...formulaConvolution(3, 12, 13, 0.1), padding: 'same' as const },
      ],
      dense: [formulaDense(6 * 6 * 13, 7, 0.1), formulaDense(7, 3, 0.1)],
    };
    const settings = { batch: 5, alpha: 0.1, dropout: 0.2, labelSmoothing: 0.1, ...options };
    const RATE = 0.003;

    test.each(KERNEL_SETS)('with the kernels of the set "%s"', async (set) => {
      const plain = plainTraining(initial, settings, createRandom('same'), RATE, 3);
      useKernels(set);
      const { numTensors } = tf.memory();
      const training = createTraining(initial, { ...settings, random: createRandom('same') });
      const losses: number[] = [];
      for (let i = 0; i < 2; i++) losses.push((await training.epoch(formulaDrawings(), () => RATE)).loss);
      training.restore(training.snapshot());
      losses.push((await training.epoch(formulaDrawings(), () => RATE)).loss);
      const { variables } = training.snapshot();
      await training.dispose();
      expect(tf.memory().numTensors).toBe(numTensors);
      expect(new Set(plain.losses).size).toBe(3);
      for (const [i, loss] of losses.entries()) expect(loss).toBeCloseTo(plain.losses[i] as number, 4);
      expect(variables.map(({ length }) => length)).toEqual(plain.variables.map(({ length }) => length));
      for (const [i, own] of variables.entries()) {
        const wanted = plain.variables[i] as Float32Array;
        expect(Math.max(...own.map((w, j) => Math.abs(w - (wanted[j] as number))))).toBeLessThan(tolerance);
      }
    });
  });

  test('predicts by the normalisation that it trained with, folded into the convolutions', async () => {
    // One batch of all drawings and no learning: its statistics are the running ones.
    const initial = {
      convolutions: [
        formulaConvolution(5, 1, 4, 0.3),
        { ...formulaConvolution(3, 4, 6, 0.3), padding: 'same' as const, pool: false },
      ],
      dense: [formulaDense(12 * 12 * 6, 3, 0.1)],
    };
    const training = createTraining(initial, { batch: 12, batchNorm: true, random: unshuffled() });
    const normalised = await training.epoch(formulaDrawings(), () => 0);
    const folded = await training.score(formulaDrawings());
    await training.dispose();
    const plain = createTraining(initial, { batch: 12, random: unshuffled() });
    const without = await plain.score(formulaDrawings());
    await plain.dispose();
    expect(folded.loss).toBeCloseTo(normalised.loss, 4);
    expect(without.loss).not.toBeCloseTo(normalised.loss, 2);
  });
});
