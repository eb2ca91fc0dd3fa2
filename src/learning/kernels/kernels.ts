import type { KernelSet } from '../../core/kernel-sets.ts';
import { BINARIES } from './binary.ts';

type Kernel = (...args: number[]) => number;

/** The functions of `assembly/index.ts`. Numbers are addresses in bytes, counts, or factors; see there. */
export type Kernels = Readonly<
  Record<
    | 'adam'
    | 'addBias'
    | 'addTo'
    | 'codeDistances'
    | 'convolve'
    | 'convolvePooled'
    | 'copyEvery'
    | 'countZeros'
    | 'dropMask'
    | 'filterGradient'
    | 'inkOf'
    | 'layInks'
    | 'listInk'
    | 'layPairs'
    | 'leanGradients'
    | 'leanMaps'
    | 'leanOpenSums'
    | 'leanPooledGradients'
    | 'leanPooledMaps'
    | 'leanPooledSums'
    | 'leanSums'
    | 'mapSums'
    | 'meanPlaces'
    | 'multiply'
    | 'multiplyDrawings'
    | 'multiplyPairs'
    | 'multiplySparse'
    | 'multiplySparseTransposed'
    | 'multiplyTransposed'
    | 'normaliseMaps'
    | 'normGradients'
    | 'openSums'
    | 'pack'
    | 'packTurned'
    | 'pixelDistances'
    | 'pooledGradients'
    | 'roundProducts'
    | 'smallest'
    | 'spreadOverPlaces'
    | 'sumInk'
    | 'sumOpen'
    | 'sumTurned'
    | 'turnInk'
    | 'widenPixels'
    | 'within'
    | 'winogradConvolve'
    | 'winogradFilter'
    | 'winogradFilterGradient',
    Kernel
  >
>;

const modules: Partial<Record<KernelSet, WebAssembly.Module>> = {};

/** The kernels of a set on a memory. */
export function instantiate(memory: WebAssembly.Memory, set: KernelSet): Kernels {
  modules[set] ??= new WebAssembly.Module(
    Uint8Array.from(atob(BINARIES[set]), (character) => character.charCodeAt(0)),
  );
  return new WebAssembly.Instance(modules[set], { env: { memory } }).exports as unknown as Kernels;
}
