/** A thread of `threadedCrew.ts`: runs the tasks that it is sent. */
import { parentPort } from 'node:worker_threads';
import type { CrewTaskName } from '../../../src/learning/crew.ts';
import { crewTask } from '../../../src/learning/crewTasks.ts';

/** Positions in the flags of a share: 1 when it has ended; 1 when a helper has failed; how many have begun or returned. */
export const ENDED = 0;
export const BROKEN = 1;
export const HERE = 2;

export interface CrewThreadTask {
  readonly name: CrewTaskName;
  readonly input: unknown;
  readonly flags: Int32Array<SharedArrayBuffer>;
  /** 1 when the thread alone is called off. [1] */
  readonly wanted: Int32Array<SharedArrayBuffer>;
  /** The step, counted from 1, in which it fails; 0 for none. */
  readonly failsIn: number;
}

parentPort?.on('message', async ({ name, input, flags, wanted, failsIn }: CrewThreadTask) => {
  let isHere = false;
  const tellHere = () => {
    if (isHere) return;
    isHere = true;
    Atomics.add(flags, HERE, 1);
    Atomics.notify(flags, HERE);
  };
  const isOver = () => Atomics.load(flags, ENDED) === 1;
  const isCalledOff = () => {
    tellHere(); // a helper asks for the first time when it waits for its first step
    return isOver() || Atomics.load(wanted, 0) === 1;
  };
  if (failsIn > 0) failInStep(input as { drawings: { labels: unknown } }, failsIn);
  let error: unknown;
  try {
    const task = await crewTask(name);
    await task(input as never, () => {}, isCalledOff, isOver);
  } catch (thrown) {
    Atomics.store(flags, BROKEN, 1);
    error = thrown;
  }
  tellHere();
  parentPort?.postMessage({ error });
});

/** The labels are looked at in each step, and then cannot be. */
function failInStep({ drawings }: { drawings: { labels: unknown } }, step: number) {
  const { labels } = drawings;
  let steps = 0;
  Object.defineProperty(drawings, 'labels', {
    get() {
      if (++steps === step) throw new Error(`the labels are gone in step ${step}`);
      return labels;
    },
  });
}
