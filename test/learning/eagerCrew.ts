import type { Crew, CrewTaskName } from '../../src/learning/crew.ts';
import { crewTask } from '../../src/learning/crewTasks.ts';

/**
 * A crew for the tasks that take portions: its helpers come one after the other before the owner has begun, and are called off
 * after so many portions; the last of them may fail instead.
 */
export async function eagerCrew(name: CrewTaskName, portions: readonly number[], fails = false) {
  const task = await crewTask(name);
  let asked = 0;
  const crew: Crew = {
    most: portions.length,
    share(_, input) {
      let failure: unknown;
      const helped = portions.map(async (patience, at) => {
        let looks = 0;
        const isCalledOff = () => {
          asked++;
          if (looks++ < patience) return false;
          if (fails && at === portions.length - 1) throw new Error('this helper is made to fail');
          return true;
        };
        try {
          await task(
            structuredClone(input) as never,
            () => {},
            isCalledOff,
            () => false,
          );
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
