import { expect, test } from 'vitest';
import { KERNEL_SETS } from '../../../src/core/kernel-sets.ts';
import { instantiate } from '../../../src/learning/kernels/kernels.ts';

test.each(KERNEL_SETS)('the kernels "%s" leave the memory that they are put on as it is', (set) => {
  const memory = new WebAssembly.Memory({ initial: 2 });
  const bytes = new Uint8Array(memory.buffer).fill(255);
  const { addTo } = instantiate(memory, set);
  expect(bytes.every((byte) => byte === 255)).toBe(true);
  new Float32Array(memory.buffer, 1024, 5).set([1, 2, 3, 4, 5]);
  new Float32Array(memory.buffer, 2048, 5).set([10, 20, 30, 40, 50]);
  addTo(1024, 2048, 5);
  expect([...new Float32Array(memory.buffer, 1024, 5)]).toEqual([11, 22, 33, 44, 55]);
});

test.each(KERNEL_SETS)('"%s" drops what is below the limit, whichever half of 32 bits it is in', (set) => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { dropMask } = instantiate(memory, set);
  const numbers = [0, 1, 5, 6, 7, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 2 ** 32 - 2, 2 ** 32 - 1];
  for (const limit of [0, 6, 2 ** 31, 2 ** 32 - 1]) {
    const drawn = new Uint32Array(memory.buffer, 64, numbers.length + 1);
    drawn.set([...numbers, 77]);
    dropMask(64, numbers.length, limit, 1.25);
    const mask = [...new Float32Array(memory.buffer, 64, numbers.length)];
    expect(mask).toEqual(numbers.map((number) => (number < limit ? 0 : 1.25)));
    expect(drawn.at(-1)).toBe(77);
  }
});
