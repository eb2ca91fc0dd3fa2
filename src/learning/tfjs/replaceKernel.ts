import * as tf from '@tensorflow/tfjs-core';

/**
 * Puts a kernel of our own in front of the WebAssembly backend's: `attempt` gives undefined for the
 * cases that it does not cover, which then go to the backend's own kernel.
 *
 * @throws Error when the backend has no kernel of that name.
 */
export function replaceKernel(
  kernelName: string,
  attempt: (inputs: tf.NamedTensorMap, attrs: tf.NamedAttrMap) => tf.TensorInfo | undefined,
): void {
  const original = tf.getKernel(kernelName, 'wasm');
  if (!original) throw new Error(`the WebAssembly backend has no kernel ${kernelName} to build on`);
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    ...original,
    kernelFunc: (call) =>
      attempt(call.inputs as tf.NamedTensorMap, call.attrs ?? {}) ?? original.kernelFunc(call),
  });
}
