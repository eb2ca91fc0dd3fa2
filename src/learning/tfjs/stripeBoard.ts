/**
 * Where threads that train one network of dense layers alone meet, each with stripes of its own: the owner lays out
 * drawings for all of them, and for each batch they hand one another what their units give. All of it is shared memory.
 */
import { createControl, type Meeting, MORE, meet, type Turn } from './meeting.ts';
import { floatsAt } from './rooms.ts';
import { ownStripes, type Shares } from './stripedLayer.ts';
import type { StripedState } from './stripedNetwork.ts';
import type { StripedShape } from './stripes.ts';

export interface StripeBoard extends Meeting, StripedState {
  /** Of the drawings of an epoch. [drawings] */
  readonly order: Uint32Array<SharedArrayBuffer>;
  /** The learning rate of each step of an epoch. [steps] */
  readonly rates: Float64Array<SharedArrayBuffer>;
  /** Of the betas of Adam, for the first step of an epoch. [2] */
  readonly powers: Float32Array<SharedArrayBuffer>;
  /** Two turns of what is exchanged at once. [2, floats] */
  readonly exchange: Float32Array<SharedArrayBuffer>;
}

/**
 * @param threads at most, the owner among them: a power of two
 * @param drawings of an epoch
 * @param batch of them at once at most
 */
export function createStripeBoard(
  shape: StripedShape,
  threads: number,
  drawings: number,
  batch: number,
): StripeBoard {
  const floats = (count: number) => new Float32Array(new SharedArrayBuffer(4 * count));
  const signals = Math.max(...shape.hidden.map(({ width }) => batch * width));
  const weights = shape.hidden.slice(1).reduce((sum, layer) => sum + layer.weights.size, 0);
  return {
    sizes: { threads },
    control: createControl(),
    weights: floats(shape.size),
    first: floats(shape.size),
    second: floats(shape.size),
    order: new Uint32Array(new SharedArrayBuffer(4 * drawings)),
    rates: new Float64Array(new SharedArrayBuffer(8 * Math.ceil(drawings / batch))),
    powers: floats(2),
    exchange: floats(2 * (signals + weights)),
  };
}

/** What helpers are to do in a turn: the steps of an epoch, or predict the validation fold. */
export const STEPS = 0;
export const FOLD = 1;
export type Deed = typeof STEPS | typeof FOLD;
export const layDeed = ({ control }: StripeBoard, deed: Deed): void =>
  void Atomics.store(control, MORE, deed);
export const deedOf = ({ control }: StripeBoard) => Atomics.load(control, MORE) as Deed;

/**
 * Hands a thread's stripes to the others and takes theirs; make one for each turn.
 *
 * @throws ForsakenError when another is waited for in vain
 */
export function createExchange(
  board: StripeBoard,
  turn: Pick<Turn, 'rank' | 'threads'>,
  isHopeless: () => boolean,
): (shares: readonly Shares[]) => void {
  const half = board.exchange.length / 2;
  let turns = 0;
  return (shares) => {
    const begin = (turns++ % 2) * half;
    /** Visits stretches of stripes here and there: one's own, or those of the others. */
    const each = (isOwn: boolean, visit: (here: Float32Array, there: Float32Array) => void) => {
      let at = begin;
      for (const { address, size, stripes } of shares) {
        const [from, to] = ownStripes(stripes, turn);
        const stretches = isOwn ? [[from, to]] : [[0, from], [to, stripes]]; // biome-ignore format: one line
        for (const [first = 0, end = 0] of stretches)
          if (first < end)
            visit(
              floatsAt(address + 4 * first * size, (end - first) * size),
              board.exchange.subarray(at + first * size, at + end * size),
            );
        at += stripes * size;
      }
    };
    each(true, (here, there) => there.set(here));
    meet(board, turn.threads, isHopeless);
    each(false, (here, there) => here.set(there));
  };
}
