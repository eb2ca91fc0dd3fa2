/**
 * The worker's entry, and the only file that imports onnxruntime-web: a second importer would have Vite emit its
 * 14 MB twice. One thread, since threads need cross-origin isolation and gain nothing for models this small.
 */

import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import * as ort from 'onnxruntime-web/wasm';
import { createExclusive } from '../core/exclusive.ts';
import { Host, type Runtime } from './host.ts';
import { type Reply, type Request, type Tensor, transferables } from './protocol.ts';
import { RUNTIME_BYTES } from './runtime-bytes.ts';
import { assertWebAssembly } from './support.ts';

/** The part of DedicatedWorkerGlobalScope that is used; the page's own types know no workers' scopes. */
interface Scope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<Request>) => void) | null;
}
const scope = globalThis as unknown as Scope;

async function startRuntime(wasm: Uint8Array): Promise<Runtime> {
  const exclusive = createExclusive();
  ort.env.logLevel = 'error';
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = wasm; // fetched here, so that its progress can be shown
  return {
    async open(model) {
      const session = await exclusive(() =>
        ort.InferenceSession.create(model, { executionProviders: ['wasm'] }),
      );
      return {
        async run(drawing, outputs) {
          const missing = outputs.filter((name) => !session.outputNames.includes(name));
          if (missing.length > 0)
            throw new Error(
              `The model has no output ${missing.join(', ')}; it has ${session.outputNames.join(', ')}.`,
            );
          const input = new ort.Tensor('float32', drawing, [1, 1, 28, 28]);
          const results = await exclusive(() => session.run({ drawing: input }, [...outputs]));
          return Object.fromEntries(
            outputs.map((name) => {
              const { dims, data } = results[name] as ort.Tensor;
              return [name, { dims, data: data as Tensor['data'] }];
            }),
          );
        },
      };
    },
  };
}

const host = new Host({
  post: (reply: Reply) => scope.postMessage(reply, transferables(reply)),
  fetch: (input, init) => fetch(input, init),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
  now: () => performance.now(),
  runtimeFile: { url: wasmUrl, kind: 'runtime', bytes: RUNTIME_BYTES },
  assertSupport: assertWebAssembly,
  startRuntime,
});
scope.onmessage = (event) => void host.handle(event.data);
