import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { floorOf, frameOf, lossAt, slopeAt } from '../../../src/charts/loss-valley.ts';
import { chooseRates } from '../../../src/charts/valley-descent.ts';
import type { Network } from '../../../src/core/evidence/layers.ts';
import { readNetworks } from '../../../src/core/evidence/network.ts';
import { networkProbabilities } from '../../../src/core/evidence/network-evidence.ts';
import { readOnnx } from '../../../src/core/read-onnx.ts';
import { readSprite } from '../../../src/core/read-sprite.ts';
import { chooseWeight } from '../../../src/figures/Valley/choose-weight.ts';

/** Units that copy the first three pixels, and two outputs. */
const small: Network = [
  {
    kind: 'dense',
    inputs: 784,
    outputs: 3,
    weights: Float32Array.from({ length: 784 * 3 }, (_, i) => Number(i === 0 || i === 4 || i === 8)),
    bias: new Float32Array(3),
  },
  { kind: 'relu' },
  {
    kind: 'dense',
    inputs: 3,
    outputs: 2,
    weights: Float32Array.of(0, 0, 1, 0, 2, 0),
    bias: Float32Array.of(0.5, 0),
  },
];
const drawing = (label: number, ...pixels: number[]) => {
  const ink = new Float32Array(784);
  ink.set(pixels);
  return { ink, label };
};
// The first unit answers to the first class alone; the second to both; the third to both, to one of them faintly.
const drawings = [drawing(0, 1, 0.5, 1), drawing(1, 0, 0.5, 0.125)];

describe('the weight of the valley', () => {
  it('is the one with the highest lower wall, and its margins are those of the network', () => {
    const { unit, units, learnt, valley } = chooseWeight(small, drawings);
    expect({ unit, units, learnt }).toEqual({ unit: 1, units: 3, learnt: 1 });
    expect(valley.gains).toEqual([0.5, -0.5]);
    // First drawing: 0.5 + 0.5 + 2 for the first class. Second: 0.5 + 0.5 + 0.25 for it, and so against the right one.
    expect(valley.offsets).toEqual([2.5, -0.75]);
  });

  it.each([
    ['another ending', small.slice(0, 2), drawings, 'ends in a dense layer with two outputs'],
    ['no unit that answers to both classes', small, [drawing(0, 1), drawing(1, 0, 1)], 'answers to both'],
  ])('is refused with %s', (_, network, few, message) => {
    expect(() => chooseWeight(network, few)).toThrow(message);
  });
});

describe('the published perceptron of cats and sheep', () => {
  const root = join(import.meta.dirname, '../../..');
  const read = (file: string) => readFileSync(join(root, 'public', file));
  const [network = []] = readNetworks(readOnnx(read('models/cats-and-sheep-perceptron.onnx')));
  const exhibits = ['cat', 'sheep'].flatMap((name, label) =>
    readSprite(read(`exhibits/${name}.png`), 30, name).map((ink) => ({ ink, label })),
  );
  const { valley, learnt } = chooseWeight(network, exhibits);

  it('has at the learnt weight the loss of its own probabilities', () => {
    const losses = exhibits.map(
      ({ ink, label }) => -Math.log(networkProbabilities(network, ink)[label] as number),
    );
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    expect(lossAt(valley, learnt)).toBeCloseTo(mean, 3);
  });

  it('has a valley in which rates are too short, right and too long', () => {
    const frame = frameOf(valley, 1.5);
    const near = 0.02 * (frame[1] - frame[0]);
    const floor = floorOf(valley);
    expect(slopeAt(valley, frame[0])).toBeLessThan(0);
    expect(slopeAt(valley, frame[1])).toBeGreaterThan(0);
    const { rates, short, right, long } = chooseRates({ valley, start: frame[0] + near, floor, near });
    expect(short).toBeLessThan(right);
    expect(right).toBeLessThan(long);
    expect(rates.length).toBeGreaterThan(8);
    expect(rates.length).toBeLessThan(25);
  });
});
