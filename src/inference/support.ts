/** The smallest module: magic and version. */
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
/** A function of SIMD instructions, after https://github.com/GoogleChromeLabs/wasm-feature-detect. */
const SIMD_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98,
  11,
]);

/**
 * Finds out whether WebAssembly with SIMD runs here, before 14 MB are fetched in vain.
 * @throws Error for the reader: an old browser, or a content security policy in the way. What is lost without it, the page
 * says.
 */
export async function assertWebAssembly(): Promise<void> {
  if (typeof WebAssembly === 'undefined') throw new Error('This browser has no WebAssembly.');
  try {
    await WebAssembly.compile(EMPTY_MODULE);
  } catch (error) {
    throw new Error(
      `This browser does not let the page run WebAssembly (${error instanceof Error ? error.message : error}).`,
    );
  }
  if (!WebAssembly.validate(SIMD_MODULE))
    throw new Error('The WebAssembly of this browser is too old: it lacks SIMD instructions.');
}
