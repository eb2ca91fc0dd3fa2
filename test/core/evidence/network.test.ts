import { describe, expect, it } from 'vitest';
import type { Network, Values } from '../../../src/core/evidence/layers.ts';
import { backward, forward, readNetworks } from '../../../src/core/evidence/network.ts';
import { readOnnx } from '../../../src/core/read-onnx.ts';
import { exportModel } from '../../../src/learning/export/exportModel.ts';
import {
  madeUpConvnet,
  madeUpDrawings,
  madeUpForest,
  madeUpPerceptron,
  madeUpWideConvnet,
} from '../../learning/export/states.ts';

const METADATA = {
  classes: ['cat', 'sheep'],
  experiment: 'made-up',
  datasetSha256: '',
  trainDrawings: 1,
  accuracy: 0.9,
};
const ink = Float32Array.from(madeUpDrawings(1).pixels, (pixel) => pixel / 255);
const drawing: Values = { count: 1, side: 28, values: ink };

describe('readNetworks and forward', () => {
  it('refuse a model of another family', () => {
    const graph = readOnnx(exportModel(madeUpForest(2), METADATA));
    expect(() => readNetworks(graph)).toThrow('no network of this site');
  });

  it('pad with zeros where a window reaches over the edge', () => {
    const kernel = new Float32Array(9).fill(1);
    const bias = Float32Array.of(0.5);
    const network: Network = [{ kind: 'conv', inputs: 1, outputs: 1, size: 3, padding: 1, kernel, bias }];
    const { side, values } = forward(network, {
      ...drawing,
      values: new Float32Array(784).fill(1),
    })[1] as Values;
    expect(side).toBe(28);
    expect([values[0], values[1], values[29]]).toEqual([4.5, 6.5, 9.5]);
  });

  it('slide the kernel without turning it over, sum over the maps, and add the bias', () => {
    const values = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    const kernel = Float32Array.of(1, 0, 0, -1, 0, 0, 0, 1);
    const conv = { kind: 'conv', inputs: 1, outputs: 2, size: 2, padding: 0 } as const;
    const two: Network = [{ ...conv, kernel, bias: Float32Array.of(5, -6) }];
    expect([...(forward(two, { count: 1, side: 3, values })[1]?.values ?? [])]).toEqual([
      1, 1, 1, 1, -1, 0, 2, 3,
    ]);
    const sum: Network = [
      { ...conv, inputs: 2, outputs: 1, size: 1, kernel: Float32Array.of(10, 1), bias: Float32Array.of(0) },
    ];
    expect(forward(sum, { count: 2, side: 1, values: Float32Array.of(3, 5) })[1]?.values[0]).toBe(35);
  });

  it('keep the greatest of each patch and drop an odd edge', () => {
    const values = Float32Array.of(1, 2, 9, 4, 3, 9, 9, 9, 9);
    expect(forward([{ kind: 'pool' }], { count: 1, side: 3, values })[1]).toEqual({
      count: 1,
      side: 1,
      values: Float32Array.of(4),
    });
  });
});

describe('backward', () => {
  it.each([
    ['a perceptron', () => madeUpPerceptron(2, [20, 10])],
    ['a convnet', () => madeUpConvnet(2)],
    ['a wide network with residual pairs', () => madeUpWideConvnet(2)],
  ])('tells how the logits of %s change with each value between the layers', (_, state) => {
    const [network = []] = readNetworks(readOnnx(exportModel(state(), METADATA)));
    const steps = forward(network, drawing);
    const gradients = backward(network, steps, Float32Array.of(1, -1));
    const margin = (all: readonly Values[]) => {
      const [a = 0, b = 0] = all.at(-1)?.values ?? [];
      return a - b;
    };
    // After the first ReLU: the later layers are run again on values moved a little.
    const at = network.findIndex(({ kind }) => kind === 'relu') + 1;
    const rest = network
      .slice(at)
      .map((layer) => (layer.kind === 'add' ? { ...layer, step: layer.step - at } : layer));
    const input = steps[at] as Values;
    const rerun = (values: Float32Array) => margin(forward(rest, { ...input, values }));
    const base = rerun(input.values);
    expect(base).toBeCloseTo(margin(steps), 4);
    const strongest = [...(gradients[at] ?? [])]
      .map((gradient, i) => ({ gradient, i }))
      .sort((a, b) => Math.abs(b.gradient) - Math.abs(a.gradient))
      .slice(0, 8);
    for (const { gradient, i } of strongest) {
      const moved = Float32Array.from(input.values);
      moved[i] = (moved[i] ?? 0) + 1e-2;
      const slope = (rerun(moved) - base) / 1e-2;
      expect(Math.abs(slope - gradient)).toBeLessThan(0.05 * Math.max(1, Math.abs(gradient)));
    }
  });
});
