import type { Crew, CrewTaskName } from '../../src/learning/crew.ts';
import { crewTask } from '../../src/learning/crewTasks.ts';
import { calledOffAfter, type Helper } from './inProcessCrew.ts';

/**
 * A crew for one of the tasks that take portions: its helpers come one after the other before the owner has begun, and
 * their patience counts portions.
 */
export async function eagerCrew(name: CrewTaskName, helpers: readonly Helper[]) {
  const task = await crewTask(name);
  let asked = 0;
  const crew: Crew = {
    most: helpers.length,
    share(_, input) {
      let failure: unknown;
      const helped = helpers.map(async (helper) => {
        const isCalledOff = calledOffAfter(helper, () => asked++);
        try {
          await task(structuredClone(input) as never, () => {}, isCalledOff, () => false); // biome-ignore format: one line
        } catch (error) {
          failure = error;
        }
      });
      return {
        isBroken: () => failure !== undefined,
        async end() {
          await Promise.all(helped);
          if (failure) throw failure;
        },
      };
    },
  };
  return { crew, asked: () => asked };
}
