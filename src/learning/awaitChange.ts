/** Looks at a number before the thread goes to sleep: some 30 microseconds. */
const SPINS = 2000;
/** Milliseconds after which a sleeper looks around. */
const NAP = 50;

/**
 * Waits in shared memory while a number is `value`, for a while: whoever waits longer calls it again, and asks in
 * between whether that still makes sense. Who changes the number notifies.
 */
export function awaitChange(numbers: Int32Array, at: number, value: number): void {
  for (let i = 0; i < SPINS; i++) if (Atomics.load(numbers, at) !== value) return;
  Atomics.wait(numbers, at, value, NAP);
}
