import type { Epoch, FitContext, LabelledDrawings } from '../classifier.ts';
import { eventLoopTurn } from '../eventLoopTurn.ts';
import type { Schedule } from './schedule.ts';
import { createTraining, type TrainingOptions, type TrainingSnapshot } from './training.ts';
import type { NetworkWeights } from './weights.ts';

export interface ConvnetTrainingOptions extends Omit<TrainingOptions, 'random'> {
  readonly epochs: number;
  /** Of the step with the highest one. */
  readonly learningRate: number;
  readonly schedule: Schedule;
}

/** Progress is reported after each so many drawings, well below two seconds' work. */
const REPORT_EVERY = 1000;

/** How far a training has come, between two epochs. */
interface Reached {
  readonly history: readonly Epoch[];
  readonly training: TrainingSnapshot;
}

/** Trains for exactly `epochs` epochs; a validation fold is scored after each, and changes nothing. */
export async function trainConvnet(
  drawings: LabelledDrawings,
  initial: NetworkWeights,
  { epochs, learningRate, schedule, ...options }: ConvnetTrainingOptions,
  { random, validation, onProgress, checkpoint }: FitContext,
): Promise<{ weights: NetworkWeights; history: Epoch[] }> {
  const training = createTraining(initial, { ...options, random });
  try {
    const saved = checkpoint?.load() as Reached | undefined;
    const history: Epoch[] = [...(saved?.history ?? [])];
    if (saved) training.restore(saved.training);
    for (let epoch = history.length + 1; epoch <= epochs; epoch++) {
      let reported = 0;
      const { loss, accuracy } = await training.epoch(
        drawings,
        (done) => learningRate * schedule((epoch - 1 + done) / epochs),
        (done) => {
          if (done === 1 || (done - reported) * drawings.count < REPORT_EVERY) return;
          reported = done;
          onProgress?.({ done: epoch - 1 + Math.floor(done * 100) / 100, total: epochs, unit: 'epochs' });
        },
      );
      const scores = validation && (await training.score(validation));
      history.push({
        epoch,
        trainLoss: loss,
        trainAccuracy: accuracy,
        ...(scores && { validationLoss: scores.loss, validationAccuracy: scores.accuracy }),
      });
      checkpoint?.save((): Reached => ({ history, training: training.snapshot() }));
      onProgress?.({ done: epoch, total: epochs, unit: 'epochs' });
      await eventLoopTurn();
    }
    return { weights: await training.weights(), history };
  } finally {
    training.dispose();
  }
}
