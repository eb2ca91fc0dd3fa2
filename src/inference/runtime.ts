/**
 * onnxruntime-web as the host wants it. The only file that imports it, and itself imported only when the models have
 * come: it is ten times the rest of the worker, and a second importer would have Vite emit its 14 MB twice.
 * One thread, since threads need cross-origin isolation and gain nothing for models this small.
 */
import * as ort from 'onnxruntime-web/wasm';
import { createExclusive } from '../core/exclusive.ts';
import { sessionOptions } from '../core/session-options.ts';
import type { Runtime } from './host.ts';

export async function startRuntime(wasm: Uint8Array): Promise<Runtime> {
  const exclusive = createExclusive();
  ort.env.logLevel = 'error';
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = wasm; // fetched by the host, so that its progress can be shown
  return {
    async open(model) {
      const session = await exclusive(() => ort.InferenceSession.create(model, sessionOptions()));
      return {
        async run(ink) {
          const drawing = new ort.Tensor('float32', ink, [1, 1, 28, 28]);
          const { probabilities } = await exclusive(() => session.run({ drawing }, ['probabilities']));
          if (!(probabilities?.data instanceof Float32Array))
            throw new Error('The model gave no float32 output "probabilities".');
          return probabilities.data;
        },
      };
    },
  };
}
