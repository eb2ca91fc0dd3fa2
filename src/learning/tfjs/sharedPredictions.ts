import { prepareBackend } from '../backend.ts';
import type { Drawings } from '../classifier.ts';
import type { Crew, CrewTask } from '../crew.ts';
import { inSharedMemory } from '../inSharedMemory.ts';
import { chosenKernels, type KernelSet, useKernels } from '../kernels/kernelSet.ts';
import { createStageBoard, runStages, type StageBoard, takePortions } from '../stages.ts';
import { disposeOf, type NetworkTensors, toTensors } from './logits.ts';
import { predictStage } from './predict.ts';
import type { NetworkWeights } from './weights.ts';

/** Drawings from which on a second thread gains more than asking it costs. */
const WORTH_SHARING = 2048;

/** What a helper must know to predict batches. */
interface SharedPredictions {
  readonly board: StageBoard;
  readonly weights: NetworkWeights;
  readonly kernels: KernelSet;
  readonly drawings: Drawings;
  readonly probabilities: Float32Array;
}

/** Networks of dense layers alone are done before another thread has begun. */
export const isWorthSharing = ({ count }: Drawings, { convolutions }: NetworkWeights): boolean =>
  count >= WORTH_SHARING && convolutions.length > 0;

/** What `predict` gives, with the help of other threads. [count, classes] */
export async function predictWith(
  crew: Crew,
  network: NetworkTensors,
  weights: NetworkWeights,
  { count, pixels }: Drawings,
  classes: number,
): Promise<Float32Array> {
  const drawings = { count, pixels: inSharedMemory(pixels) };
  const probabilities = new Float32Array(new SharedArrayBuffer(4 * count * classes));
  const stages = [predictStage(network, drawings, probabilities)];
  const board = createStageBoard(stages);
  const input: SharedPredictions = { board, weights, kernels: chosenKernels(), drawings, probabilities };
  await runStages(board, stages, crew.share('network-predictions', input));
  return probabilities.slice();
}

/** The task "network-predictions": predicts batches that nobody has begun. */
export const takePredictions: CrewTask = async (
  { board, weights, kernels, drawings, probabilities }: SharedPredictions,
  _post,
  isCalledOff,
) => {
  useKernels(kernels);
  await prepareBackend();
  if (isCalledOff()) return;
  const network = toTensors(weights);
  try {
    takePortions(board, [predictStage(network, drawings, probabilities)], isCalledOff);
  } finally {
    disposeOf(network);
  }
};
