import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { BINARY } from './binary.ts';

type Kernel = (...args: number[]) => void;

/** The functions of `assembly/index.ts`. Numbers are addresses in bytes, or counts; see there. */
export type Kernels = Readonly<
  Record<'convolve' | 'filterGradient' | 'multiply' | 'multiplyTransposed' | 'pack' | 'packTurned', Kernel>
>;

let loaded: { readonly memory: WebAssembly.Memory; readonly kernels: Kernels } | undefined;

/**
 * Our kernels on the memory of the WebAssembly backend, so that they read and write its tensors where they are.
 *
 * @throws Error when the backend keeps its memory elsewhere than it does in the version that is installed here.
 */
export function kernels(): Kernels {
  const { wasm } = tf.backend() as unknown as { wasm: { asm?: { memory?: WebAssembly.Memory } } };
  const memory = wasm.asm?.memory;
  if (!memory)
    throw new Error(
      'the WebAssembly backend does not show its memory: run "npm ci" to install the version that the kernels are written for',
    );
  if (loaded?.memory !== memory) {
    const module = new WebAssembly.Module(Buffer.from(BINARY, 'base64'));
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    loaded = { memory, kernels: exports as unknown as Kernels };
  }
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

/** Runs `work` with room for as many bytes at each address that it is given. */
export function withScratch(bytes: readonly number[], work: (...addresses: number[]) => void): void {
  const backend = tf.backend() as BackendWasm;
  // A tensor of no bytes has no place of its own.
  const infos = bytes.map((size) => backend.makeOutput([Math.max(1, Math.ceil(size / 4))], 'float32'));
  try {
    work(...infos.map(addressOf));
  } finally {
    for (const { dataId } of infos) backend.disposeData(dataId);
  }
}
