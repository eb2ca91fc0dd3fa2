import { BINARY } from './binary.ts';

type Kernel = (...args: number[]) => number;

/** The functions of `assembly/index.ts`. Numbers are addresses in bytes, counts, or factors; see there. */
export type Kernels = Readonly<
  Record<
    | 'adam'
    | 'addBias'
    | 'convolve'
    | 'convolvePooled'
    | 'countZeros'
    | 'filterGradient'
    | 'inkOf'
    | 'multiply'
    | 'multiplyDrawings'
    | 'multiplySparse'
    | 'multiplySparseTransposed'
    | 'multiplyTransposed'
    | 'pack'
    | 'packTurned'
    | 'pooledGradients'
    | 'sumOpen'
    | 'widenPixels',
    Kernel
  >
>;

/** The kernels on a memory. */
export function instantiate(memory: WebAssembly.Memory): Kernels {
  const bytes = Uint8Array.from(atob(BINARY), (character) => character.charCodeAt(0));
  const module = new WebAssembly.Module(bytes);
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}
