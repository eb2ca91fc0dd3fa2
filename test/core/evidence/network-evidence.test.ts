import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src/core/evidence/layers.ts';
import { readNetworks } from '../../../src/core/evidence/network.ts';
import { networkEvidence, shownWeights } from '../../../src/core/evidence/network-evidence.ts';
import { readOnnx } from '../../../src/core/read-onnx.ts';
import { exportModel } from '../../../src/learning/export/exportModel.ts';
import {
  madeUpConvnet,
  madeUpDrawings,
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

/** Takes all biases behind the first dense layer away, so that pushes must add up to the margin. */
const withoutLaterBiases = (network: Network): Network => {
  const first = network.findIndex(({ kind }) => kind === 'dense');
  return network.map((layer, i) =>
    layer.kind === 'dense' && i > first ? { ...layer, bias: new Float32Array(layer.outputs) } : layer,
  );
};

describe('networkEvidence', () => {
  it('splits the margin of a perceptron over the units of its first layer, exactly but for later biases', () => {
    const [read = []] = readNetworks(readOnnx(exportModel(madeUpPerceptron(2, [30, 20]), METADATA)));
    const network = withoutLaterBiases(read);
    const { margin, layers, winner, runnerUp, probabilities } = networkEvidence(network, ink);
    expect(layers).toHaveLength(1);
    const sum = layers[0]?.pushes.reduce((total, push) => total + push, 0) ?? 0;
    expect(sum).toBeCloseTo(margin, 3);
    expect(margin).toBeGreaterThan(0);
    expect(Math.log((probabilities[winner] ?? 0) / (probabilities[runnerUp] ?? 0))).toBeCloseTo(margin, 3);
  });

  it('gives a unit that is silent no push', () => {
    const [network = []] = readNetworks(readOnnx(exportModel(madeUpPerceptron(2, [30, 20]), METADATA)));
    const [layer] = networkEvidence(network, ink).layers;
    const silent = [...(layer?.values ?? [])].flatMap((value, unit) => (value === 0 ? [unit] : []));
    expect(silent.length).toBeGreaterThan(0);
    for (const unit of silent) expect(layer?.pushes[unit]).toBeCloseTo(0, 10);
  });

  it('shows of a wide network each stage’s last maps, whose pushes and the bias are the margin', () => {
    const [network = []] = readNetworks(readOnnx(exportModel(madeUpWideConvnet(2), METADATA)));
    const { layers, margin, winner, runnerUp } = networkEvidence(network, ink);
    expect(layers.map(({ number, count, side }) => [number, count, side])).toEqual([
      [3, 8, 28],
      [6, 12, 14],
    ]);
    expect(shownWeights(network).map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
      [8, 8],
      [12, 12],
    ]);
    const last = network.at(-1);
    const bias = last?.kind === 'dense' ? (last.bias[winner] ?? 0) - (last.bias[runnerUp] ?? 0) : 0;
    const sum = layers.at(-1)?.pushes.reduce((total, push) => total + push, 0) ?? 0;
    expect(sum + bias).toBeCloseTo(margin, 4);
  });

  it('shows the maps of every convolution with the kernels behind them', () => {
    const [network = []] = readNetworks(readOnnx(exportModel(madeUpConvnet(2), METADATA)));
    const { layers } = networkEvidence(network, ink);
    expect(layers.map(({ count, side }) => [count, side])).toEqual([
      [30, 24],
      [15, 10],
    ]);
    expect(shownWeights(network).map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
      [1, 30],
      [30, 15],
    ]);
  });
});
