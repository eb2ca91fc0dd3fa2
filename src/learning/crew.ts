/** The contract by which idle threads take a share of one fit or prediction. */

/** What can be shared; `crewTasks.ts` has the tasks themselves. */
export type CrewTaskName =
  | 'forest-trees'
  | 'near-pixels'
  | 'network-parts'
  | 'network-predictions'
  | 'network-stripes';

/** Threads that are free to take a share of one fit or prediction. What comes out never depends on how many there are. */
export interface Crew {
  /** At most so many others can help. 0 is possible. */
  readonly most: number;
  /**
   * Every thread that is or becomes free runs the task `name` on `input`, until the task returns by itself, which says
   * that nothing is left to do and that no other thread need begin it, or until the share is ended.
   * @param input a structured clone of it reaches each helper; the memory of a SharedArrayBuffer is shared
   * @param onResult is given what helpers post, when the caller lets the event loop turn; in order for each of them
   * @param most helpers that there is a place for at once; left out, no limit
   */
  share(name: CrewTaskName, input: unknown, onResult?: (result: unknown) => void, most?: number): Share;
}

/** Work on offer. Whoever opens it ends it. */
export interface Share {
  /**
   * Whether a helper has failed or its thread has ended, so that what it was at may never come. Reads shared memory:
   * it can be asked while nothing else is let in.
   */
  isBroken(): boolean;
  /**
   * Calls the helpers off and resolves when none works on it any more and all that they posted has been handed over.
   * Rejects with the error of a helper that failed, or one that says that its thread has ended.
   */
  end(): Promise<void>;
}

/**
 * A task, as a helper runs it.
 * @param post gives the owner a structured clone, or what is in `transfer` itself
 * @param isCalledOff reads shared memory, so it is cheap: true once the share has ended, or the thread is wanted for a
 *   fit that waits. The task then returns soon, and what it has begun must not be missed.
 * @param isOver reads shared memory too: true once the share has ended, so that nobody waits for what has been begun
 */
export type CrewTask = (
  input: never,
  post: (result: unknown, transfer?: readonly ArrayBuffer[]) => void,
  isCalledOff: () => boolean,
  isOver: () => boolean,
) => void | Promise<void>;
