/** The crew of a thread of the pool: what it offers to the others, and how it helps them. */
import type { MessagePort } from 'node:worker_threads';
import type { Crew, Share } from '../../src/learning/crew.ts';
import { crewTask } from '../../src/learning/crewTasks.ts';
import { BROKEN, ENDED, type FromThread, type Offer, type OnLine, type ToThread } from './threadMessages.ts';

/** Work of this thread that others may take part in. */
interface Offered {
  readonly onResult: (result: unknown) => void;
  /** By their numbers, those that are at it. */
  readonly lines: Map<number, MessagePort>;
  failure?: { readonly error: unknown } | undefined;
  /** Whether the pool has said that no other will begin. */
  isClosed: boolean;
  settle?: (() => void) | undefined;
}

type FromPool = Exclude<ToThread, { job: unknown } | { help: unknown }>;

/**
 * @param tell the pool
 * @param others how many other threads there can be
 */
export function createThreadCrew(tell: (message: FromThread) => void, others: number) {
  const offered = new Map<number, Offered>();
  let shares = 0;

  const settleIfOver = (id: number, own: Offered) => {
    if (!own.isClosed || own.lines.size > 0) return;
    offered.delete(id);
    own.settle?.();
  };
  const leave = (id: number, helper: number, failure?: { readonly error: unknown }) => {
    const own = offered.get(id);
    const line = own?.lines.get(helper);
    if (own === undefined || line === undefined) return;
    line.close();
    own.lines.delete(helper);
    own.failure ??= failure;
    settleIfOver(id, own);
  };

  const crew: Crew = {
    most: others,
    share(name, input, onResult = () => {}, most = others): Share {
      const share = shares++;
      const flags = new Int32Array(new SharedArrayBuffer(8));
      const own: Offered = { onResult, lines: new Map(), isClosed: false };
      offered.set(share, own);
      tell({ offer: { share, name, input, flags, most } });
      let ended: Promise<void> | undefined;
      return {
        isBroken: () => Atomics.load(flags, BROKEN) === 1,
        end() {
          ended ??= new Promise<void>((resolve, reject) => {
            Atomics.store(flags, ENDED, 1);
            own.settle = () => (own.failure ? reject(own.failure.error) : resolve());
            tell({ end: share });
          });
          return ended;
        },
      };
    },
  };

  return {
    crew,
    /** What the pool says about the thread's own offers. */
    hear(message: FromPool): void {
      if ('lost' in message) leave(message.share, message.lost, { error: message.error });
      else if ('ended' in message) {
        const own = offered.get(message.ended);
        if (own === undefined) return;
        own.isClosed = true;
        settleIfOver(message.ended, own);
      } else {
        const { share, helper, line } = message;
        const own = offered.get(share);
        if (own === undefined) return line.close();
        own.lines.set(helper, line);
        line.on('message', (said: OnLine) => {
          if ('result' in said) own.onResult(said.result);
          else leave(share, helper, 'error' in said ? said : undefined);
        });
      }
    },
  };
}

/**
 * Takes a part in another thread's work, until it is called off or nothing is left.
 * @param wanted 1 while this thread is wanted for a job [1]
 */
export async function help({ name, input, flags }: Offer, line: MessagePort, wanted: Int32Array) {
  const say = (message: OnLine, transfer: readonly ArrayBuffer[] = []) => line.postMessage(message, transfer);
  const isOver = () => Atomics.load(flags, ENDED) === 1;
  const isCalledOff = () => isOver() || Atomics.load(wanted, 0) === 1;
  try {
    const task = await crewTask(name);
    await task(input as never, (result, transfer) => say({ result }, transfer), isCalledOff, isOver);
    say({ done: true });
  } catch (error) {
    Atomics.store(flags, BROKEN, 1);
    say({ error });
  }
}
