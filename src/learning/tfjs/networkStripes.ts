import { prepareBackend } from '../backend.ts';
import type { LabelledDrawings } from '../classifier.ts';
import { type KernelSet, useKernels } from '../kernels/kernelSet.ts';
import { createInkLists, type InkLists } from './inkLists.ts';
import { awaitTurn, endTurn, enterBoard, ForsakenError, type Turn } from './meeting.ts';
import { createExchange, deedOf, FOLD, type StripeBoard } from './stripeBoard.ts';
import type { Sharing } from './stripedLayer.ts';
import { createStripedNetwork, type StripedNetwork } from './stripedNetwork.ts';
import { predictAll, type StripedOptions, takeSteps } from './stripedSteps.ts';
import type { StripedShape } from './stripes.ts';

/** What a helper must know to take stripes of a network. */
export interface SharedStripes {
  readonly board: StripeBoard;
  readonly shape: StripedShape;
  readonly options: StripedOptions;
  readonly drawings: LabelledDrawings;
  readonly fold?: LabelledDrawings | undefined;
  readonly kernels: KernelSet;
}

/**
 * Takes stripes of a network that is trained, until it is called off: the task of a helper. An epoch that it has begun it
 * ends, unless the training is over, as when the owner has failed.
 */
export async function takeNetworkStripes(
  { board, shape, options, drawings, fold, kernels }: SharedStripes,
  _post: unknown,
  isCalledOff: () => boolean,
  isOver: () => boolean,
): Promise<void> {
  useKernels(kernels);
  await prepareBackend();
  const { batch } = options;
  let lists: InkLists | undefined;
  let foldLists: InkLists | undefined;
  let network: StripedNetwork | undefined;
  let last: Turn | undefined;
  let exchange: Sharing['exchange'] = () => {};
  try {
    const own = createInkLists(drawings, batch);
    lists = own;
    foldLists = fold && createInkLists(fold, batch);
    const slot = enterBoard(board);
    if (slot === undefined) return;
    const nextTurn = () => awaitTurn(board, slot, isCalledOff, isOver);
    for (let turn = nextTurn(); turn; turn = nextTurn()) {
      exchange = createExchange(board, turn, isOver);
      if (!network || turn.rank !== last?.rank || turn.threads !== last.threads) {
        network?.dispose();
        network = createStripedNetwork(shape, batch, { ...turn, exchange: (shares) => exchange(shares) });
        last = turn;
      }
      network.load(board);
      if (deedOf(board) === FOLD) {
        if (fold && foldLists) predictAll(network, foldLists, fold.count, batch);
      } else {
        const [first, second] = board.powers as unknown as [number, number];
        takeSteps(
          network,
          { drawings, lists: own, order: board.order, rates: board.rates, powers: [first, second] },
          options,
        );
        network.store(board);
      }
      endTurn(board, slot);
    }
  } catch (error) {
    // Who was waited for has failed, and its error is told elsewhere.
    if (!(error instanceof ForsakenError)) throw error;
  } finally {
    network?.dispose();
    lists?.dispose();
    foldLists?.dispose();
  }
}
