/**
 * Where threads that train one network meet: the owner lays out a step, helpers take their parts of it and leave
 * gradients and probabilities. All of it is shared memory.
 */
import {
  createControl,
  type Meeting,
  type MeetingSizes,
  MORE,
  meet,
  type Turn,
  waitWhile,
} from './meeting.ts';
import { addPairwise } from './parts.ts';

/** Whether the mask of a step is laid out. */
const MASKED = MORE;

/** Sizes that all threads must agree on. */
export interface BoardSizes extends MeetingSizes {
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

export interface Board extends Meeting {
  readonly sizes: BoardSizes;
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
    control: createControl(),
    weights: floats(parameters),
    gradients: floats((threads - 1) * parameters),
    indices: new Uint32Array(new SharedArrayBuffer(4 * batch)),
    images: floats(batch * ink),
    mask: floats(batch * masked),
    probabilities: floats(batch * classes),
    exchange: new Float64Array(new SharedArrayBuffer(16 * threads * exchanged)),
  };
}

/** The owner has laid out the mask of this step, which it may do when the helpers have begun. */
export function layMask({ control }: Board): void {
  Atomics.store(control, MASKED, 1);
  Atomics.notify(control, MASKED);
}

/** A helper waits for the mask of its step. @throws ForsakenError when there will be none */
export const awaitMask = ({ control }: Board, isHopeless: () => boolean): void =>
  waitWhile(control, MASKED, 0, isHopeless);

/**
 * Adds the sums of all threads of the step, pairwise by rank, in each of them.
 *
 * @param turns how many times this thread has exchanged in this step before
 * @throws ForsakenError when another is waited for in vain
 */
export function exchangeSums(
  board: Board,
  sums: Float64Array,
  { rank, threads }: Pick<Turn, 'rank' | 'threads'>,
  turns: number,
  isHopeless: () => boolean,
): void {
  const { exchange, sizes } = board;
  const { exchanged } = sizes;
  const places = Array.from({ length: threads }, (_, i) => {
    const at = ((turns % 2) * sizes.threads + i) * exchanged;
    return exchange.subarray(at, at + sums.length);
  });
  places[rank]?.set(sums);
  meet(board, threads, isHopeless);
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
