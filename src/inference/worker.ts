/** The worker's entry: small, so that the first model is asked for soon. The runtime's own script comes with it later. */
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { Host } from './host.ts';
import { type Reply, type Request, transferables } from './protocol.ts';
import { RUNTIME_BYTES } from './runtime-bytes.ts';
import { assertWebAssembly } from './support.ts';

/** The part of DedicatedWorkerGlobalScope that is used; the page's own types know no workers' scopes. */
interface Scope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<Request>) => void) | null;
}
const scope = globalThis as unknown as Scope;

const host = new Host({
  post: (reply: Reply) => scope.postMessage(reply, transferables(reply)),
  fetch: (input, init) => fetch(input, init),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
  now: () => performance.now(),
  pause: () => new Promise((resolve) => setTimeout(resolve)),
  runtimeFile: { url: wasmUrl, kind: 'runtime', bytes: RUNTIME_BYTES },
  assertSupport: assertWebAssembly,
  async startRuntime(wasm) {
    const runtime = await import('./runtime.ts');
    return runtime.startRuntime(wasm);
  },
});
scope.onmessage = (event) => void host.handle(event.data);
