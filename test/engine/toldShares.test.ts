import { expect, test } from 'vitest';
import { toldShares } from '../../pipeline/engine/toldShares.ts';

/** Shares of some classes, by place; of the others none. */
const among = (k: number, given: Record<number, number>) =>
  Float32Array.from({ length: k }, (_, c) => given[c] ?? 0);

test('of few classes every share is told to four digits', () => {
  expect(toldShares(among(3, { 0: 0.00004, 1: 0.98766, 2: 0.01231 }), 0)).toEqual([0, 0.9877, 0.0123]);
});

test('of many, slivers are none, but for the class that it is', () => {
  const told = toldShares(among(12, { 0: 0.02, 1: 0.029, 2: 0.12345, 3: 0.8, 4: 0.0281 }), 1);
  expect(told).toEqual([0, 0.029, 0.123, 0.8, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test('of very many, what a drawing is taken for is told however little it has', () => {
  const told = toldShares(
    Float32Array.from({ length: 100 }, (_, c) => (c === 70 ? 0.012 : 0.0099)),
    3,
  );
  expect(told.indexOf(Math.max(...told))).toBe(70);
  expect(told.filter((share) => share > 0)).toEqual([0.01, 0.012]);
});
