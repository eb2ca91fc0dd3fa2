/** A helper at a board, without a network: a worker thread of `stepBoard.test.ts`. */
import { parentPort } from 'node:worker_threads';
import { awaitTurn, endTurn, enterBoard } from '../../../src/learning/tfjs/meeting.ts';
import { type Board, exchangeSums } from '../../../src/learning/tfjs/stepBoard.ts';

/** What it is told to do, any number of times. */
export interface BoardTask {
  /** Comes with its answers: the slot, and at the end a report. */
  readonly task: number;
  readonly board: Board;
  /** 1 when called off, and 1 when the training is over. [2] */
  readonly flags: Int32Array<SharedArrayBuffer>;
  /** How often it exchanges in each step: each time its rank + 1 and its square. */
  readonly exchanges: number;
}

parentPort?.on('message', ({ task, board, flags, exchanges }: BoardTask) => {
  const isOver = () => Atomics.load(flags, 1) === 1;
  const isCalledOff = () => isOver() || Atomics.load(flags, 0) === 1;
  const slot = enterBoard(board);
  parentPort?.postMessage({ task, slot });
  if (slot === undefined) return;
  const nextTurn = () => awaitTurn(board, slot, isCalledOff, isOver);
  const totals: number[][] = [];
  let steps = 0;
  let error: string | undefined;
  try {
    for (let turn = nextTurn(); turn; turn = nextTurn()) {
      const mine = turn.rank + 1;
      for (let i = 0; i < exchanges; i++) {
        const sums = Float64Array.of(mine, mine ** 2 + i);
        exchangeSums(board, sums, turn, i, isOver);
        totals.push([...sums]);
      }
      const { parameters } = board.sizes;
      board.gradients.fill(mine * turn.drawings, (turn.rank - 1) * parameters, turn.rank * parameters);
      steps++;
      endTurn(board, slot);
    }
  } catch (thrown) {
    error = (thrown as Error).message;
  }
  parentPort?.postMessage({ task, steps, totals, error });
});
