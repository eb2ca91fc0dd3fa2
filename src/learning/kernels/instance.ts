import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { chosenKernels, type KernelSet } from './kernelSet.ts';
import { instantiate, type Kernels } from './kernels.ts';

let loaded:
  | { readonly memory: WebAssembly.Memory; readonly set: KernelSet; readonly kernels: Kernels }
  | undefined;

/**
 * The memory of the WebAssembly backend. Views of its buffer are detached when it grows.
 *
 * @throws Error when the backend keeps its memory elsewhere than it does in the version that is installed here.
 */
export function memory(): WebAssembly.Memory {
  const { wasm } = tf.backend() as unknown as { wasm: { asm?: { memory?: WebAssembly.Memory } } };
  if (!wasm.asm?.memory)
    throw new Error(
      'the WebAssembly backend does not show its memory: run "npm ci" to install the version that the kernels are written for',
    );
  return wasm.asm.memory;
}

/** The chosen kernels on that memory, so that they read and write the backend's tensors where they are. */
export function kernels(): Kernels {
  const own = memory();
  const set = chosenKernels();
  if (loaded?.memory !== own || loaded.set !== set)
    loaded = { memory: own, set, kernels: instantiate(own, set) };
  return loaded.kernels;
}

/** Where the values of a tensor are in the backend's memory. */
export function addressOf(tensor: tf.TensorInfo): number {
  return (tf.backend() as BackendWasm).dataIdMap.get(tensor.dataId).memoryOffset;
}

/** Room for a tensor's values, yet to be written. */
export function output(shape: number[], dtype: tf.DataType = 'float32'): tf.TensorInfo {
  return (tf.backend() as BackendWasm).makeOutput(shape, dtype);
}

/** Gives the room of a tensor back that no tidy knows of. */
export function free(tensor: tf.TensorInfo): void {
  (tf.backend() as BackendWasm).disposeData(tensor.dataId);
}

/** Runs `work` with room for as many bytes at each address that it is given. */
export function withScratch(bytes: readonly number[], work: (...addresses: number[]) => void): void {
  const backend = tf.backend() as BackendWasm;
  // A tensor of no bytes has no place of its own.
  const infos = bytes.map((size) => backend.makeOutput([Math.max(1, Math.ceil(size / 4))], 'float32'));
  try {
    work(...infos.map(addressOf));
  } finally {
    for (const info of infos) free(info);
  }
}
