/**
 * sum + a * b in four lanes. In the kernels of the set "relaxed" the product is not rounded before it is added where
 * the processor has such an instruction, which is a third faster; in those of the set "simd" it is, as in TensorFlow.js.
 */
@inline
export function fused(sum: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(sum, f32x4.mul(a, b));
}
