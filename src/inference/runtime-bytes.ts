/**
 * Length of `ort-wasm-simd-threaded.wasm` in the installed onnxruntime-web, checked by a test. The page shows it
 * before loading, and as the total where a server compresses the file and so hides how long it is.
 */
export const RUNTIME_BYTES = 14_239_897;

/** Of these, what comes over the line from a host that compresses as `precompress` does; checked by a test as well. */
export const RUNTIME_LINE_BYTES = 2_674_080;
