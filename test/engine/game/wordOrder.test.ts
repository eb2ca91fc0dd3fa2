import { expect, test } from 'vitest';
import { answerDistances, meanAnswers, wordOrder } from '../../../pipeline/engine/game/wordOrder.ts';

/** Two kinds of three words each, told apart surely, while the words of a kind are often taken for each other. */
const K = 6;
const kindOf = (word: number) => word % 2;
const means = Array.from({ length: K }, (_, word) =>
  Float64Array.from({ length: K }, (__, other) =>
    other === word ? 0.5 : kindOf(other) === kindOf(word) ? 0.24 : 0.02 / 3,
  ),
);

test('mean answers are means over the drawings of a word', () => {
  const probabilities = Float32Array.of(0.75, 0.25, 0.25, 0.75, 0.5, 0.5);
  expect(meanAnswers(probabilities, Uint8Array.of(0, 0, 1), 2).map((row) => [...row])).toEqual([
    [0.5, 0.5],
    [0.5, 0.5],
  ]);
});

test('a word is at no distance from itself, and at distance 1 from one that is answered wholly otherwise', () => {
  const distances = answerDistances([
    Float64Array.of(1, 0, 0),
    Float64Array.of(0, 0.5, 0.5),
    Float64Array.of(0.5, 0.5, 0),
  ]);
  expect(distances[0]).toEqual([0, 1, Math.sqrt(1 - Math.SQRT1_2)]);
  expect(distances[1]?.[2]).toBeCloseTo(Math.sqrt(0.5), 12); // the overlap is sqrt(0.5 * 0.5)
  for (const [i, row] of distances.entries())
    for (const [j, distance] of row.entries()) expect(distance).toBe(distances[j]?.[i]);
});

test('words that are taken for each other stand together, and make the families', () => {
  const { order, families } = wordOrder(answerDistances(means), 2);
  expect(families).toEqual([{ size: 3 }, { size: 3 }]);
  expect(order.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(new Set(order.slice(0, 3).map(kindOf)).size).toBe(1);
  expect(new Set(order.slice(3).map(kindOf)).size).toBe(1);
});

test('the sizes of the families sum to all words, whatever their number', () => {
  for (const wanted of [1, 2, 3, 5, 6, 40]) {
    const { families } = wordOrder(answerDistances(means), wanted);
    expect(families.length).toBe(Math.min(wanted, K));
    expect(families.reduce((sum, { size }) => sum + size, 0)).toBe(K);
  }
});

test('along a line of words, each most like the next, the order is the line', () => {
  const line = [4, 2, 0, 5, 1, 3]; // word at each place
  const distances = Array.from({ length: K }, (_, a) =>
    Array.from({ length: K }, (__, b) => Math.abs(line.indexOf(a) - line.indexOf(b)) / K),
  );
  const { order } = wordOrder(distances, 1);
  expect([line, line.toReversed()]).toContainEqual([...order]);
});
