import { expect, test } from 'vitest';
import { knownWords } from '../../src/core/metrics/knownWords.ts';
import { ranks, topShares } from '../../src/core/metrics/topAnswers.ts';
import { accuracy } from '../../src/core/metrics.ts';
import { createRandom } from '../../src/core/random.ts';

const N = 60;
const K = 8;
const rows = Array.from({ length: N }, (_, i) => {
  const row = Array.from({ length: K }, (__, c) => ((i * 7 + c * 13 + i * c * 5) % 101) + c / 100 + 1);
  const sum = row.reduce((a, b) => a + b, 0);
  return row.map((value) => value / sum);
});
const probabilities = Float32Array.from(rows.flat());
const labels = Uint16Array.from({ length: N }, (_, i) => (i * i + Math.floor(i / 3)) % K);

test('the shares among the first answers are those of scikit-learn', () => {
  // sklearn.metrics.top_k_accuracy_score(y, p, k=1, 3, 5) * 60, scikit-learn 1.2
  const shares = topShares(ranks(probabilities, labels), labels, [1, 3, 5], { random: createRandom('top') });
  expect(shares.map(({ value }) => Math.round(value * N))).toEqual([9, 22, 32]);
  for (const { value, low, high } of shares) {
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  }
});

test('of equal probabilities the lower class comes first, as in the most probable one', () => {
  expect([...ranks(Float32Array.of(0.4, 0.4, 0.2, 0.2, 0.4, 0.4), Uint16Array.of(1, 1))]).toEqual([2, 1]);
  expect([...ranks(Float32Array.of(0.25, 0.25, 0.5, 0.25, 0.25, 0.5), Uint8Array.of(0, 1))]).toEqual([2, 3]);
});

test('samples are drawn word by word: where each word is always right or never, they have no spread', () => {
  // Words of which one is always right and one never: bootstrap samples by word have no spread at all.
  const sure = Float32Array.of(1, 0, 1, 0, 1, 0, 1, 0);
  const [top] = topShares(ranks(sure, Uint8Array.of(0, 0, 1, 1)), Uint8Array.of(0, 0, 1, 1), [1], {
    random: createRandom('sure'),
    replicates: 50,
  });
  expect(top).toEqual({ value: 0.5, low: 0.5, high: 0.5 });
});

test('a model that may answer every word gets its accuracy', () => {
  const known = knownWords(probabilities, labels, K, { samples: 30, random: createRandom('words') });
  expect(known.samples).toBe(1);
  expect(known.mean).toBeCloseTo(accuracy(probabilities, labels), 12);
});

test('one that knows that it is one of two words is never asked about others, nor may it answer them', () => {
  // Every drawing of 0 and 1 looks most like 2; between the two the model is right about 0 and wrong about 1.
  const told = Float32Array.from([0.3, 0.1, 0.6, 0.3, 0.1, 0.6, 0, 0, 1].flat());
  const all = knownWords(told, Uint8Array.of(0, 1, 2), 2, { samples: 400, random: createRandom('pairs') });
  // Pairs {0, 1}: 1 of 2 right; {0, 2} and {1, 2}: the drawing of 2 alone.
  expect(all.mean).toBeCloseTo(0.5, 12);
  expect([all.low, all.high]).toEqual([0.5, 0.5]);
  const sure = Float32Array.from([0.9, 0.1, 0, 0.1, 0.9, 0, 0.2, 0.2, 0.6]);
  expect(knownWords(sure, Uint8Array.of(0, 1, 2), 2, { samples: 9, random: createRandom('s') }).mean).toBe(1);
});

test('the fewer the words, the more are right; the same seed draws the same sets', () => {
  const ask = (words: number, seed = 'seed') =>
    knownWords(probabilities, labels, words, { samples: 60, random: createRandom(seed) });
  expect(ask(2).mean).toBeGreaterThan(ask(4).mean);
  expect(ask(4).mean).toBeGreaterThan(ask(8).mean);
  expect(ask(4)).toEqual(ask(4));
  expect(ask(4, 'other')).not.toEqual(ask(4));
});

test('no set has fewer than two words, or more than there are', () => {
  for (const words of [1, 9, 2.5])
    expect(() => knownWords(probabilities, labels, words, { samples: 2, random: createRandom('x') })).toThrow(
      '2 to the 8 classes',
    );
});
