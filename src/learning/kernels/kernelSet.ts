import { KERNEL_SETS, type KernelSet } from '../../core/kernel-sets.ts';

export { KERNEL_SETS, type KernelSet };

export const isKernelSet = (text: string): text is KernelSet =>
  (KERNEL_SETS as readonly string[]).includes(text);

/**
 * (module (func (export "f") (param f32 f32 f32) (result f32)
 *   (f32x4.extract_lane 0 (f32x4.relaxed_madd (f32x4.splat a) (f32x4.splat b) (f32x4.splat c)))))
 */
// biome-ignore format: one section a line
const RELAXED_MADD = Uint8Array.of(
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, // "\0asm", version 1
  0x01, 0x08, 0x01, 0x60, 0x03, 0x7d, 0x7d, 0x7d, 0x01, 0x7d, // one type: three f32 to one f32
  0x03, 0x02, 0x01, 0x00, // one function, of that type
  0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00, // exported as "f"
  0x0a, 0x16, 0x01, 0x14, 0x00, // one body of 20 bytes, no locals
  0x20, 0x00, 0xfd, 0x13, 0x20, 0x01, 0xfd, 0x13, 0x20, 0x02, 0xfd, 0x13, // each parameter: local.get, f32x4.splat
  0xfd, 0x85, 0x02, 0xfd, 0x1f, 0x00, 0x0b, // f32x4.relaxed_madd, f32x4.extract_lane 0, end
);

/** a * b + c where a * b needs one bit more than a float has: 2^-24 when it is rounded once, 0 when it is rounded twice. */
const A = 1 + 2 ** -12;
const C = -(1 + 2 ** -11);

/**
 * The kernels to take where nothing is said: `relaxed` where the engine knows relaxed SIMD and the processor fuses.
 * An engine may also round twice there, which is slower and would make "relaxed" mean different bits on different machines.
 */
export function bestKernelSet(): KernelSet {
  if (!WebAssembly.validate(RELAXED_MADD)) return 'simd';
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(RELAXED_MADD));
  const multiplyAdd = exports['f'] as (a: number, b: number, c: number) => number;
  return multiplyAdd(A, A, C) === 2 ** -24 ? 'relaxed' : 'simd';
}

/** @throws RangeError for a set that this engine or processor cannot run, with what to do. */
export function checkKernelSet(set: KernelSet, best: KernelSet = bestKernelSet()): void {
  if (set === 'relaxed' && best !== 'relaxed')
    throw new RangeError(
      'the "relaxed" kernels want an engine with relaxed SIMD for WebAssembly (Node 22 or later) and a processor with fused multiply-add, and one of them is missing here: take the "simd" kernels',
    );
}

let chosen: KernelSet | undefined;

/**
 * Chooses what the networks of this thread compute with from now on.
 *
 * @throws RangeError for a set that cannot run here.
 */
export function useKernels(set: KernelSet): void {
  checkKernelSet(set);
  chosen = set;
}

/** What `useKernels` has chosen, or else the best set. */
export function chosenKernels(): KernelSet {
  chosen ??= bestKernelSet();
  return chosen;
}
