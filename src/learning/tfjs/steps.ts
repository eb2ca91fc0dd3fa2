import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../core/random.ts';
import { type LabelledDrawings, PIXELS } from '../classifier.ts';
import type { Crew, Share } from '../crew.ts';
import { addressOf, kernels, memory, output } from '../kernels/instance.ts';
import { awaitHelpers, reserve } from './meeting.ts';
import { type Parts, partBounds } from './parts.ts';
import { imageTensor } from './predict.ts';
import { addHelpers, partsOf, publish, shareTraining } from './sharedSteps.ts';
import { type Board, boundsOfRank, exchangeSums, layMask } from './stepBoard.ts';
import { targetRows } from './targets.ts';
import { gradientsOf, type TrainedNetwork } from './trainedNetwork.ts';
import type { NetworkWeights } from './weights.ts';

export interface StepOptions {
  readonly batch: number;
  readonly labelSmoothing?: number;
  readonly batchNorm?: boolean;
  /** Share of the flattened maps that is dropped; `masks` draws which. */
  readonly dropout: number;
  readonly masks: Random;
  /** Changes one drawing, ink 0..1 [784], in place. */
  readonly distort?: ((ink: Float32Array) => void) | undefined;
  readonly crew?: Crew | undefined;
}

/** Steps of a training, each over the drawings of a batch, on this thread and on those of the crew that are free. */
export interface Steps {
  /**
   * Gives the gradients of a step to `update`, which changes the network.
   *
   * @returns the probabilities before it. [n, classes]
   * @throws Error when a thread that took part has failed.
   */
  take(
    drawings: LabelledDrawings,
    indices: Uint32Array,
    update: (gradients: tf.NamedTensorMap) => void,
  ): Float32Array;
  /** Calls the helpers off. @throws the error of one that failed. */
  end(): Promise<void>;
}

export function createSteps(trained: TrainedNetwork, initial: NetworkWeights, options: StepOptions): Steps {
  const { batch, labelSmoothing = 0, batchNorm = false, dropout, masks, distort, crew } = options;
  const { variables } = trained;
  const flattened = initial.dense[0]?.inputs ?? 0;
  const threads = Math.min(partsOf(batch, initial), 2 ** Math.floor(Math.log2((crew?.most ?? 0) + 1)));
  let shared:
    | { readonly board: Board; readonly share: Share; readonly drawings: LabelledDrawings }
    | undefined;

  const drawMask = dropout ? createMask(flattened, dropout, masks) : undefined;
  let hasBeenHelped = false;

  const opened = (drawings: LabelledDrawings) => {
    if (!crew || threads === 1) return undefined;
    if (shared && shared.drawings !== drawings) throw new Error('a training goes through the same drawings');
    shared ??= {
      drawings,
      ...shareTraining(
        crew,
        {
          threads,
          batch: Math.min(batch, drawings.count),
          parameters: variables.reduce((sum, { size }) => sum + size, 0),
          classes: drawings.classes.length,
          ink: distort ? PIXELS : 0,
          masked: dropout ? flattened : 0,
        },
        { initial, batchNorm, labelSmoothing },
        drawings,
      ),
    };
    return shared;
  };

  return {
    take(drawings, indices, update) {
      const n = indices.length;
      const classes = drawings.classes.length;
      const told = new Float32Array(n * classes);
      tf.tidy(() => {
        const bounds = partBounds(n, partsOf(n, initial));
        const meeting = opened(drawings);
        const reserved = meeting && reserve(meeting.board, bounds.length - 1, n);
        const alone = !reserved || reserved.threads === 1;
        const turn = { rank: 0, threads: alone ? 1 : reserved.threads };
        const own = boundsOfRank(bounds, turn);
        const rows = own.at(-1) as number;

        // What is drawn at random is drawn here, for all drawings of the step in their order.
        const whole = distort ? imageTensor(drawings, indices, distort) : undefined;
        if (meeting && !alone) {
          hasBeenHelped = true;
          const { board } = meeting;
          publish(variables, board.weights);
          board.indices.set(indices);
          if (whole) publish([whole], board.images);
          reserved.go();
        }
        // Helpers see what is dropped later than the drawings, so that they need not wait for it.
        const mask = drawMask?.(rows);
        if (drawMask && meeting && !alone) {
          drawMask(n - rows, meeting.board.mask.subarray(rows * flattened));
          layMask(meeting.board);
        }
        const targets = targetRows(drawings, indices.subarray(0, rows), labelSmoothing);
        let exchanges = 0;
        const parts: Parts = {
          bounds: own,
          drawings: n,
          exchange:
            meeting && !alone
              ? (sums) => exchangeSums(meeting.board, sums, turn, exchanges++, meeting.share.isBroken)
              : undefined,
        };
        const images = whole
          ? tf.slice(whole, [0, 0], [rows, PIXELS])
          : imageTensor(drawings, indices.subarray(0, rows));
        const { gradients, probabilities } = gradientsOf(
          trained,
          {
            images,
            targets: tf.tensor2d(targets, [rows, classes]),
            mask,
          },
          parts,
        );
        told.set(probabilities.dataSync<'float32'>());
        if (meeting && !alone) {
          const { board, share } = meeting;
          awaitHelpers(board, turn.threads, share.isBroken);
          const ordered = variables.map(({ name }) => gradients[name] as tf.Tensor);
          addHelpers(ordered, board, turn.threads);
          told.set(board.probabilities.subarray(rows * classes, n * classes), rows * classes);
        }
        update(gradients);
      });
      return told;
    },
    async end() {
      const ending = shared?.share.end();
      if (hasBeenHelped) await ending;
      // One that is still making ready is not waited for, nor is it of interest how it fares.
      else ending?.catch(() => {});
    },
  };
}

/**
 * Draws inverted dropout: 0 with probability `rate`, else 1 / (1 - rate), so that the mean stays.
 * @returns as a tensor [rows, columns], and the same to `copy`, if there is one
 */
function createMask(columns: number, rate: number, random: Random) {
  const limit = Math.ceil(rate * 2 ** 32); // of whole numbers the same ones are below it
  return (rows: number, copy?: Float32Array): tf.Tensor2D => {
    const info = output([rows, columns]);
    const [address, size] = [addressOf(info), rows * columns];
    random.fill(new Uint32Array(memory().buffer, address, size));
    kernels().dropMask(address, size, limit, 1 / (1 - rate));
    copy?.set(new Float32Array(memory().buffer, address, size));
    return tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor2D;
  };
}
