/**
 * The kernels that networks train and predict with, as the results name them: `relaxed` rounds once where it multiplies
 * and adds (fused multiply-add, from WebAssembly's relaxed SIMD), `simd` rounds twice, as every machine can. Each gives the same bits
 * whenever it is used; the two differ in the last ones.
 */
export const KERNEL_SETS = ['relaxed', 'simd'] as const;
export type KernelSet = (typeof KERNEL_SETS)[number];
