import { expect, test } from 'vitest';
import { createRandom } from '../../src/core/random.ts';

/**
 * xoshiro128** as its authors publish it (https://prng.di.unimi.it/xoshiro128starstar.c), on 64-bit integers
 * cut to 32 bits, from the state that the seed text gives.
 */
function reference(state: readonly bigint[], count: number): bigint[] {
  const cut = (x: bigint) => x & 0xffff_ffffn;
  const rotate = (x: bigint, k: bigint) => cut((x << k) | (x >> (32n - k)));
  const s = [...state] as [bigint, bigint, bigint, bigint];
  return Array.from({ length: count }, () => {
    const result = cut(rotate(cut(s[1] * 5n), 7n) * 9n);
    const t = cut(s[1] << 9n);
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 11n);
    return result;
  });
}

/** FNV-1a, then splitmix32, on arbitrary-precision integers. */
function stateOf(seed: string): bigint[] {
  const cut = (x: bigint) => x & 0xffff_ffffn;
  let hash = 0x811c9dc5n;
  for (const letter of seed) hash = cut((hash ^ BigInt(letter.charCodeAt(0))) * 0x01000193n);
  return Array.from({ length: 4 }, () => {
    hash = cut(hash + 0x9e3779b9n);
    let z = hash ^ (hash >> 16n);
    z = cut(z * 0x21f0aaadn);
    z = cut((z ^ (z >> 15n)) * 0x735a2d97n);
    return z ^ (z >> 15n);
  });
}

test.each(['1', '2017', 'forest/tree 7', ''])(
  'seed "%s" gives the sequence of the published algorithm',
  (seed) => {
    const random = createRandom(seed);
    const got = Array.from({ length: 100 }, () => BigInt(random.next() * 2 ** 32));
    expect(got).toEqual(reference(stateOf(seed), 100));
  },
);

test('many at once are the numbers that come one by one, and what comes after them goes on', () => {
  const [one, many] = [createRandom('many'), createRandom('many')];
  expect([...many.fill(new Uint32Array(50))]).toEqual(Array.from({ length: 50 }, () => one.next() * 2 ** 32));
  expect(many.position()).toEqual(one.position());
  expect(many.next()).toBe(one.next());
});

test('a number and its text are the same seed, and another seed gives another sequence', () => {
  expect(createRandom(7).next()).toBe(createRandom('7').next());
  expect(createRandom(7).next()).not.toBe(createRandom(8).next());
});

test('a fork depends on the seed and the name, not on how far the parent has come', () => {
  const parent = createRandom(1);
  const early = parent.fork('a').next();
  parent.next();
  expect(parent.fork('a').next()).toBe(early);
  expect(parent.fork('b').next()).not.toBe(early);
});

test('whole numbers stay below the bound and hit every value about equally often', () => {
  const random = createRandom('dice');
  const counts = new Array(6).fill(0);
  for (let i = 0; i < 60_000; i++) counts[random.int(6)] += 1;
  // Chi-squared with 5 degrees of freedom stays below 20.5 with probability 0.999.
  const chiSquared = counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
  expect(chiSquared).toBeLessThan(20.5);
});

test.each([0, -1, 1.5, Number.NaN, 2 ** 33])('the bound %d is refused', (bound) => {
  expect(() => createRandom(1).int(bound)).toThrow(/random bound must be a whole number from 1 to 2\^32/);
});

test('normal numbers have mean 0 and standard deviation 1', () => {
  const random = createRandom('bell');
  const values = Array.from({ length: 40_000 }, () => random.normal());
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
  expect(values.every(Number.isFinite)).toBe(true);
});

test('shuffling keeps every item and gives every order of three about equally often', () => {
  const random = createRandom('cards');
  const counts = new Map<string, number>();
  for (let i = 0; i < 12_000; i++) {
    const order = random.shuffle(['a', 'b', 'c']).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
  for (const n of counts.values()) expect(Math.abs(n - 2000)).toBeLessThan(200);
});

test('goes on from a position with the same numbers', () => {
  const random = createRandom('walk');
  random.next();
  const position = random.position();
  const onwards = [random.next(), random.int(7), random.normal()];
  const other = createRandom('elsewhere');
  other.restore(position);
  expect([other.next(), other.int(7), other.normal()]).toEqual(onwards);
  expect(position).toHaveLength(4);
});
