import type { Random } from '../core/random.ts';
import type {
  Classifier,
  FitContext,
  Hyperparameters,
  LabelledDrawings,
  WideConvnetState,
} from './classifier.ts';
import { roundedToEightBits } from './eightBitWeights.ts';
import { checkRange, checkWhole, fillIn } from './hyperparameters.ts';
import { createNetworkClassifier } from './tfjs/networkClassifier.ts';
import { createSchedule } from './tfjs/schedule.ts';
import { trainConvnet } from './tfjs/trainConvnet.ts';
import { initialConvolution, initialDense, type NetworkWeights } from './tfjs/weights.ts';

const DEFAULTS = {
  /** Maps of each stage: one to four stages, maps in fours, as the kernels take them. */
  maps: [32, 64, 128] as readonly number[],
  /** Residual pairs of convolutions after each stage's first convolution; 0 for one convolution more without a detour. */
  residualPairs: 0,
  epochs: 24,
  /** Drawings a step: four parts of 32 for as many threads. */
  batch: 128,
  /** Of Adam, in the step with the highest one. */
  learningRate: 3e-3,
  /** Epochs over which the learning rate rises from zero, at most half of them. */
  warmup: 2,
  /** How the learning rate falls to zero thereafter: "none", "linear" or "cosine". */
  decay: 'cosine',
  /** Share of each weight that is taken off in every step, times the learning rate (AdamW). */
  weightDecay: 0.05,
  /** Share of each target that is spread evenly over all classes. */
  labelSmoothing: 0.1,
  /** Share of the averaged maps that each training step drops. */
  dropout: 0,
  /** Whether training drawings are mirrored left and right, every other time. */
  augmentFlip: true,
  /** Pixels by which training drawings are shifted at most, each way in both directions; whole ones if it is whole. */
  augmentShift: 0.5,
  /** Share by which training drawings grow or shrink at most: little, as drawings are plenty and epochs few. */
  augmentScale: 0.06,
  /** Degrees by which training drawings are turned at most, each way. */
  augmentRotation: 6,
};

export type WideConvnetHyperparameters = typeof DEFAULTS;

/**
 * A convolutional network for many classes, wide in its maps rather than in dense layers: stages of 3x3 convolutions
 * with zeros around, each with batch normalisation and ReLU; 2x2 max pooling after every stage but the last, the mean
 * of each map over its places after that, and one dense layer with the softmax. A stage is a pair of convolutions, or
 * one and then residual pairs: what goes into a pair is added to what comes out of it, before the ReLU (He et al.,
 * 2016). Trained as the improved convnet is: cross-entropy with smoothed labels, AdamW, a learning rate that warms up
 * and falls along a cosine, drawings distorted anew in every epoch. Weights begin Glorot-uniform as in the other
 * networks here: batch normalisation makes the maps as large as it takes, whatever the scale of the weights before it.
 * When it is trained, batch normalisation ends up in the convolutions' weights, and these are rounded to eight bits, a
 * scale for each map: what is measured is the network that is published. The epochs' scores are from before that. It trains for exactly `epochs` epochs; a validation fold
 * is scored after each, and changes nothing.
 *
 * @throws RangeError on an unknown hyperparameter or a value out of its range.
 */
export function createWideConvnet(hyperparameters: Hyperparameters = {}): Classifier<WideConvnetState> {
  return create(fillIn('wide-convnet', DEFAULTS, hyperparameters));
}

/** A network that is trained already. Its hyperparameters other than those of the shape are the defaults. */
export function wideConvnetFromState(state: WideConvnetState): Classifier<WideConvnetState> {
  const { convolutions } = state;
  const stages = convolutions.filter(({ pool = true }, i) => pool || i === convolutions.length - 1);
  const maps = stages.map(({ outputs }) => outputs);
  const residualPairs = convolutions.filter(({ adds }) => adds).length / maps.length;
  return create({ ...DEFAULTS, maps, residualPairs }, state);
}

function create(given: WideConvnetHyperparameters, fitted?: WideConvnetState): Classifier<WideConvnetState> {
  const { epochs, warmup, maps, residualPairs, augmentFlip, augmentShift, ...rest } = given;
  const { augmentScale, augmentRotation, decay, ...options } = rest;
  checkWhole('wide-convnet maps: stages', maps.length, 1, 4);
  for (const count of maps) checkWhole('wide-convnet maps, in fours,', count / 4, 1);
  checkWhole('wide-convnet residualPairs', residualPairs, 0);
  checkWhole('wide-convnet epochs', epochs, 1);
  checkWhole('wide-convnet batch', options.batch, 1);
  checkRange('wide-convnet learningRate', options.learningRate, 0);
  checkRange('wide-convnet warmup', warmup, 0);
  checkRange('wide-convnet weightDecay', options.weightDecay, 0);
  checkRange('wide-convnet labelSmoothing', options.labelSmoothing, 0, 1);
  checkRange('wide-convnet dropout', options.dropout, 0, 1);
  checkRange('wide-convnet augmentShift', augmentShift, 0, 14);
  checkRange('wide-convnet augmentScale', augmentScale, 0, 1);
  checkRange('wide-convnet augmentRotation', augmentRotation, 0, 180);
  const schedule = createSchedule('wide-convnet', decay, Math.min(0.5, warmup / epochs));
  const augmentation = {
    flip: augmentFlip,
    shift: augmentShift,
    scale: augmentScale,
    rotation: augmentRotation,
  };

  async function train(drawings: LabelledDrawings, context: FitContext) {
    const classes = drawings.classes.length;
    const { weights, history } = await trainConvnet(
      drawings,
      initialWeights(maps, residualPairs, classes, context.random.fork('weights')),
      { epochs, schedule, augmentation, batchNorm: true, ...options },
      context,
    );
    const state: WideConvnetState = { family: 'wide-convnet', classes, ...rounded(weights) };
    return { state, report: { history } };
  }

  return createNetworkClassifier(
    { id: 'wide-convnet', hyperparameters: given, train, weightsOf: (state) => state },
    fitted,
  );
}

/** Weights, not biases, in eight bits each. */
const rounded = ({ convolutions, dense, ...rest }: NetworkWeights): NetworkWeights => ({
  ...rest,
  convolutions: convolutions.map((layer) => ({
    ...layer,
    kernel: roundedToEightBits(layer.kernel, layer.outputs),
  })),
  dense: dense.map((layer) => ({ ...layer, weights: roundedToEightBits(layer.weights, layer.outputs) })),
});

function initialWeights(
  maps: readonly number[],
  residualPairs: number,
  classes: number,
  random: Random,
): NetworkWeights {
  const perStage = residualPairs === 0 ? 2 : 1 + 2 * residualPairs;
  const convolutions = maps.flatMap((outputs, stage) =>
    Array.from({ length: perStage }, (_, i) =>
      initialConvolution(3, i === 0 ? (maps[stage - 1] ?? 1) : outputs, outputs, random, {
        padding: 'same',
        pool: i === perStage - 1 && stage < maps.length - 1,
        ...(residualPairs > 0 && i > 0 && i % 2 === 0 && { adds: true }),
      }),
    ),
  );
  return { convolutions, average: true, dense: [initialDense(maps.at(-1) as number, classes, random)] };
}
