import { checkpointParts } from './checkpointParts.ts';
import {
  type Checkpoint,
  type Classifier,
  type DenseLayer,
  type Epoch,
  type FitContext,
  type Hyperparameters,
  type LabelledDrawings,
  type PerceptronState,
  PIXELS,
} from './classifier.ts';
import { eventLoopTurn } from './eventLoopTurn.ts';
import { checkRange, checkWhole, fillIn } from './hyperparameters.ts';
import { NothingLearntError } from './nothingLearnt.ts';
import { holdOut } from './tfjs/holdOut.ts';
import { createNetworkClassifier } from './tfjs/networkClassifier.ts';
import { createTraining } from './tfjs/training.ts';
import type { TrainingSnapshot } from './tfjs/trainingContract.ts';
import { initialDense, type NetworkWeights } from './tfjs/weights.ts';

const DEFAULTS = {
  /** Units of each hidden layer. */
  hidden: [100, 100] as readonly number[],
  /** Of Adam. */
  learningRate: 1e-3,
  /** L2 penalty on the weights, as in scikit-learn: alpha / (2 * batch) times the sum of their squares. */
  alpha: 1e-3,
  /** Drawings a step, or all of them if there are fewer. */
  batch: 200,
  maxEpochs: 200,
  /**
   * Epochs without a better score on the validation fold after which training stops. A fold of a
   * hundred drawings is noisy, so scikit-learn's 10 stops too early: 30 gained 0.4 points of accuracy
   * on folds of cats and sheep (91.5 % to 91.9 % with 1,600 training drawings).
   */
  patience: 30,
  /** Share of the training drawings that is held out as the validation fold; 0 to train for `maxEpochs` on all. */
  validationShare: 0.1,
  /**
   * Whether to train anew, on the fold too, for as many epochs as passed until training stopped. Otherwise the
   * drawings of the fold are lost to the network. On folds of cats and sheep with 1,600 training drawings:
   * 90.8 % without, 91.4 % with it.
   */
  refit: false,
};

export type PerceptronHyperparameters = typeof DEFAULTS;

/**
 * A multi-layer perceptron after scikit-learn's MLPClassifier(early_stopping=True): hidden layers with
 * ReLU, softmax, mean cross-entropy with an L2 penalty, Adam, uniform initial weights and biases
 * (Glorot and Bengio, 2010). It stops when the validation fold's accuracy no longer grows and keeps
 * the weights of the best epoch (at equal accuracy, that of the lower loss). The fold is
 * `context.validation`, or else a stratified share of the training drawings, which the network then
 * never learns from, unless it is told to `refit`. Without a fold it trains for `maxEpochs`. One that is stopped is
 * not refitted; stopped while it is, it stays as it was before.
 *
 * @throws RangeError on an unknown hyperparameter or a value out of its range.
 */
export function createPerceptron(hyperparameters: Hyperparameters = {}): Classifier<PerceptronState> {
  return create(fillIn('perceptron', DEFAULTS, hyperparameters));
}

/** A perceptron that is trained already. Its hyperparameters other than `hidden` are the defaults. */
export function perceptronFromState(state: PerceptronState): Classifier<PerceptronState> {
  const hidden = state.layers.slice(0, -1).map(({ outputs }) => outputs);
  return create({ ...DEFAULTS, hidden }, state);
}

interface Trained {
  readonly weights: NetworkWeights;
  readonly history: readonly Epoch[];
}

/** How far a training has come, between two epochs. */
interface Reached {
  readonly history: readonly Epoch[];
  readonly best: { readonly accuracy: number; readonly loss: number; readonly weights: NetworkWeights };
  readonly sinceBest: number;
  readonly training: TrainingSnapshot;
}

function create(given: PerceptronHyperparameters, fitted?: PerceptronState): Classifier<PerceptronState> {
  const { hidden, learningRate, alpha, batch, maxEpochs, patience, validationShare, refit } = given;
  for (const units of hidden) checkWhole('perceptron hidden units', units, 1);
  checkRange('perceptron learningRate', learningRate, 0);
  checkRange('perceptron alpha', alpha, 0);
  checkWhole('perceptron batch', batch, 1);
  checkWhole('perceptron maxEpochs', maxEpochs, 1);
  checkWhole('perceptron patience', patience, 0);
  checkRange('perceptron validationShare', validationShare, 0, 1);

  async function train(drawings: LabelledDrawings, context: FitContext) {
    const { random, validation, onProgress, onEpoch, stopped, crew } = context;
    const classes = drawings.classes.length;
    const folds = validation
      ? { train: drawings, validation }
      : holdOut(drawings, validationShare, random.fork('validation'));
    const { finished, current } = checkpointParts<Trained>(context.checkpoint);
    const first =
      finished[0] ?? (await trainEpochs(folds.train, folds.validation, maxEpochs, current(), true));
    if (first.history.length === 0) throw new NothingLearntError('perceptron');
    if (finished.length === 0) finished.push(first);
    const second =
      refit && folds.validation && !validation && !stopped?.()
        ? await trainEpochs(drawings, undefined, first.history.length, current(), false)
        : first;
    const isWhole = second.history.length === first.history.length;
    const { dense } = (isWhole ? second : first).weights;
    const state: PerceptronState = { family: 'perceptron', classes, layers: dense };
    return { state, report: { history: first.history } };

    /** Stops early where there is a fold to stop by; the weights are then the best ones. */
    async function trainEpochs(
      train: LabelledDrawings,
      fold: LabelledDrawings | undefined,
      most: number,
      checkpoint: Checkpoint | undefined,
      isTold: boolean,
    ): Promise<Trained> {
      const layers = initialLayers([PIXELS, ...hidden, classes]);
      const training = createTraining(
        { convolutions: [], dense: layers },
        { batch, alpha, random, crew, validation: fold },
      );
      try {
        const saved = checkpoint?.load() as Reached | undefined;
        const history: Epoch[] = [...(saved?.history ?? [])];
        let best = saved?.best ?? {
          accuracy: -1,
          loss: Number.POSITIVE_INFINITY,
          weights: await training.weights(),
        };
        let sinceBest = saved?.sinceBest ?? 0;
        if (saved) training.restore(saved.training);
        while (history.length < most && sinceBest <= patience && !stopped?.()) {
          const { loss, accuracy } = await training.epoch(train, () => learningRate);
          const epoch = history.length + 1;
          let ended: Epoch = { epoch, trainLoss: loss, trainAccuracy: accuracy };
          const scores = fold && (await training.score(fold));
          if (scores) {
            const isBetter =
              scores.accuracy > best.accuracy ||
              (scores.accuracy === best.accuracy && scores.loss < best.loss);
            sinceBest = scores.accuracy > best.accuracy ? 0 : sinceBest + 1;
            if (isBetter) best = { ...scores, weights: await training.weights() };
            ended = { ...ended, validationLoss: scores.loss, validationAccuracy: scores.accuracy };
          }
          history.push(ended);
          checkpoint?.save((): Reached => ({ history, best, sinceBest, training: training.snapshot() }));
          const isLast = epoch === most || sinceBest > patience;
          if (isTold) onEpoch?.(ended);
          onProgress?.({ done: epoch, total: isLast ? epoch : most, unit: 'epochs' });
          await eventLoopTurn();
        }
        return { weights: fold ? best.weights : await training.weights(), history };
      } finally {
        await training.dispose();
      }
    }

    function initialLayers(sizes: readonly number[]): DenseLayer[] {
      const weights = random.fork('weights');
      return sizes
        .slice(1)
        .map((outputs, i) => initialDense(sizes[i] as number, outputs, weights, 'uniform'));
    }
  }

  return createNetworkClassifier(
    {
      id: 'perceptron',
      hyperparameters: given,
      train,
      weightsOf: ({ layers }) => ({ convolutions: [], dense: layers }),
    },
    fitted,
  );
}
