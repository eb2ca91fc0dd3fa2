/** What networks are computed with, loaded once one is to be trained: TensorFlow.js, its gradients and its WebAssembly. */
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { prepareBackend, useBinary } from '../../../learning/backend.ts';

/** @throws Error when the WebAssembly does not come. */
export async function loadNetworks(): Promise<void> {
  useBinary(wasmUrl);
  await prepareBackend();
}
