import * as tf from '@tensorflow/tfjs-core';
import { prepareBackend } from '../backend.ts';
import { PIXELS } from '../classifier.ts';
import { useKernels } from '../kernels/kernelSet.ts';
import { awaitTurn, endTurn, enterBoard, ForsakenError, type Turn } from './meeting.ts';
import { type Parts, partBounds } from './parts.ts';
import { imageTensor } from './predict.ts';
import { adopt, partsOf, publish, rowsOf, type SharedTraining } from './sharedSteps.ts';
import { awaitMask, boundsOfRank, exchangeSums } from './stepBoard.ts';
import { targetRows } from './targets.ts';
import { createTrainedNetwork, gradientsOf, type TrainedNetwork } from './trainedNetwork.ts';

/**
 * Takes parts of the steps of a training, until it is called off: the task of a helper. A step that it has begun it
 * ends, unless the training is over, as when the owner has failed.
 */
export async function takeNetworkParts(
  training: SharedTraining,
  _post: unknown,
  isCalledOff: () => boolean,
  isOver: () => boolean,
): Promise<void> {
  useKernels(training.kernels);
  await prepareBackend();
  const { board } = training;
  const slot = enterBoard(board);
  if (slot === undefined) return;
  const trained = createTrainedNetwork(training.initial, training.batchNorm);
  try {
    const nextTurn = () => awaitTurn(board, slot, isCalledOff, isOver);
    for (let turn = nextTurn(); turn; turn = nextTurn()) {
      takeTurn(training, trained, turn, isOver);
      endTurn(board, slot);
    }
  } catch (error) {
    // Who was waited for has failed, and its error is told elsewhere.
    if (!(error instanceof ForsakenError)) throw error;
  } finally {
    tf.dispose([...trained.variables]);
  }
}

function takeTurn(
  { board, drawings, initial, labelSmoothing }: SharedTraining,
  trained: TrainedNetwork,
  turn: Turn,
  isOver: () => boolean,
): void {
  const { sizes } = board;
  const bounds = boundsOfRank(partBounds(turn.drawings, partsOf(turn.drawings, initial)), turn);
  const rows = [bounds[0] as number, bounds.at(-1) as number] as const;
  let exchanges = 0;
  const parts: Parts = {
    bounds: bounds.map((bound) => bound - rows[0]),
    drawings: turn.drawings,
    isHelper: true,
    exchange: (sums) => exchangeSums(board, sums, turn, exchanges++, isOver),
  };
  tf.tidy(() => {
    adopt(trained.variables, board.weights);
    const indices = board.indices.slice(...rows);
    const images = sizes.ink > 0 ? rowsOf(board.images, rows, PIXELS) : imageTensor(drawings, indices);
    const targets = tf.tensor2d(targetRows(drawings, indices, labelSmoothing), [
      indices.length,
      sizes.classes,
    ]);
    if (sizes.masked > 0) awaitMask(board, isOver);
    const mask = sizes.masked > 0 ? rowsOf(board.mask, rows, sizes.masked) : undefined;
    const { gradients, probabilities } = gradientsOf(trained, { images, targets, mask }, parts);
    const ordered = trained.variables.map(({ name }) => gradients[name] as tf.Tensor);
    publish(ordered, board.gradients.subarray((turn.rank - 1) * sizes.parameters));
    publish([probabilities], board.probabilities.subarray(rows[0] * sizes.classes));
  });
}
