/** What a thread keeps of a hidden layer whose stripes threads share, in the backend's memory. */
import { kernels } from '../kernels/instance.ts';
import { STRIPE } from '../kernels/layout.ts';
import { partBounds } from './parts.ts';
import type { Rooms } from './rooms.ts';
import type { Stretch, StripedLayer } from './stripes.ts';

/** Bytes of a row of a stripe. */
export const ROW = 4 * STRIPE;

/** Stripes that each thread has some of: `size` floats each, one after the other from `address` on. */
export interface Shares {
  readonly address: number;
  readonly size: number;
  readonly stripes: number;
}

/** Which stripes are one's own, and how one comes to the others'. */
export interface Sharing {
  /** Of this thread among `threads`. */
  readonly rank: number;
  readonly threads: number;
  /** Hands one's own stripes to the other threads and takes theirs. */
  readonly exchange: (shares: readonly Shares[]) => void;
}

/** Where the stripes of a thread begin and end. */
export const ownStripes = (stripes: number, { rank, threads }: Pick<Sharing, 'rank' | 'threads'>) =>
  partBounds(stripes, threads).slice(rank, rank + 2) as [number, number];

/** What is learnt in one stretch of floats, all of it or this thread's: addresses. */
export interface Learnt {
  /** Where it is in the state of the whole network. */
  readonly home: Stretch;
  readonly weights: number;
  readonly gradients: number;
  readonly first: number;
  readonly second: number;
}

export function learn(rooms: Rooms, home: Stretch, weights = rooms.floats(home.size)): Learnt {
  const { floats } = rooms;
  return { home, weights, gradients: floats(home.size), first: floats(home.size), second: floats(home.size) };
}

/** As the kernel of Adam wants them. */
export const addressesOf = ({ weights, gradients, first, second }: Learnt) =>
  [weights, gradients, first, second] as const;

/** A matrix [rows, width]: stripe by stripe, and row by row. */
interface Matrix {
  readonly shares: Shares;
  readonly whole: number;
}

export interface StripedLayerRooms extends Omit<StripedLayer, 'weights' | 'bias'> {
  /** Which stripes are this thread's. */
  readonly from: number;
  readonly to: number;
  readonly weights: Learnt;
  readonly bias: Learnt;
  /** The weights of all threads, by which errors go back to the layer before; the first layer has none before it. */
  readonly all: Matrix | undefined;
  /** What the units give, and the gradients of what they saw. For as many drawings as there are: `firstRows`. */
  readonly signals: Matrix;
  readonly errors: Matrix;
}

export function createStripedLayer(
  rooms: Rooms,
  layer: StripedLayer,
  { batch, isFirst, ...turn }: Pick<Sharing, 'rank' | 'threads'> & { batch: number; isFirst: boolean },
): StripedLayerRooms {
  const { stripes, inputs, width } = layer;
  const [from, to] = ownStripes(stripes, turn);
  const own = ({ at }: Stretch, size: number) => ({ at: at + from * size, size: (to - from) * size });
  const matrix = (rows: number): Matrix => ({
    shares: { address: rooms.floats(rows * width), size: rows * STRIPE, stripes },
    whole: rooms.floats(rows * width),
  });
  const all = isFirst ? undefined : matrix(inputs);
  return {
    ...layer,
    from,
    to,
    weights: learn(rooms, own(layer.weights, inputs * STRIPE), all && addressIn(all.shares, from)),
    bias: learn(rooms, own(layer.bias, STRIPE)),
    all,
    signals: matrix(batch),
    errors: matrix(batch),
  };
}

/** Where a stripe begins. */
export const addressIn = ({ address, size }: Shares, stripe: number): number => address + 4 * size * stripe;

/** The shares of a matrix of fewer rows in the same place, each directly behind the one before. */
export const firstRows = (shares: Shares, rows: number): Shares => ({ ...shares, size: rows * STRIPE });

/** Copies the shares of all stripes to the address `whole`, row by row. [rows, width] */
export function join(shares: Shares, whole: number, rows: number): void {
  for (let stripe = 0; stripe < shares.stripes; stripe++)
    kernels().copyEvery(
      addressIn(shares, stripe),
      ROW,
      whole + stripe * ROW,
      shares.stripes * ROW,
      rows,
      ROW,
    );
}
