/** What trains a network of any kind. */
import type { Random } from '../../core/random.ts';
import type { LabelledDrawings } from '../classifier.ts';
import type { Crew } from '../crew.ts';
import type { AdamSnapshot } from './adam.ts';
import type { Augmentation } from './augment.ts';
import type { RunningSums } from './batchNorm.ts';
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
  /** Drawings that are scored between epochs, so that helpers have them. */
  readonly validation?: LabelledDrawings | undefined;
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
export interface Within {
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
