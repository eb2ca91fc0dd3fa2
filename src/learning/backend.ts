import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { registerAdam } from './tfjs/adam.ts';
import { registerBatchMatMul } from './tfjs/batchMatMul.ts';
import { registerConvolution } from './tfjs/convolution.ts';
import { registerDenseLayer } from './tfjs/denseLayer.ts';
import { registerIdentity } from './tfjs/identity.ts';
import { registerMaxPoolGrad } from './tfjs/maxPoolGrad.ts';
import { registerPooledConvolution } from './tfjs/pooledConvolution.ts';
import { registerTrainedConvolution } from './tfjs/trainedConvolution.ts';

/** Registers the gradients of all operations, which the core's build for Node leaves out; a name that no bundler sees. */
const GRADIENTS_IN_NODE = '@tensorflow/tfjs-layers';

let served: string | undefined;
let loaded: Promise<void> | undefined;

/**
 * Tells where a page serves the binary of the WebAssembly backend (with SIMD, without threads). The page also imports
 * `@tensorflow/tfjs-core/dist/register_all_gradients`. In Node nothing need be told: the installed package serves.
 */
export function useBinary(url: string): void {
  served = url;
}

/**
 * Makes TensorFlow.js compute in WebAssembly (SIMD, one thread, so that the same work gives the same bits), with
 * kernels of our own for training: those of `useKernels`. Works in Node's main thread, in its worker threads and in
 * those of a page; each thread has a backend of its own.
 *
 * @throws Error when the backend cannot be loaded.
 */
export async function prepareBackend(): Promise<void> {
  loaded ??= load();
  await loaded;
  if (tf.getBackend() !== 'wasm') await tf.setBackend('wasm');
}

async function load(): Promise<void> {
  if (served === undefined) {
    await import(/* @vite-ignore */ GRADIENTS_IN_NODE);
    setWasmPaths(installedFolder());
  } else {
    // It asks for one of these, by what it finds out about the browser; what is served suits all that can run it.
    const names = [
      'tfjs-backend-wasm.wasm',
      'tfjs-backend-wasm-simd.wasm',
      'tfjs-backend-wasm-threaded-simd.wasm',
    ];
    setWasmPaths(Object.fromEntries(names.map((name) => [name, served as string])));
  }
  setThreadsCount(1);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);

  const restore = keepProcessListeners();
  const loaded = await tf.setBackend('wasm');
  restore();
  if (!loaded)
    throw new Error(
      `TensorFlow.js could not load its WebAssembly backend from ${served ?? `${installedFolder()}: run "npm ci" to install it anew`}`,
    );
  // After the backend has set up its own kernels, since four of these build on them.
  registerBatchMatMul();
  registerConvolution();
  registerAdam();
  registerDenseLayer();
  registerIdentity();
  registerMaxPoolGrad();
  registerPooledConvolution();
  registerTrainedConvolution();
}

/** Path of the folder with the package's binaries, in Node; with a slash at the end. */
function installedFolder(): string {
  const { pathname } = new URL('.', import.meta.resolve('@tensorflow/tfjs-backend-wasm'));
  return decodeURIComponent(pathname).replace(/^\/(?=[A-Za-z]:)/, ''); // "/C:/" on Windows
}

/**
 * The module made by Emscripten adds listeners that rethrow every uncaught error of the process from
 * within its own file, which hides where it came from. This returns a function that removes them. A page has no process.
 */
function keepProcessListeners(): () => void {
  if (typeof process === 'undefined' || process.rawListeners === undefined) return () => {};
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => process.rawListeners(event));
  return () => {
    for (const [i, event] of events.entries())
      for (const listener of process.rawListeners(event))
        if (!before[i]?.includes(listener)) process.removeListener(event, listener as () => void);
  };
}
