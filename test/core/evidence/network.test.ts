import { describe, expect, it } from 'vitest';
import { exportModel } from '../../../pipeline/export/exportModel.ts';
import { convnetForward } from '../../../src/core/convnet-forward.ts';
import {
  backward,
  forward,
  type Network,
  readNetworks,
  type Values,
} from '../../../src/core/evidence/network.ts';
import { readOnnx } from '../../../src/core/read-onnx.ts';
import { madeUpConvnet, madeUpDrawings, madeUpForest, madeUpPerceptron } from '../../export/states.ts';

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
  it('see in a convnet what the build-time forward pass sees', () => {
    const graph = readOnnx(exportModel(madeUpConvnet(2), METADATA));
    const [network, ...others] = readNetworks(graph);
    expect(others).toEqual([]);
    const steps = forward(network ?? [], drawing);
    const expected = convnetForward(graph, ink);
    const at = (name: 'conv1' | 'pool1' | 'conv2' | 'pool2', step: number) => {
      expect([steps[step]?.count, steps[step]?.side]).toEqual([expected[name].count, expected[name].side]);
      expected[name].values.forEach((value, i) => {
        expect(steps[step]?.values[i]).toBeCloseTo(value, 3);
      });
    };
    at('conv1', 2);
    at('pool1', 3);
    at('conv2', 5);
    at('pool2', 6);
  });

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
});

describe('backward', () => {
  it.each([
    ['a perceptron', () => madeUpPerceptron(2, [20, 10])],
    ['a convnet', () => madeUpConvnet(2)],
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
    const rest = network.slice(at);
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
