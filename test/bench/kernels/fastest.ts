import { setImmediate as eventLoopTurn } from 'node:timers/promises';

export const ROUNDS = 15;
/** Of a round, at least: well above the resolution of the processor's clock. */
const SECONDS = 0.05;

/**
 * Processor seconds of one call on this thread, in the fastest of several rounds: what others do on the machine makes
 * a round slower, and nothing makes one faster than it can be. Before them it is called until it is compiled well.
 */
export async function fastest(work: () => void): Promise<number> {
  let calls = 1;
  while (seconds(work, calls) < SECONDS) calls *= 2;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    await eventLoopTurn();
    best = Math.min(best, seconds(work, calls) / calls);
  }
  return best;
}

function seconds(work: () => void, calls: number): number {
  // Before Node 24 there is no clock for one thread; this one also counts those that compile and tidy up.
  const usage = process.threadCpuUsage?.bind(process) ?? process.cpuUsage.bind(process);
  const before = usage();
  for (let call = 0; call < calls; call++) work();
  const { user, system } = usage(before);
  return (user + system) / 1e6;
}
