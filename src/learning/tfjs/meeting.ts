/**
 * How an owner and its helpers meet in shared memory: helpers enter and wait for turns, the owner reserves those that are
 * there, and all of them wait for one another. Who waits, waits in that memory.
 */
import { awaitChange } from '../awaitChange.ts';

/** Threads of the last turn, the owner among them. */
export const THREADS = 0;
const DRAWINGS = 1;
const DONE = 2;
const ARRIVED = 3;
const ROUND = 4;
/** For what a kind of meeting tells besides: zero when a turn is reserved. */
export const MORE = 5;
const SLOTS = 8;
const RANKS = 16;
const CONTROLS = 32;

/** Of a helper's slot. A helper may leave while it is READY, and no later. */
const FREE = 0;
const READY = 1;
const TAKEN = 2;
const GO = 3;

export interface MeetingSizes {
  /** Threads at most, the owner among them: a power of two. */
  readonly threads: number;
}

export interface Meeting {
  readonly sizes: MeetingSizes;
  readonly control: Int32Array<SharedArrayBuffer>;
}

export const createControl = () => new Int32Array(new SharedArrayBuffer(4 * CONTROLS));

/** Who waits for another thread in a step waits in vain. */
export class ForsakenError extends Error {
  constructor() {
    super('a thread that took part in training a network has failed');
  }
}

/**
 * Waits until a number is no longer `value`.
 *
 * @param isHopeless asked now and then
 * @throws ForsakenError when it is
 */
export function waitWhile(control: Int32Array, at: number, value: number, isHopeless: () => boolean): void {
  for (;;) {
    awaitChange(control, at, value);
    if (Atomics.load(control, at) !== value) return;
    if (isHopeless()) throw new ForsakenError();
  }
}

/** A helper's slot, or undefined when all are taken. */
export function enterBoard({ control, sizes }: Meeting): number | undefined {
  for (let slot = 0; slot < sizes.threads - 1; slot++)
    if (Atomics.compareExchange(control, SLOTS + slot, FREE, READY) === FREE) return slot;
  return undefined;
}

/** How many helpers wait for a turn. */
export const waitingAt = ({ control, sizes }: Meeting): number =>
  Array.from({ length: sizes.threads - 1 }, (_, slot) => Atomics.load(control, SLOTS + slot)).filter(
    (state) => state === READY,
  ).length;

/** What a helper is to do in a step: its rank 1.. among `threads`, of `drawings` drawings. */
export interface Turn {
  readonly rank: number;
  readonly threads: number;
  readonly drawings: number;
}

/**
 * Waits for the helper's next step; undefined once it is called off and has left.
 *
 * @param isOver whether the training has ended: a step for which the helper is reserved may then never come
 */
export function awaitTurn(
  { control }: Meeting,
  slot: number,
  isCalledOff: () => boolean,
  isOver: () => boolean,
): Turn | undefined {
  const at = SLOTS + slot;
  for (;;) {
    const state = Atomics.load(control, at);
    if (state === GO) break;
    if (state === READY && isCalledOff() && Atomics.compareExchange(control, at, READY, FREE) === READY)
      return undefined;
    if (isOver()) return undefined;
    awaitChange(control, at, state);
  }
  return {
    rank: Atomics.load(control, RANKS + slot),
    threads: Atomics.load(control, THREADS),
    drawings: Atomics.load(control, DRAWINGS),
  };
}

/** A helper has left its gradients and probabilities. */
export function endTurn({ control }: Meeting, slot: number): void {
  Atomics.store(control, SLOTS + slot, READY);
  Atomics.add(control, DONE, 1);
  Atomics.notify(control, DONE);
}

/** Reserves helpers for a step; gives the number of threads, a power of two, and lets them go when all is laid out. */
export function reserve(
  { control, sizes }: Meeting,
  most: number,
  drawings: number,
): { readonly threads: number; readonly go: () => void } {
  const taken: number[] = [];
  for (let slot = 0; slot < sizes.threads - 1 && taken.length < most - 1; slot++)
    if (Atomics.compareExchange(control, SLOTS + slot, READY, TAKEN) === READY) taken.push(slot);
  const threads = 2 ** Math.floor(Math.log2(taken.length + 1));
  for (const slot of taken.splice(threads - 1)) Atomics.store(control, SLOTS + slot, READY);
  Atomics.store(control, THREADS, threads);
  Atomics.store(control, DRAWINGS, drawings);
  Atomics.store(control, DONE, 0);
  Atomics.store(control, MORE, 0);
  for (const [i, slot] of taken.entries()) Atomics.store(control, RANKS + slot, i + 1);
  const go = () => {
    for (const slot of taken) {
      Atomics.store(control, SLOTS + slot, GO);
      Atomics.notify(control, SLOTS + slot);
    }
  };
  return { threads, go };
}

/** The owner waits for the helpers of this step. @throws ForsakenError when one of them is broken */
export function awaitHelpers({ control }: Meeting, threads: number, isBroken: () => boolean): void {
  for (let done = Atomics.load(control, DONE); done < threads - 1; done = Atomics.load(control, DONE))
    waitWhile(control, DONE, done, isBroken);
}

/** All threads of a turn wait for one another. @throws ForsakenError when one is waited for in vain */
export function meet({ control }: Meeting, threads: number, isHopeless: () => boolean): void {
  const round = Atomics.load(control, ROUND);
  if (Atomics.add(control, ARRIVED, 1) === threads - 1) {
    Atomics.store(control, ARRIVED, 0);
    Atomics.add(control, ROUND, 1);
    Atomics.notify(control, ROUND);
  } else waitWhile(control, ROUND, round, isHopeless);
}
