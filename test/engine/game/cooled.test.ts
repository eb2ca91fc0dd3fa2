import { beforeAll, expect, test } from 'vitest';
import { cooled } from '../../../pipeline/engine/game/cooled.ts';
import { createRandom } from '../../../src/core/random.ts';
import { PIXELS, type PublishedState, type WideConvnetState } from '../../../src/learning/classifier.ts';
import { createClassifier, fromState } from '../../../src/learning/index.ts';
import { useKernels } from '../../../src/learning/kernels/kernelSet.ts';

const COUNT = 24;
const CLASSES = ['a', 'b', 'c'];
const random = createRandom('cooled');
const drawings = {
  classes: CLASSES,
  count: COUNT,
  pixels: Uint8Array.from({ length: COUNT * PIXELS }, (_, i) =>
    random.next() < 0.1 + (i % 3) / 5 ? 255 : 0,
  ),
  labels: Uint8Array.from({ length: COUNT }, (_, i) => i % CLASSES.length),
};

/** A network that is far too sure: some of its probabilities are below what a metric tells from nothing. */
let state: WideConvnetState;
beforeAll(async () => {
  useKernels('simd');
  const network = createClassifier('wide-convnet', { maps: [4, 8], epochs: 1, batch: 8 });
  await network.fit(drawings, { random: createRandom('weights') });
  const learnt = network.state() as WideConvnetState;
  const [layer] = learnt.dense;
  if (!layer) throw new Error('no dense layer');
  const weights = layer.weights.map((_, i) => (i % 7) * 12 - 36);
  state = { ...learnt, dense: [{ ...layer, weights }] };
});

test('its logits are divided, down to the smallest probability', async () => {
  const temperature = 6;
  const before = await fromState(state).predictProba(drawings);
  const after = await fromState(cooled(state, temperature)).predictProba(drawings);
  expect(Math.min(...before)).toBeLessThan(1e-7);
  expect(Math.min(...before)).toBeGreaterThan(0);
  for (let row = 0; row < COUNT; row++) {
    const powers = CLASSES.map((_, c) => (before[row * CLASSES.length + c] as number) ** (1 / temperature));
    const sum = powers.reduce((a, b) => a + b, 0);
    powers.forEach((power, c) => {
      expect(after[row * CLASSES.length + c]).toBeCloseTo(power / sum, 4);
    });
  }
});

test('a temperature of 1 changes nothing, and the network that was given is left alone', () => {
  const weights = state.dense[0]?.weights.slice();
  expect(cooled(state, 1)).toEqual(state);
  cooled(state, 3);
  expect(state.dense[0]?.weights).toEqual(weights);
});

test('what has no dense layer at its end is refused', () => {
  const forest: PublishedState = { family: 'forest', classes: 2, trees: [] };
  expect(() => cooled(forest, 2)).toThrow('a forest has no dense layer that a temperature can go into');
});
