/** How long fits take: their work in units that grow with it, and seconds a unit on this machine. */
import type { EstimatorId } from '../../src/core/models.ts';
import type { Hyperparameters } from '../../src/learning/classifier.ts';

/** Seconds a million units, medians over the committed experiments on a busy core; the cache tells the machine at hand. */
const DEFAULT_SPEEDS: Readonly<Record<EstimatorId, number>> = {
  forest: 0.15,
  nearest: 0.4,
  perceptron: 25,
  convnet: 400,
  'convnet-plus': 1500,
  'wide-convnet': 170,
  logistic: 1000,
  'linear-svm': 1.7,
  'rbf-svm': 1.4,
};

/** Epochs after which a perceptron with early stopping has mostly stopped. */
const PERCEPTRON_EPOCHS = 60;

/** Multiplications and additions that the convolutions of a wide network take for one drawing. */
function wideMultiplyAdds({ maps = [32, 64, 128], residualPairs = 0 }: Hyperparameters): number {
  const counts = maps as readonly number[];
  const more = residualPairs === 0 ? 1 : 2 * (residualPairs as number);
  const weights = counts.map((count, stage) => 9 * count * ((counts[stage - 1] ?? 1) + more * count));
  return weights.reduce((sum, each, stage) => sum + each * Math.floor(28 / 2 ** stage) ** 2, 0);
}

/**
 * Work of a fit and its predictions, in units of the family: drawings times epochs for networks, and times a million
 * multiplications for wide ones; times trees and the
 * depth of a balanced tree for forests, pairs of drawings for neighbours and support vectors.
 */
export function workOf(
  model: EstimatorId,
  given: Hyperparameters,
  trainDrawings: number,
  predictDrawings: number,
): number {
  const number = (name: string, otherwise: number) =>
    typeof given[name] === 'number' ? (given[name] as number) : otherwise;
  const n = trainDrawings;
  switch (model) {
    case 'forest':
      return number('trees', 100) * n * Math.log2(n + 1) * (number('featuresPerSplit', 28) / 28);
    case 'nearest':
      return n * (predictDrawings + 1);
    case 'perceptron':
      return n * Math.min(PERCEPTRON_EPOCHS, number('maxEpochs', 200)) * (given.refit === true ? 2 : 1);
    case 'convnet':
    case 'convnet-plus':
      return n * number('epochs', 20);
    case 'wide-convnet':
      return (n * number('epochs', 24) * wideMultiplyAdds(given)) / 1e6;
    case 'logistic':
      return n;
    case 'linear-svm':
    case 'rbf-svm':
      return n * (n + predictDrawings);
  }
}

/** Work and seconds of fits that are done. */
export interface Done {
  readonly model: EstimatorId;
  readonly work: number;
  readonly seconds: number;
}

/** Seconds a unit of a family: of all that is done, or where nothing is, the default. */
export function secondsPerUnit(model: EstimatorId, done: readonly Done[]): number {
  const own = done.filter((fit) => fit.model === model);
  const work = own.reduce((sum, fit) => sum + fit.work, 0);
  return work > 0 ? own.reduce((sum, fit) => sum + fit.seconds, 0) / work : DEFAULT_SPEEDS[model] / 1e6;
}
