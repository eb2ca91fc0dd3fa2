/**
 * How ONNX Runtime is to open a model, anew each time, since it writes into what it is given. With `disable_quant_qdq`
 * it computes weights that are stored in 8 bits once, when it opens the file, and works with floats from then on;
 * without it a dense layer of such weights becomes a MatMulNBits, which takes six times as long or more. For models
 * without such weights nothing changes.
 */
export const sessionOptions = () => ({
  executionProviders: ['wasm'],
  extra: { session: { disable_quant_qdq: '1' } },
});
