import { expect, test } from 'vitest';
import { kernelTable } from './kernelTable.ts';

const rows = [{ name: 'product', multiplyAdds: 15_700_000, rates: { relaxed: 12e9, simd: 9e9 } }];

test('the table tells what share of the limit each kernel reaches, in each set', () => {
  const table = kernelTable(rows, { relaxed: 24e9, simd: 18e9 });
  expect(table).toMatch(/relaxed +of the limit +simd +of the limit/);
  expect(table).toMatch(/registers +24\.0 +18\.0/);
  expect(table).toMatch(/product +15\.7 +12\.0 +50 % +9\.0 +50 %/);
});

test('a set that cannot run here has no columns', () => {
  expect(kernelTable(rows, { simd: 18e9 })).not.toMatch(/relaxed/);
});
