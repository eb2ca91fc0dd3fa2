/**
 * Where threads that train one network meet: the owner lays out a step, helpers take their parts of it and leave
 * gradients and probabilities. All of it is shared memory; who waits, waits in it.
 */
import { awaitChange } from '../awaitChange.ts';
import { addPairwise } from './parts.ts';

/** Sizes that all threads must agree on. */
export interface BoardSizes {
  /** Threads at most, the owner among them: a power of two. */
  readonly threads: number;
  /** Numbers that the network learns. */
  readonly parameters: number;
  /** Drawings of a step at most. */
  readonly batch: number;
  readonly classes: number;
  /** Floats of a drawing's ink that the owner hands over: 784 where it distorts drawings, else 0. */
  readonly ink: number;
  /** Numbers of a drawing's dropout mask; 0 for none. */
  readonly masked: number;
  /** Doubles that are exchanged at once at most. */
  readonly exchanged: number;
}

const THREADS = 0;
const DRAWINGS = 1;
const DONE = 2;
const ARRIVED = 3;
const ROUND = 4;
const MASKED = 5;
const SLOTS = 8;
const RANKS = 16;
const CONTROLS = 32;

/** Of a helper's slot. A helper may leave while it is READY, and no later. */
const FREE = 0;
const READY = 1;
const TAKEN = 2;
const GO = 3;

export interface Board {
  readonly sizes: BoardSizes;
  readonly control: Int32Array<SharedArrayBuffer>;
  /** [parameters] */
  readonly weights: Float32Array<SharedArrayBuffer>;
  /** Of each helper's parts together. [threads - 1, parameters] */
  readonly gradients: Float32Array<SharedArrayBuffer>;
  /** Of the step's drawings. [batch] */
  readonly indices: Uint32Array<SharedArrayBuffer>;
  /** [batch, ink] */
  readonly images: Float32Array<SharedArrayBuffer>;
  /** [batch, masked] */
  readonly mask: Float32Array<SharedArrayBuffer>;
  /** [batch, classes] */
  readonly probabilities: Float32Array<SharedArrayBuffer>;
  /** Two turns of one place a thread. [2, threads, exchanged] */
  readonly exchange: Float64Array<SharedArrayBuffer>;
}

export function createBoard(sizes: BoardSizes): Board {
  const { threads, parameters, batch, classes, ink, masked, exchanged } = sizes;
  const floats = (count: number) => new Float32Array(new SharedArrayBuffer(4 * count));
  return {
    sizes,
    control: new Int32Array(new SharedArrayBuffer(4 * CONTROLS)),
    weights: floats(parameters),
    gradients: floats((threads - 1) * parameters),
    indices: new Uint32Array(new SharedArrayBuffer(4 * batch)),
    images: floats(batch * ink),
    mask: floats(batch * masked),
    probabilities: floats(batch * classes),
    exchange: new Float64Array(new SharedArrayBuffer(16 * threads * exchanged)),
  };
}

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
function waitWhile(control: Int32Array, at: number, value: number, isHopeless: () => boolean): void {
  for (;;) {
    awaitChange(control, at, value);
    if (Atomics.load(control, at) !== value) return;
    if (isHopeless()) throw new ForsakenError();
  }
}

/** A helper's slot, or undefined when all are taken. */
export function enterBoard({ control, sizes }: Board): number | undefined {
  for (let slot = 0; slot < sizes.threads - 1; slot++)
    if (Atomics.compareExchange(control, SLOTS + slot, FREE, READY) === FREE) return slot;
  return undefined;
}

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
  { control }: Board,
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
export function endTurn({ control }: Board, slot: number): void {
  Atomics.store(control, SLOTS + slot, READY);
  Atomics.add(control, DONE, 1);
  Atomics.notify(control, DONE);
}

/** Reserves helpers for a step; gives the number of threads, a power of two, and lets them go when all is laid out. */
export function reserve(
  { control, sizes }: Board,
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
  Atomics.store(control, MASKED, 0);
  for (const [i, slot] of taken.entries()) Atomics.store(control, RANKS + slot, i + 1);
  const go = () => {
    for (const slot of taken) {
      Atomics.store(control, SLOTS + slot, GO);
      Atomics.notify(control, SLOTS + slot);
    }
  };
  return { threads, go };
}

/** The owner has laid out the mask of this step, which it may do when the helpers have begun. */
export function layMask({ control }: Board): void {
  Atomics.store(control, MASKED, 1);
  Atomics.notify(control, MASKED);
}

/** A helper waits for the mask of its step. @throws ForsakenError when there will be none */
export const awaitMask = ({ control }: Board, isHopeless: () => boolean): void =>
  waitWhile(control, MASKED, 0, isHopeless);

/** The owner waits for the helpers of this step. @throws ForsakenError when one of them is broken */
export function awaitHelpers({ control }: Board, threads: number, isBroken: () => boolean): void {
  for (let done = Atomics.load(control, DONE); done < threads - 1; done = Atomics.load(control, DONE))
    waitWhile(control, DONE, done, isBroken);
}

/**
 * Adds the sums of all threads of the step, pairwise by rank, in each of them.
 *
 * @param turns how many times this thread has exchanged in this step before
 * @throws ForsakenError when another is waited for in vain
 */
export function exchangeSums(
  { control, exchange, sizes }: Board,
  sums: Float64Array,
  { rank, threads }: Pick<Turn, 'rank' | 'threads'>,
  turns: number,
  isHopeless: () => boolean,
): void {
  const { exchanged } = sizes;
  const places = Array.from({ length: threads }, (_, i) => {
    const at = ((turns % 2) * sizes.threads + i) * exchanged;
    return exchange.subarray(at, at + sums.length);
  });
  places[rank]?.set(sums);
  const round = Atomics.load(control, ROUND);
  if (Atomics.add(control, ARRIVED, 1) === threads - 1) {
    Atomics.store(control, ARRIVED, 0);
    Atomics.add(control, ROUND, 1);
    Atomics.notify(control, ROUND);
  } else waitWhile(control, ROUND, round, isHopeless);
  const total = addPairwise(
    places.map((place) => place.slice()),
    (sum, other) => {
      for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (other[i] as number);
    },
  );
  sums.set(total);
}

/** The drawings of a rank: the bounds of its parts, counted from the first drawing of the step. */
export function boundsOfRank(
  bounds: readonly number[],
  { rank, threads }: Pick<Turn, 'rank' | 'threads'>,
): number[] {
  const each = (bounds.length - 1) / threads;
  return bounds.slice(rank * each, (rank + 1) * each + 1);
}
