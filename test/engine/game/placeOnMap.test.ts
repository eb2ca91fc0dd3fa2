import { expect, test } from 'vitest';
import { MAP_SIDE, placeOnMap } from '../../../pipeline/engine/game/placeOnMap.ts';
import { unitRows } from '../../../pipeline/engine/game/unitRows.ts';
import { createRandom } from '../../../src/core/random.ts';

/** Three heaps of 20 in eight dimensions. */
const D = 8;
const N = 60;
const random = createRandom('heaps');
const rows = unitRows(
  Float32Array.from({ length: N * D }, (_, i) => {
    const heap = Math.floor(i / D) % 3;
    return (i % D === heap ? 5 : 0) + random.next();
  }),
  D,
);

test('drawings of a heap lie nearer each other than those of another, in the square', () => {
  const places = placeOnMap(rows, createRandom('map'));
  expect(places.length).toBe(N);
  for (const value of places.flat()) {
    expect(Number.isInteger(value)).toBe(true);
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(MAP_SIDE);
  }
  const distance = (a: number, b: number) =>
    Math.hypot((places[a]?.[0] ?? 0) - (places[b]?.[0] ?? 0), (places[a]?.[1] ?? 0) - (places[b]?.[1] ?? 0));
  for (let a = 0; a < N; a++) {
    const near = Array.from({ length: N }, (_, b) => b)
      .filter((b) => b !== a)
      .sort((b, c) => distance(a, b) - distance(a, c))
      .slice(0, 3);
    for (const b of near) expect(b % 3).toBe(a % 3);
  }
});

test('the same seed gives the same map', () => {
  expect(placeOnMap(rows, createRandom('map'))).toEqual(placeOnMap(rows, createRandom('map')));
});

test('a row of zeros stays as it is, and others get length 1', () => {
  expect(unitRows(Float32Array.of(3, 4, 0, 0), 2)).toEqual([Float32Array.of(0.6, 0.8), new Float32Array(2)]);
});
