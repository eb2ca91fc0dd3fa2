import { expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { gram } from '../../src/learning/gram.ts';

it.each([1, 2, 3, 7, 32])('of %i rows has the products of each with each', (size) => {
  const random = createRandom(size);
  const length = 40;
  const rows = Int16Array.from({ length: size * length }, () => random.int(9000) - 4500);
  const wanted: number[] = [];
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let p = 0; p < length; p++) sum += rows[i * length + p]! * rows[j * length + p]!;
      wanted.push(sum);
    }
  expect([...gram(rows, size, length)]).toEqual(wanted);
});
