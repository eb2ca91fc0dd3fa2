import type { Random } from '../core/random.ts';
import type {
  Classifier,
  ConvnetState,
  FitContext,
  Hyperparameters,
  LabelledDrawings,
} from './classifier.ts';
import { checkRange, checkWhole, fillIn } from './hyperparameters.ts';
import { createNetworkClassifier } from './tfjs/networkClassifier.ts';
import { createSchedule } from './tfjs/schedule.ts';
import { trainConvnet } from './tfjs/trainConvnet.ts';
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
  /** Maps of each convolution, each followed by pooling: one to three, the first 5x5, the others 3x3. */
  maps: [30, 15] as readonly number[],
  /** Whether each convolution's maps are normalised over the batch before the ReLU. */
  batchNorm: false,
  /** Pixels by which training drawings are shifted at most, each way in both directions, anew in every epoch. */
  augmentShift: 0,
};

export type ConvnetHyperparameters = typeof DEFAULTS;

/**
 * A convolutional network of nine layers: convolution 30 @ 5x5 with ReLU, max pooling 2x2, convolution
 * 15 @ 3x3 with ReLU, max pooling 2x2, dropout, flatten (375), dense 128 and dense 50 with ReLU, and
 * the softmax. Convolutions have stride 1 and no padding. Mean cross-entropy, Adam (Kingma and Ba,
 * 2014), Glorot-uniform weights and zero biases. It trains for exactly `epochs` epochs; a validation
 * fold is scored after each, and changes nothing. Other hyperparameters than the defaults change one
 * of these parts each.
 *
 * @throws RangeError on an unknown hyperparameter or a value out of its range.
 */
export function createConvnet(hyperparameters: Hyperparameters = {}): Classifier<ConvnetState> {
  return create(fillIn('convnet', DEFAULTS, hyperparameters));
}

/** A convolutional network that is trained already. Its hyperparameters other than `maps` are the defaults. */
export function convnetFromState(state: ConvnetState): Classifier<ConvnetState> {
  return create({ ...DEFAULTS, maps: state.convolutions.map(({ outputs }) => outputs) }, state);
}

function create(given: ConvnetHyperparameters, fitted?: ConvnetState): Classifier<ConvnetState> {
  const { epochs, batch, learningRate, dropout, maps, batchNorm, augmentShift } = given;
  checkWhole('convnet epochs', epochs, 1);
  checkWhole('convnet batch', batch, 1);
  checkRange('convnet learningRate', learningRate, 0);
  checkRange('convnet dropout', dropout, 0, 1);
  checkWhole('convnet maps: convolutions', maps.length, 1, 3);
  for (const count of maps) checkWhole('convnet maps', count, 1);
  checkWhole('convnet augmentShift', augmentShift, 0, 14);
  const schedule = createSchedule('convnet', given.decay);
  const augmentation = { shift: augmentShift };

  async function train(drawings: LabelledDrawings, context: FitContext) {
    const classes = drawings.classes.length;
    const { weights, history } = await trainConvnet(
      drawings,
      initialWeights(maps, classes, context.random.fork('weights')),
      { epochs, learningRate, schedule, batch, dropout, batchNorm, augmentation },
      context,
    );
    const state: ConvnetState = { family: 'convnet', classes, ...weights };
    return { state, report: { history } };
  }

  return createNetworkClassifier(
    { id: 'convnet', hyperparameters: given, train, weightsOf: (state) => state },
    fitted,
  );
}

function initialWeights(maps: readonly number[], classes: number, random: Random): NetworkWeights {
  let side = 28;
  let inputs = 1;
  const convolutions = maps.map((outputs, i) => {
    const size = i === 0 ? 5 : 3;
    const layer = initialConvolution(size, inputs, outputs, random);
    side = Math.floor((side - size + 1) / 2);
    inputs = outputs;
    return layer;
  });
  return {
    convolutions,
    dense: [
      initialDense(side * side * inputs, 128, random),
      initialDense(128, 50, random),
      initialDense(50, classes, random),
    ],
  };
}
