import type { Crew, CrewTaskName } from '../../src/learning/crew.ts';
import { crewTask } from '../../src/learning/crewTasks.ts';

export interface Helper {
  /** After so many looks at whether it is called off, it is: with 0 it does nothing. */
  readonly patience: number;
  /** What it does instead of its task's end. */
  readonly fails?: boolean;
}

/** What a helper asks before each portion. */
export function calledOffAfter({ patience, fails }: Helper, asked: () => void): () => boolean {
  let looks = 0;
  return () => {
    asked();
    if (looks++ < patience) return false;
    if (fails) throw new Error('this helper is made to fail');
    return true;
  };
}

/**
 * A crew of this thread: helpers do their part one after the other when the owner lets the event loop turn or ends the
 * share, which gives any order of work that is wanted, each time the same.
 */
export function inProcessCrew(helpers: readonly Helper[]) {
  const results: unknown[] = [];
  let calls = 0;
  const crew: Crew = {
    most: helpers.length,
    share(name: CrewTaskName, input: unknown, onResult = () => {}) {
      let failure: unknown;
      const work = (async () => {
        for (const helper of helpers) {
          const task = await crewTask(name);
          const isCalledOff = calledOffAfter(helper, () => calls++);
          try {
            await task(
              cloned(input) as never,
              (result) => {
                results.push(result);
                onResult(structuredClone(result));
              },
              isCalledOff,
              () => false,
            );
          } catch (error) {
            failure = error;
          }
        }
      })();
      return {
        isBroken: () => failure !== undefined,
        async end() {
          await work;
          if (failure) throw failure;
        },
      };
    },
  };
  return { crew, results, calls: () => calls };
}

/** As a thread gets it: structured clones share the memory of a SharedArrayBuffer. */
const cloned = (input: unknown): unknown => structuredClone(input);
