import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../core/random.ts';
import type { LabelledDrawings } from '../classifier.ts';
import type { Crew } from '../crew.ts';
import { Adam, type AdamSnapshot } from './adam.ts';
import { type Augmentation, createAugment } from './augment.ts';
import { foldBatchNorm, type RunningSums } from './batchNorm.ts';
import { disposeOf, type LayerTensors, toTensors } from './logits.ts';
import { score, tally } from './predict.ts';
import { createSteps } from './steps.ts';
import { createTrainedNetwork } from './trainedNetwork.ts';
import type { NetworkWeights } from './weights.ts';

export interface TrainingOptions {
  /** Drawings a step. */
  readonly batch: number;
  /**
   * L2 penalty as in scikit-learn's MLPClassifier: alpha / (2 * n) times the sum of squared weights
   * (not biases) is added to the mean loss of a batch of n drawings.
   */
  readonly alpha?: number;
  /**
   * Decoupled weight decay (AdamW: Loshchilov and Hutter, 2019): before each step, weights (not biases)
   * shrink by this share times the learning rate.
   */
  readonly weightDecay?: number;
  /** Share of each target that is spread evenly over all classes (Szegedy et al., 2016). */
  readonly labelSmoothing?: number;
  /** Share of the flattened maps that is dropped in each step; the others are scaled to make up for it. */
  readonly dropout?: number;
  /** Whether every convolution's maps are normalised before the ReLU. */
  readonly batchNorm?: boolean;
  /** How each drawing is distorted, anew in each epoch. */
  readonly augmentation?: Augmentation;
  /** Shuffles the drawings, draws the dropout masks, and distorts. */
  readonly random: Random;
  /** Threads that take parts of each step, if they are free. */
  readonly crew?: Crew | undefined;
}

/** Mean cross-entropy in nats, and the share of drawings whose likeliest class is right. */
export interface Scores {
  readonly loss: number;
  readonly accuracy: number;
}

export interface EpochScores extends Scores {
  /** Whether it went through all drawings. */
  readonly isWhole: boolean;
}

/** How far an epoch has come. */
interface Within {
  /** Drawings that it has gone through. */
  readonly start: number;
  /** Sums over them. */
  readonly loss: number;
  readonly right: number;
  /** Where the generator of the order stood before it. */
  readonly order: readonly number[];
}

/** All that a training goes on from: restored, it takes the very steps that it would have taken. */
export interface TrainingSnapshot {
  /** Left out between two epochs. */
  readonly within?: Within | undefined;
  readonly variables: readonly Float32Array[];
  readonly optimizer: AdamSnapshot;
  readonly norms: readonly RunningSums[];
  /** Positions of the random generators. */
  readonly positions: readonly (readonly number[])[];
}

/** A network that is being trained with Adam (Kingma and Ba, 2014). It holds tensors until it is disposed of. */
export interface Training {
  /**
   * Goes through all drawings once, in a new order; or, restored from within an epoch, through the rest of that one.
   *
   * @param learningRate of a step, given the share 0..1 of this epoch's steps that are done
   * @param onStep called after each step with that share; `false` ends the epoch there
   * @returns measured as the steps went along, before each step: of distorted drawings, with dropped maps
   */
  epoch(
    drawings: LabelledDrawings,
    learningRate: (done: number) => number,
    onStep?: (done: number) => boolean | Promise<boolean>,
  ): Promise<EpochScores>;
  score(drawings: LabelledDrawings): Promise<Scores>;
  /** A copy of the weights as they are now, batch normalisation folded into the convolutions. */
  weights(): Promise<NetworkWeights>;
  /** Taken between epochs, or in one when it calls `onStep`. */
  snapshot(): TrainingSnapshot;
  /** Goes on from a snapshot of a training with the same options and weights of the same shapes. */
  restore(snapshot: TrainingSnapshot): void;
  /** Frees what it holds, and resolves when no helper is at work any more. */
  dispose(): Promise<void>;
}

export function createTraining(initial: NetworkWeights, options: TrainingOptions): Training {
  const { alpha, weightDecay, dropout = 0, batchNorm = false, augmentation = {} } = options;
  const trained = createTrainedNetwork(initial, batchNorm);
  const { network, norms, variables } = trained;
  const penalised = new Set([...network.convolutions, ...network.dense].map(({ weights }) => weights));
  const optimizer = new Adam(variables);
  const order = options.random.fork('order');
  const masks = options.random.fork('dropout');
  const distortions = options.random.fork('augmentation');
  const generators = [order, masks, distortions];
  const steps = createSteps(trained, initial, {
    ...options,
    dropout,
    masks,
    distort: createAugment(augmentation, distortions),
  });

  let within: Within | undefined;

  /** One step on the drawings at `indices`; returns the probabilities before it. [n, classes] */
  const step = (drawings: LabelledDrawings, indices: Uint32Array, learningRate: number) =>
    steps.take(drawings, indices, (gradients) =>
      optimizer.step(gradients, (variable) =>
        penalised.has(variable)
          ? { learningRate, weightDecay, penalty: (alpha ?? 0) / indices.length }
          : { learningRate },
      ),
    );

  const weights = async (): Promise<NetworkWeights> => ({
    ...(initial.average && { average: true }),
    convolutions: await Promise.all(
      initial.convolutions.map(async (layer, i) => {
        const { weights, bias } = network.convolutions[i] as LayerTensors;
        const trained = {
          ...layer,
          kernel: await weights.data<'float32'>(),
          bias: await bias.data<'float32'>(),
        };
        const normalised = norms[i];
        if (!normalised) return trained;
        return foldBatchNorm(trained, await normalised.scale.data<'float32'>(), normalised.norm.statistics());
      }),
    ),
    dense: await Promise.all(
      initial.dense.map(async (layer, i) => {
        const { weights, bias } = network.dense[i] as LayerTensors;
        return { ...layer, weights: await weights.data<'float32'>(), bias: await bias.data<'float32'>() };
      }),
    ),
  });

  return {
    async epoch(drawings, learningRate, onStep) {
      const resumed = within;
      const before = resumed?.order ?? order.position();
      order.restore(before);
      const indices = order.shuffle(Uint32Array.from({ length: drawings.count }, (_, i) => i));
      let { start, loss, right } = resumed ?? { start: 0, loss: 0, right: 0 };
      for (; start < indices.length; start += options.batch) {
        const end = Math.min(start + options.batch, indices.length);
        const drawn = indices.subarray(start, end);
        const sums = tally(step(drawings, drawn, learningRate(start / indices.length)), drawings, drawn);
        loss += sums.loss;
        right += sums.right;
        within = end < indices.length ? { start: end, loss, right, order: before } : undefined;
        if (onStep && !(await onStep(end / indices.length)) && end < indices.length)
          return { loss: loss / end, accuracy: right / end, isWhole: false };
      }
      return { loss: loss / drawings.count, accuracy: right / drawings.count, isWhole: true };
    },
    async score(drawings) {
      const trained = toTensors(await weights());
      try {
        return await score(trained, drawings);
      } finally {
        disposeOf(trained);
      }
    },
    weights,
    snapshot: () => ({
      ...(within && { within }),
      variables: variables.map((variable) => variable.dataSync<'float32'>().slice()),
      optimizer: optimizer.snapshot(),
      norms: norms.map(({ norm }) => norm.snapshot()),
      positions: generators.map((generator) => generator.position()),
    }),
    restore(snapshot) {
      tf.tidy(() => {
        for (const [i, variable] of variables.entries())
          variable.assign(tf.tensor(snapshot.variables[i] as Float32Array, variable.shape));
      });
      within = snapshot.within;
      optimizer.restore(snapshot.optimizer);
      for (const [i, { norm }] of norms.entries()) norm.restore(snapshot.norms[i] as RunningSums);
      for (const [i, generator] of generators.entries())
        generator.restore(snapshot.positions[i] as readonly number[]);
    },
    async dispose() {
      try {
        await steps.end();
      } finally {
        tf.dispose([...variables]);
        optimizer.dispose();
      }
    },
  };
}
