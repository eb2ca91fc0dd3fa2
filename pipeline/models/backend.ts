import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
// Registers the gradients of all operations, which the core's build for Node leaves out.
import '@tensorflow/tfjs-layers';
import { BACKEND_PACKAGES, type ResolvedBackend } from './backendName.ts';
import { registerAdam } from './tfjs/adam.ts';
import { registerBatchMatMul } from './tfjs/batchMatMul.ts';
import { registerConvolution } from './tfjs/convolution.ts';
import { registerDenseLayer } from './tfjs/denseLayer.ts';
import { registerMaxPoolGrad } from './tfjs/maxPoolGrad.ts';
import { registerPooledConvolution } from './tfjs/pooledConvolution.ts';

let chosen: ResolvedBackend = 'wasm';
const loaded: Partial<Record<ResolvedBackend, Promise<string>>> = {};

/**
 * Chooses what the networks of this thread compute on from now on.
 *
 * @param name by default WebAssembly: there the same work gives the same bits on every machine
 */
export function useBackend(name: ResolvedBackend): void {
  chosen = name;
}

/**
 * Makes TensorFlow.js compute on the chosen backend. On WebAssembly (SIMD, one thread, so that the same work gives
 * the same bits) with kernels of our own for training. Works in Node's main thread and in its worker threads; each
 * thread has a backend of its own.
 *
 * @throws Error when the backend cannot be loaded.
 */
export async function prepareBackend(): Promise<void> {
  loaded[chosen] ??= chosen === 'wasm' ? load() : loadPackage(chosen);
  const name = await loaded[chosen];
  if (name && tf.getBackend() !== name) await tf.setBackend(name);
}

/** Under what name the backend of a package registers itself, loading it. */
async function loadPackage(name: Exclude<ResolvedBackend, 'wasm'>): Promise<string> {
  await import(BACKEND_PACKAGES[name]);
  const registered = name === 'node' ? 'tensorflow' : 'webgpu';
  if (!(await tf.setBackend(registered)))
    throw new Error(`${BACKEND_PACKAGES[name]} is installed, but does not start here; leave --backend out`);
  return registered;
}

async function load(): Promise<string> {
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
  return 'wasm';
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
