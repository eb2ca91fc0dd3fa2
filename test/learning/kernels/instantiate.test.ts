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
