/** The training worker's entry: small; what a family needs comes when one is to be trained. */
import { assertWebAssembly } from '../../../inference/support.ts';
import { ReaderError, TrainHost } from './host.ts';
import { type AliveReply, type Reply, type Request, transferables } from './protocol.ts';

/** The part of DedicatedWorkerGlobalScope that is used; the page's own types know no workers' scopes. */
interface Scope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<Request>) => void) | null;
}
const scope = globalThis as unknown as Scope;

const host = new TrainHost({
  post: (reply: Reply | AliveReply) => scope.postMessage(reply, transferables(reply)),
  now: () => performance.now(),
  every(ms, action) {
    const timer = setInterval(action, ms);
    return () => clearInterval(timer);
  },
  async assertKernels() {
    try {
      await assertWebAssembly();
    } catch (error) {
      throw new ReaderError(
        `${(error as Error).message} Networks, and neighbours compared pixel by pixel, need it to be trained here. The forest, and neighbours compared by short codes, can be trained all the same.`,
      );
    }
  },
  async prepareNetworks() {
    try {
      const { loadNetworks } = await import('./networks.ts');
      await loadNetworks();
    } catch (error) {
      throw new ReaderError(
        `What networks are computed with could not be loaded (${error instanceof Error ? error.message : error}). Look whether you are online, then train again.`,
      );
    }
  },
});
scope.onmessage = (event) => void host.handle(event.data);
