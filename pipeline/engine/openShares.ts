/** What the threads of a pool offer each other, as the pool sees it: it sends helpers, and never works itself. */
import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads';
import { BROKEN, ENDED, type Offer, type ToThread } from './threadMessages.ts';

interface OpenShare {
  readonly owner: Worker;
  readonly offer: Offer;
  readonly helpers: Map<Worker, number>;
  /** Whether a helper has found nothing left to do, or has failed: no other begins. */
  isSpent: boolean;
}

const tell = (worker: Worker, message: ToThread, lines: MessagePort[] = []) =>
  worker.postMessage(message, lines);

export function createOpenShares() {
  const shares = new Set<OpenShare>();
  /** What each helper is at. */
  const helping = new Map<Worker, OpenShare>();
  let helpers = 0;

  const isOpen = ({ isSpent, helpers, offer }: OpenShare) => !isSpent && helpers.size < offer.most;
  const close = (share: OpenShare) => {
    Atomics.store(share.offer.flags, ENDED, 1);
    shares.delete(share);
  };

  return {
    open: (owner: Worker, offer: Offer): void =>
      void shares.add({ owner, offer, helpers: new Map(), isSpent: false }),
    /** Sends no more helpers to it, and tells its owner so. */
    end(owner: Worker, number: number): void {
      for (const share of shares) if (share.owner === owner && share.offer.share === number) close(share);
      tell(owner, { ended: number });
    },
    /** Whether there is work for one more. */
    hasWork: (): boolean => [...shares].some(isOpen),
    /** Sends a thread to help where the fewest do; of several the one that has waited longest. */
    join(worker: Worker): void {
      const [share] = [...shares].filter(isOpen).sort((a, b) => a.helpers.size - b.helpers.size);
      if (share === undefined) return;
      const helper = helpers++;
      const { port1, port2 } = new MessageChannel();
      share.helpers.set(worker, helper);
      helping.set(worker, share);
      tell(share.owner, { helper, share: share.offer.share, line: port1 }, [port1]);
      tell(worker, { help: share.offer, line: port2 }, [port2]);
    },
    /** Those who help, where the most do first. */
    helpers: (): Worker[] =>
      [...helping.keys()].sort(
        (a, b) => (helping.get(b)?.helpers.size ?? 0) - (helping.get(a)?.helpers.size ?? 0),
      ),
    /** A helper has stopped; `wasWanted` elsewhere, or else found nothing left. */
    leave(worker: Worker, wasWanted: boolean): void {
      const share = helping.get(worker);
      helping.delete(worker);
      share?.helpers.delete(worker);
      if (share && !wasWanted) share.isSpent = true;
    },
    /** A thread's job is settled: what it offered has ended, whether it said so or not. */
    settle(owner: Worker): void {
      for (const share of shares) if (share.owner === owner) close(share);
    },
    /** A thread has ended. */
    lose(worker: Worker, error: unknown): void {
      this.settle(worker);
      const share = helping.get(worker);
      const lost = share?.helpers.get(worker);
      this.leave(worker, false); // nobody follows it: the next might end the same way
      if (share === undefined || lost === undefined) return;
      Atomics.store(share.offer.flags, BROKEN, 1);
      tell(share.owner, { lost, share: share.offer.share, error });
    },
  };
}
