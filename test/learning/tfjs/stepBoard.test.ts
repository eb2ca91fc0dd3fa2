import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { awaitHelpers, enterBoard, ForsakenError, reserve } from '../../../src/learning/tfjs/meeting.ts';
import { type Board, boundsOfRank, createBoard, exchangeSums } from '../../../src/learning/tfjs/stepBoard.ts';
import type { BoardTask } from './boardThread.ts';

const never = () => false;
/** Threads that are free; a test takes some and waits until they are free again. */
const workers = [1, 2, 3].map(() => {
  const worker = new Worker(new URL('./boardThread.ts', import.meta.url));
  worker.setMaxListeners(0);
  return worker;
});
const flagsInUse: Int32Array[] = [];
let inUse = 0;
let tasks = 0;
afterEach(() => {
  for (const flags of flagsInUse.splice(0)) Atomics.store(flags, 1, 1);
  inUse = 0;
});
afterAll(() => Promise.all(workers.map((worker) => worker.terminate())));

const board = (threads: number): Board =>
  createBoard({ threads, parameters: 3, batch: 8, classes: 2, ink: 0, masked: 0, exchanged: 2 });

interface Report {
  readonly steps: number;
  readonly totals: number[][];
  readonly error?: string;
}

/** A thread that has entered, or has found no place. */
async function helper(at: Board, exchanges = 0) {
  const flags = new Int32Array(new SharedArrayBuffer(8));
  flagsInUse.push(flags);
  const task = tasks++;
  const worker = workers[inUse++ % workers.length] as Worker;
  const said: unknown[] = [];
  let hear = () => {};
  worker.on('message', (message: { task: number }) => {
    if (message.task === task) said.push(message);
    hear();
  });
  worker.postMessage({ task, board: at, flags, exchanges } satisfies BoardTask);
  const next = async () => {
    while (said.length === 0)
      await new Promise<void>((resolve) => {
        hear = resolve;
      });
    return said.shift();
  };
  const { slot } = (await next()) as { slot: number | undefined };
  return {
    slot,
    callOff: () => void Atomics.store(flags, 0, 1),
    end: () => void Atomics.store(flags, 1, 1),
    report: next as () => Promise<Report>,
  };
}

const helpers = (count: number, at: Board, exchanges?: number) =>
  Promise.all(Array.from({ length: count }, () => helper(at, exchanges)));

/** A whole step of the owner. */
function step(at: Board, most: number, drawings: number, exchanges = 0) {
  const { threads, go } = reserve(at, most, drawings);
  go();
  const totals: number[][] = [];
  for (let i = 0; i < exchanges && threads > 1; i++) {
    const sums = Float64Array.of(1, 1 + i);
    exchangeSums(at, sums, { rank: 0, threads }, i, never);
    totals.push([...sums]);
  }
  awaitHelpers(at, threads, never);
  return { threads, totals };
}

/** Sums over the threads of a step of rank + 1 and of its square plus `i`. */
const sums = (threads: number, i: number) => {
  const ranks = Array.from({ length: threads }, (_, rank) => rank + 1);
  return [ranks.reduce((a, b) => a + b, 0), ranks.reduce((a, b) => a + b * b + i, 0)];
};

describe('a step at a board', () => {
  test('is taken by the owner and three helpers, which leave their gradients in the order of their ranks', async () => {
    const at = board(4);
    const all = await helpers(3, at);
    for (const drawings of [8, 5, 7]) {
      expect(step(at, 4, drawings).threads).toBe(4);
      expect([...at.gradients]).toEqual([2, 2, 2, 3, 3, 3, 4, 4, 4].map((rank) => rank * drawings));
    }
    for (const { end } of all) end();
    expect((await Promise.all(all.map(({ report }) => report()))).map(({ steps }) => steps)).toEqual([
      3, 3, 3,
    ]);
  });

  test('adds what its threads exchange, in all of them, step after step', async () => {
    const at = board(4);
    const all = await helpers(3, at, 5); // an odd number: the turns of two steps meet in one place
    const wanted = Array.from({ length: 5 }, (_, i) => sums(4, i));
    for (let i = 0; i < 20; i++) expect(step(at, 4, 8, 5).totals).toEqual(wanted);
    for (const { end } of all) end();
    for (const { report } of all)
      expect((await report()).totals).toEqual(Array.from({ length: 20 }, () => wanted).flat());
  });

  test.each([
    [0, 4, 1],
    [1, 4, 2],
    [2, 4, 2],
    [3, 4, 4],
    [3, 2, 2],
    [3, 1, 1],
  ])('of %i helpers, and %i threads at most, is one of %i threads', async (count, most, threads) => {
    const at = board(4);
    await helpers(count, at, 1);
    for (let i = 0; i < 3; i++) {
      const { totals, ...told } = step(at, most, 8, 1);
      expect(told).toEqual({ threads });
      expect(totals).toEqual(threads > 1 ? [sums(threads, 0)] : []);
    }
    expect(reserve(at, 4, 8).threads).toBe(2 ** Math.floor(Math.log2(count + 1)));
  });
});

describe('a helper', () => {
  test('finds no place where all are taken, and one where a helper has left', async () => {
    const at = board(2);
    const first = await helper(at);
    expect(first.slot).toBe(0);
    expect(enterBoard(at)).toBeUndefined();
    first.callOff();
    expect(await first.report()).toMatchObject({ steps: 0 });
    expect(step(at, 2, 8).threads).toBe(1);
    expect((await helper(at)).slot).toBe(0);
    expect(step(at, 2, 8).threads).toBe(2);
  });

  test('that is called off leaves between two steps, and the others go on', async () => {
    const at = board(4);
    const first = await helper(at, 1);
    const others = await helpers(2, at, 1);
    expect(step(at, 4, 8, 1).threads).toBe(4);
    first.callOff();
    expect(await first.report()).toMatchObject({ steps: 1 });
    expect(step(at, 4, 8, 1)).toEqual({ threads: 2, totals: [sums(2, 0)] });
    for (const { end } of others) end();
    expect(
      (await Promise.all(others.map(({ report }) => report()))).map(({ steps }) => steps).sort(),
    ).toEqual([1, 2]);
  });

  test('that is called off while it is reserved, or waits for others, ends the step that it has begun', async () => {
    const at = board(2);
    const one = await helper(at, 1);
    const { threads, go } = reserve(at, 2, 8);
    one.callOff();
    await new Promise((resolve) => setTimeout(resolve, 120)); // longer than a thread naps
    go();
    await new Promise((resolve) => setTimeout(resolve, 120));
    const total = Float64Array.of(1, 1);
    exchangeSums(at, total, { rank: 0, threads }, 0, never);
    awaitHelpers(at, threads, never);
    expect([...total]).toEqual(sums(2, 0));
    expect(await one.report()).toMatchObject({ steps: 1, totals: [sums(2, 0)] });
  });

  test('that is reserved for a step which never comes leaves when the training is over', async () => {
    const at = board(2);
    const one = await helper(at);
    expect(reserve(at, 2, 8).threads).toBe(2);
    one.end();
    expect(await one.report()).toMatchObject({ steps: 0, error: undefined });
  });

  test('does not wait for an owner that has failed in a step', async () => {
    const at = board(4);
    const all = await helpers(3, at, 1);
    reserve(at, 4, 8).go();
    for (const { end } of all) end();
    for (const { report } of all)
      expect((await report()).error).toMatch(/a thread that took part in training a network has failed/);
  });
});

describe('an owner', () => {
  test('does not wait for a helper that is broken, in an exchange or at the end', () => {
    const at = board(2);
    expect(enterBoard(at)).toBe(0); // and never takes its turn
    const { threads, go } = reserve(at, 2, 8);
    go();
    let asked = 0;
    const isBroken = () => ++asked > 1;
    expect(() => exchangeSums(at, Float64Array.of(1), { rank: 0, threads }, 0, isBroken)).toThrow(
      ForsakenError,
    );
    expect(asked).toBe(2);
    expect(() => awaitHelpers(at, threads, isBroken)).toThrow(ForsakenError);
  });
});

test('the bounds of a rank are those of its parts', () => {
  const bounds = [0, 3, 5, 8, 10];
  expect([0, 1].map((rank) => boundsOfRank(bounds, { rank, threads: 2 }))).toEqual([
    [0, 3, 5],
    [5, 8, 10],
  ]);
  expect([0, 1, 2, 3].map((rank) => boundsOfRank(bounds, { rank, threads: 4 }))).toEqual([
    [0, 3],
    [3, 5],
    [5, 8],
    [8, 10],
  ]);
  expect(boundsOfRank(bounds, { rank: 0, threads: 1 })).toEqual(bounds);
});
