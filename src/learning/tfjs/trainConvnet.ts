import type { Epoch, FitContext, LabelledDrawings } from '../classifier.ts';
import { eventLoopTurn } from '../eventLoopTurn.ts';
import { NothingLearntError } from '../nothingLearnt.ts';
import type { Schedule } from './schedule.ts';
import { createTraining } from './training.ts';
import type { TrainingOptions, TrainingSnapshot } from './trainingContract.ts';
import type { NetworkWeights } from './weights.ts';

export interface ConvnetTrainingOptions extends Omit<TrainingOptions, 'random' | 'crew'> {
  readonly epochs: number;
  /** Of the step with the highest one. */
  readonly learningRate: number;
  readonly schedule: Schedule;
}

/** Progress is reported after each so many drawings, well below two seconds' work. */
const REPORT_EVERY = 1000;

/** Whether it is time to save is asked after each so many drawings, and after each epoch. */
const SAVE_EVERY = 1000;

/** Whether to stop is asked after each so many drawings, a fraction of a second's work even on a slow phone. */
const ASK_EVERY = 128;

/** How far a training has come. */
interface Reached {
  readonly history: readonly Epoch[];
  readonly training: TrainingSnapshot;
}

/**
 * Trains for exactly `epochs` epochs; a validation fold is scored after each, and changes nothing. One that is stopped
 * within an epoch keeps what it has learnt in it.
 *
 * @throws NothingLearntError when it is stopped in its first epoch.
 */
export async function trainConvnet(
  drawings: LabelledDrawings,
  initial: NetworkWeights,
  { epochs, learningRate, schedule, ...options }: ConvnetTrainingOptions,
  { random, validation, onProgress, onEpoch, checkpoint, stopped, crew }: FitContext,
): Promise<{ weights: NetworkWeights; history: Epoch[] }> {
  const training = createTraining(initial, { ...options, random, crew });
  try {
    const reached = checkpoint?.load() as Reached | undefined;
    const history: Epoch[] = [...(reached?.history ?? [])];
    if (reached) training.restore(reached.training);
    for (let epoch = history.length + 1; epoch <= epochs && !stopped?.(); epoch++) {
      let reported = 0;
      let asked = 0;
      let saved = 0;
      const { loss, accuracy, isWhole } = await training.epoch(
        drawings,
        (done) => learningRate * schedule((epoch - 1 + done) / epochs),
        async (done) => {
          if (done < 1 && (done - reported) * drawings.count >= REPORT_EVERY) {
            reported = done;
            onProgress?.({ done: epoch - 1 + Math.floor(done * 100) / 100, total: epochs, unit: 'epochs' });
          }
          if (done < 1 && (done - saved) * drawings.count >= SAVE_EVERY) {
            saved = done;
            checkpoint?.save((): Reached => ({ history, training: training.snapshot() }));
          }
          if (!stopped || (done - asked) * drawings.count < ASK_EVERY) return true;
          asked = done;
          await eventLoopTurn();
          return !stopped();
        },
      );
      if (!isWhole) break;
      const scores = validation && (await training.score(validation));
      const ended: Epoch = {
        epoch,
        trainLoss: loss,
        trainAccuracy: accuracy,
        ...(scores && { validationLoss: scores.loss, validationAccuracy: scores.accuracy }),
      };
      history.push(ended);
      checkpoint?.save((): Reached => ({ history, training: training.snapshot() }));
      onEpoch?.(ended);
      onProgress?.({ done: epoch, total: epochs, unit: 'epochs' });
      await eventLoopTurn();
    }
    if (history.length === 0) throw new NothingLearntError('convnet');
    return { weights: await training.weights(), history };
  } finally {
    await training.dispose();
  }
}
