import type { LabelledDrawings } from '../classifier.ts';
import type { Crew, Share } from '../crew.ts';
import { inSharedMemory } from '../inSharedMemory.ts';
import { chosenKernels } from '../kernels/kernelSet.ts';
import { awaitHelpers, reserve } from './meeting.ts';
import type { SharedStripes } from './networkStripes.ts';
import {
  createExchange,
  createStripeBoard,
  type Deed,
  layDeed,
  STEPS,
  type StripeBoard,
} from './stripeBoard.ts';
import type { Sharing } from './stripedLayer.ts';
import { createStripedNetwork, type StripedNetwork, type StripedState } from './stripedNetwork.ts';
import type { StripedOptions } from './stripedSteps.ts';
import type { StripedShape } from './stripes.ts';

/** Steps of an epoch from which on a second thread gains more than it costs to hand it its stripes. */
const WORTH_SHARING = 4;

const withNobody: Sharing['exchange'] = () => {};

/** A network on as many threads as are free, which may be others from one call to the next. */
export interface StripedThreads {
  /** Lets threads of the crew in, if there is enough for them to do; `fold` is what they are asked to predict. */
  open(drawings: LabelledDrawings, fold: LabelledDrawings | undefined, options: StripedOptions): void;
  /** Has this thread do something with the whole network. */
  alone(batch: number, work: (network: StripedNetwork) => void): void;
  /**
   * Has all threads do the same, each with its stripes; helpers know how from the board.
   *
   * @param lay lays out what they need for it
   * @throws ForsakenError when one of them has failed
   */
  together(
    deed: Deed,
    batch: number,
    work: (network: StripedNetwork) => void,
    lay?: (board: StripeBoard) => void,
  ): void;
  /** What has been learnt, until the next call. */
  state(): StripedState;
  /** Goes on from another state, given as weights and moments. */
  restore(state: StripedState): void;
  /** Frees what it holds, and resolves when no helper is at work any more. @throws the error of one that failed */
  end(): Promise<void>;
}

export function createStripedThreads(
  shape: StripedShape,
  initial: StripedState,
  crew: Crew | undefined,
): StripedThreads {
  const stripes = shape.hidden[0]?.stripes ?? 1;
  const most = 2 ** Math.floor(Math.log2(Math.min(stripes, (crew?.most ?? 0) + 1)));
  /** What has been learnt, except where this thread's part has learnt more. */
  let home = initial;
  let part:
    | { readonly network: StripedNetwork; readonly threads: number; readonly batch: number }
    | undefined;
  let isLoaded = false;
  let hasLearnt = false;
  let exchange: Sharing['exchange'] = withNobody;
  let shared:
    | { readonly board: StripeBoard; readonly share: Share; readonly drawings: LabelledDrawings }
    | undefined;
  let hasBeenHelped = false;

  const bringHome = () => {
    if (hasLearnt) part?.network.store(home);
    hasLearnt = false;
  };

  /** The part of the network that is this thread's among so many. */
  const partOf = (threads: number, batch: number): StripedNetwork => {
    if (part?.threads !== threads || part.batch !== batch) {
      bringHome();
      part?.network.dispose();
      const network = createStripedNetwork(shape, batch, {
        rank: 0,
        threads,
        exchange: (all) => exchange(all),
      });
      part = { network, threads, batch };
      isLoaded = false;
    }
    if (!isLoaded) part.network.load(home);
    isLoaded = true;
    return part.network;
  };

  const adopt = (state: StripedState) => {
    for (const name of ['weights', 'first', 'second'] as const) home[name].set(state[name]);
  };

  const alone: StripedThreads['alone'] = (batch, work) => {
    exchange = withNobody;
    const network = partOf(1, batch);
    hasLearnt = true;
    work(network);
  };

  return {
    open(drawings, fold, options) {
      if (!crew || most === 1 || drawings.count < WORTH_SHARING * options.batch) return;
      if (shared && shared.drawings !== drawings)
        throw new Error('a training goes through the same drawings');
      if (shared) return;
      bringHome();
      const board = createStripeBoard(shape, most, drawings.count, options.batch);
      const before = home;
      home = board;
      adopt(before);
      const input: SharedStripes = {
        board,
        shape,
        options,
        drawings: inShared(drawings),
        fold: fold && inShared(fold),
        kernels: chosenKernels(),
      };
      shared = { board, drawings, share: crew.share('network-stripes', input, undefined, most - 1) };
    },
    alone,
    together(deed, batch, work, lay) {
      const reserved = shared && reserve(shared.board, most, 0);
      if (!shared || !reserved || reserved.threads === 1) {
        alone(batch, work);
        return;
      }
      const { board, share } = shared;
      const { threads, go } = reserved;
      bringHome();
      layDeed(board, deed);
      lay?.(board);
      hasBeenHelped = true;
      go();
      exchange = createExchange(board, { rank: 0, threads }, share.isBroken);
      const network = partOf(threads, batch);
      hasLearnt = deed === STEPS;
      work(network);
      bringHome();
      awaitHelpers(board, threads, share.isBroken);
    },
    state() {
      bringHome();
      return home;
    },
    restore(state) {
      adopt(state);
      isLoaded = hasLearnt = false;
    },
    async end() {
      part?.network.dispose();
      part = undefined;
      hasLearnt = false;
      const ending = shared?.share.end();
      if (hasBeenHelped) await ending;
      // One that is still making ready is not waited for, nor is it of interest how it fares.
      else ending?.catch(() => {});
    },
  };
}

const inShared = ({ count, classes, pixels, labels }: LabelledDrawings): LabelledDrawings => ({
  count,
  classes,
  pixels: inSharedMemory(pixels),
  labels: inSharedMemory(labels),
});
