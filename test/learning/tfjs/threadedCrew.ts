import { Worker } from 'node:worker_threads';
import type { Crew } from '../../../src/learning/crew.ts';
import { THREADS, waitingAt } from '../../../src/learning/tfjs/meeting.ts';
import type { SharedStripes } from '../../../src/learning/tfjs/networkStripes.ts';
import type { SharedTraining } from '../../../src/learning/tfjs/sharedSteps.ts';
import { BROKEN, type CrewThreadTask, ENDED, HERE } from './crewThread.ts';

/** Threads that stay, for one crew after the other. */
export function openThreads(count: number) {
  const workers = Array.from(
    { length: count },
    () => new Worker(new URL('./crewThread.ts', import.meta.url)),
  );
  for (const worker of workers) worker.setMaxListeners(0);
  return { workers, close: () => Promise.all(workers.map((worker) => worker.terminate())) };
}

interface Habits {
  /** Whether the helpers come only with `letIn`. */
  readonly isLate?: boolean;
  /** The step in which the last of them fails. */
  readonly failsIn?: number;
}

/**
 * A crew of these threads. All that have been let in wait for their first step before the owner goes on, so that it
 * is certain who helps.
 */
export function threadedCrew(workers: readonly Worker[], { isLate = false, failsIn = 0 }: Habits = {}) {
  const inputs: (SharedTraining | SharedStripes)[] = [];
  const wanted = workers.map(() => new Int32Array(new SharedArrayBuffer(4)));
  let begin = () => {};

  const crew: Crew = {
    most: workers.length,
    share(name, input) {
      inputs.push(input as SharedTraining | SharedStripes);
      const flags = new Int32Array(new SharedArrayBuffer(12));
      let returned: Promise<unknown>[] = [];
      begin = () => {
        begin = () => {};
        returned = workers.map(
          (worker, i) =>
            new Promise((resolve) => {
              worker.once('message', resolve);
              const isLast = i === workers.length - 1;
              worker.postMessage({
                name,
                input,
                flags,
                wanted: wanted[i] as Int32Array<SharedArrayBuffer>,
                failsIn: isLast ? failsIn : 0,
              } satisfies CrewThreadTask);
            }),
        );
        for (let here = 0; here < workers.length; here = Atomics.load(flags, HERE))
          Atomics.wait(flags, HERE, here, 1000);
      };
      if (!isLate) begin();
      return {
        isBroken: () => Atomics.load(flags, BROKEN) === 1,
        async end() {
          Atomics.store(flags, ENDED, 1);
          for (const said of await Promise.all(returned)) {
            const { error } = said as { error?: unknown };
            if (error) throw error;
          }
        },
      };
    },
  };
  return {
    crew,
    letIn: () => begin(),
    callOff: (i: number) => Atomics.store(wanted[i] as Int32Array, 0, 1),
    /** How many helpers wait for a turn of the last training. */
    waiting: () => (inputs.at(-1) ? waitingAt((inputs.at(-1) as SharedTraining | SharedStripes).board) : 0),
    /** What was shared, training by training. */
    inputs,
    /** How many helpers have left gradients in the last training, or had stripes in its last turn. */
    helped(): number {
      const last = inputs.at(-1);
      if (last === undefined) return 0;
      const { board } = last;
      if (!('gradients' in board)) return Math.max(1, Atomics.load(board.control, THREADS)) - 1;
      const { parameters, threads } = board.sizes;
      return Array.from({ length: threads - 1 }, (_, i) =>
        board.gradients.subarray(i * parameters, (i + 1) * parameters),
      ).filter((gradients) => gradients.some((value) => value !== 0)).length;
    },
  };
}
