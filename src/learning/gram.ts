import { instantiate } from './kernels/kernels.ts';

const upToThree = (n: number) => 3 * Math.ceil(n / 3);

/**
 * The products of rows with each other, exactly, by SIMD on 16-bit numbers; each must fit into 32 bits. [size, size]
 * @param rows [size, length], the length a multiple of eight
 */
export function gram(rows: Int16Array, size: number, length: number): Float64Array {
  const wide = upToThree(size); // rows, the last ones of zeros
  const products = wide * length * 2;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((products + 4 * wide * wide) / 2 ** 16) });
  const { multiplyDrawings } = instantiate(memory, 'simd'); // whole numbers: the same in every set
  new Int16Array(memory.buffer).set(rows);
  multiplyDrawings(0, 0, products, wide, wide, length);
  const found = new Int32Array(memory.buffer, products, wide * wide);
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) out[i * size + j] = found[i * wide + j]!;
  return out;
}
