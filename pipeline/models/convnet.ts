import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import type { Random } from '../../src/core/random.ts';
import type {
  Classifier,
  ConvnetState,
  Epoch,
  FitContext,
  Hyperparameters,
  LabelledDrawings,
} from './classifier.ts';
import { checkRange, checkWhole, fillIn } from './hyperparameters.ts';
import { createNetworkClassifier } from './tfjs/networkClassifier.ts';
import { createTraining } from './tfjs/training.ts';
import { initialConvolution, initialDense, type NetworkWeights } from './tfjs/weights.ts';

const DEFAULTS = {
  /** In cross-validation on cats and sheep 20 did best for 1,600 drawings; fewer drawings want more: 30 for 500. */
  epochs: 20,
  /** Drawings a step. */
  batch: 32,
  /** Of Adam, in the first step. */
  learningRate: 1e-3,
  /** How the learning rate falls to zero over the epochs: "none", "linear" or "cosine". */
  decay: 'cosine',
  /** Share of the flattened maps that each training step drops. */
  dropout: 0.2,
};

export type ConvnetHyperparameters = typeof DEFAULTS;

/** Progress is reported after each so many drawings, well below two seconds' work. */
const REPORT_EVERY = 1000;

/**
 * A convolutional network of nine layers: convolution 30 @ 5x5 with ReLU, max pooling 2x2, convolution
 * 15 @ 3x3 with ReLU, max pooling 2x2, dropout, flatten (375), dense 128 and dense 50 with ReLU, and
 * the softmax. Convolutions have stride 1 and no padding. Mean cross-entropy, Adam (Kingma and Ba,
 * 2014), Glorot-uniform weights and zero biases. It trains for exactly `epochs` epochs; a validation
 * fold is scored after each, and changes nothing.
 *
 * @throws RangeError on an unknown hyperparameter or a value out of its range.
 */
export function createConvnet(hyperparameters: Hyperparameters = {}): Classifier<ConvnetState> {
  return create(fillIn('convnet', DEFAULTS, hyperparameters));
}

/** A convolutional network that is trained already. Its hyperparameters are the defaults. */
export function convnetFromState(state: ConvnetState): Classifier<ConvnetState> {
  return create(DEFAULTS, state);
}

function create(given: ConvnetHyperparameters, fitted?: ConvnetState): Classifier<ConvnetState> {
  const { epochs, batch, learningRate, dropout } = given;
  checkWhole('convnet epochs', epochs, 1);
  checkWhole('convnet batch', batch, 1);
  checkRange('convnet learningRate', learningRate, 0);
  checkRange('convnet dropout', dropout, 0, 1);
  const decay = decayOf(given.decay);

  async function train(drawings: LabelledDrawings, { random, validation, onProgress }: FitContext) {
    const classes = drawings.classes.length;
    const training = createTraining(initialWeights(classes, random.fork('weights')), {
      batch,
      dropout,
      random,
    });
    try {
      const history: Epoch[] = [];
      for (let epoch = 1; epoch <= epochs; epoch++) {
        let reported = 0;
        const trainLoss = training.epoch(
          drawings,
          (done) => learningRate * decay((epoch - 1 + done) / epochs),
          (done) => {
            if (done === 1 || (done - reported) * drawings.count < REPORT_EVERY) return;
            reported = done;
            onProgress?.({ done: epoch - 1 + Math.floor(done * 100) / 100, total: epochs, unit: 'epochs' });
          },
        );
        const scores = validation && training.score(validation);
        history.push({
          epoch,
          trainLoss,
          ...(scores && { validationLoss: scores.loss, validationAccuracy: scores.accuracy }),
        });
        onProgress?.({ done: epoch, total: epochs, unit: 'epochs' });
        await eventLoopTurn();
      }
      const state: ConvnetState = { family: 'convnet', classes, ...training.weights() };
      return { state, report: { history } };
    } finally {
      training.dispose();
    }
  }

  return createNetworkClassifier(
    { id: 'convnet', hyperparameters: given, train, weightsOf: (state) => state },
    fitted,
  );
}

/** What is left of the learning rate when the share `done` of all steps is done. */
function decayOf(name: string): (done: number) => number {
  switch (name) {
    case 'none':
      return () => 1;
    case 'linear':
      return (done) => 1 - done;
    case 'cosine':
      return (done) => (1 + Math.cos(Math.PI * done)) / 2;
    default:
      throw new RangeError(`convnet decay must be "none", "linear" or "cosine", got "${name}"`);
  }
}

function initialWeights(classes: number, random: Random): NetworkWeights {
  return {
    convolutions: [initialConvolution(5, 1, 30, random), initialConvolution(3, 30, 15, random)],
    dense: [
      initialDense(5 * 5 * 15, 128, random),
      initialDense(128, 50, random),
      initialDense(50, classes, random),
    ],
  };
}
