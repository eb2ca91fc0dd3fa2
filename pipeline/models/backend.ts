import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
// Registers the gradients of all operations, which the core's build for Node leaves out.
import '@tensorflow/tfjs-layers';
import { registerAdam } from './tfjs/adam.ts';
import { registerBatchMatMul } from './tfjs/batchMatMul.ts';
import { registerConvolution } from './tfjs/convolution.ts';
import { registerDenseLayer } from './tfjs/denseLayer.ts';
import { registerMaxPoolGrad } from './tfjs/maxPoolGrad.ts';
import { registerPooledConvolution } from './tfjs/pooledConvolution.ts';

let ready: Promise<void> | undefined;

/**
 * Makes TensorFlow.js compute on its WebAssembly backend (SIMD, one thread, so that the same work
 * gives the same bits), with the training kernels that it lacks or has only in a slow form. Works in
 * Node's main thread and in its worker threads; each thread has a backend of its own.
 *
 * @throws Error when the WebAssembly binaries cannot be loaded.
 */
export async function prepareBackend(): Promise<void> {
  ready ??= load();
  await ready;
  if (tf.getBackend() !== 'wasm') await tf.setBackend('wasm');
}

async function load(): Promise<void> {
  const binaries = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep;
  setWasmPaths(binaries);
  setThreadsCount(1);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);

  const restore = keepProcessListeners();
  const loaded = await tf.setBackend('wasm');
  restore();
  if (!loaded)
    throw new Error(
      `TensorFlow.js could not load its WebAssembly backend from ${binaries}: run "npm ci" to install it anew`,
    );
  // After the backend has set up its own kernels, since three of these build on them.
  registerBatchMatMul();
  registerConvolution();
  registerAdam();
  registerDenseLayer();
  registerMaxPoolGrad();
  registerPooledConvolution();
}

/**
 * The module made by Emscripten adds listeners that rethrow every uncaught error of the process from
 * within its own file, which hides where it came from. This returns a function that removes them.
 */
function keepProcessListeners(): () => void {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => process.rawListeners(event));
  return () => {
    for (const [i, event] of events.entries())
      for (const listener of process.rawListeners(event))
        if (!before[i]?.includes(listener)) process.removeListener(event, listener as () => void);
  };
}
