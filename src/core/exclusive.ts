/** Runs a task when all earlier ones have ended, whatever their outcome. */
export type Exclusive = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * One task at a time, in the order of asking. onnxruntime-web 1.30 needs it: the sessions of a thread share one
 * WebAssembly stack, and a run that waits halfway while another begins overwrites it ("operation does not support
 * unaligned accesses", or wrong numbers).
 */
export function createExclusive(): Exclusive {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => {});
    return result;
  };
}
