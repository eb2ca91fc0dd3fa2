/** The entry of the worker that explains. It needs no runtime: the evidence is computed in plain arithmetic. */
import { ExplainHost } from './host.ts';
import type { Request } from './protocol.ts';

/** The part of DedicatedWorkerGlobalScope that is used; the page's own types know no workers' scopes. */
interface Scope {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent<Request>) => void) | null;
}
const scope = globalThis as unknown as Scope;

// Messages to oneself queue up behind those of the page, and unlike timers are not held back.
const { port1, port2 } = new MessageChannel();

const host = new ExplainHost({
  post: (reply) => scope.postMessage(reply),
  fetch: (input, init) => fetch(input, init),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
  now: () => performance.now(),
  pause: () =>
    new Promise((resolve) => {
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    }),
});
scope.onmessage = (event) => void host.handle(event.data);
