import { expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { createInkProducts } from '../../src/learning/inkProducts.ts';

const LENGTH = 48;
const N = 64;
const random = createRandom('ink products');
const rows = Int16Array.from({ length: N * LENGTH }, () => random.int(65_536) - 32_768);

/** Drawings of which `share` of the pixels have ink. */
const drawings = (count: number, share: number) =>
  Uint8Array.from({ length: count * LENGTH }, () => (random.next() < share ? 1 + random.int(255) : 0));

function expected(inks: Uint8Array): number[] {
  const products: number[] = [];
  for (let i = 0; i < inks.length; i += LENGTH)
    for (let r = 0; r < N; r++) {
      let sum = 0;
      for (let p = 0; p < LENGTH; p++) sum += inks[i + p]! * rows[r * LENGTH + p]!;
      products.push(sum);
    }
  return products;
}

it.each([0, 0.05, 0.5, 1])('multiplies drawings of which the share %f is inked as plain sums do', (share) => {
  const products = createInkProducts(N, LENGTH);
  products.setRows(rows);
  for (const count of [1, 5, 16]) {
    const inks = drawings(count, share);
    const found = expected(inks);
    expect([...products.multiply(inks)]).toEqual(found);
    // The factor and the result are taken to seven digits before it is rounded.
    products.rounded(1e-4).forEach((rounded, i) => {
      expect(Math.abs(rounded - found[i]! * 1e-4)).toBeLessThan(0.51);
    });
  }
});

it('takes other rows in place of the first', () => {
  const products = createInkProducts(32, 16);
  products.setRows(new Int16Array(32 * 16).fill(3));
  products.setRows(new Int16Array(32 * 16).fill(-2));
  expect([...products.multiply(new Uint8Array(16).fill(5))]).toEqual(new Array(32).fill(-160));
});
