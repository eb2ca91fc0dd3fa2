/** The contract that every model family keeps, and the states that they hand to the exporters. */
import type { Every } from '../core/every.ts';
import type { EstimatorId, ModelId } from '../core/models.ts';
import type { Random } from '../core/random.ts';
import type { Crew } from './crew.ts';

/** Pixels of a 28x28 drawing, row by row. */
export const PIXELS = 784;

/** Bitmaps as in the official files: white ink on black. */
export interface Drawings {
  readonly count: number;
  /** Ink 0..255. [count, 784] */
  readonly pixels: Uint8Array;
}

/** Class indices; bytes as long as they suffice (at most 256 classes). */
export type Labels = Uint8Array | Uint16Array;

export interface LabelledDrawings extends Drawings {
  /** Index into `classes`. [count] */
  readonly labels: Labels;
  readonly classes: readonly string[];
}

/** How far a fit has come; `unit` is a plural noun such as "trees" or "epochs". */
export interface FitProgress {
  readonly done: number;
  readonly total: number;
  readonly unit: string;
}

/** Where a long fit leaves how far it has come, so that one that was killed goes on from there, to the same model. */
export interface Checkpoint {
  /** What a fit of the same hyperparameters, drawings and seed saved last; undefined where there is nothing. */
  load(): unknown;
  /** Saves what `take` gives, anything that a structured clone carries, when it is time to; else `take` is not called. */
  save(take: () => unknown): void;
}

export interface FitContext {
  readonly random: Random;
  /** Forests save after a tree, networks after an epoch; families that take seconds do not save. */
  readonly checkpoint?: Checkpoint | undefined;
  /** Drawings that the fit never learns from: networks score them after every epoch. */
  readonly validation?: LabelledDrawings | undefined;
  readonly onProgress?: ((progress: FitProgress) => void) | undefined;
  /**
   * Networks tell of each epoch when it ends, before its progress. Members of a `convnet-plus` go on counting where the
   * one before ended; epochs of a `refit` are not told of, as they are not in the report.
   */
  readonly onEpoch?: ((epoch: Epoch) => void) | undefined;
  /**
   * Whether to end now, with what has been learnt so far: asked by forests before every tree, by networks some times a
   * second. With it, a fit lets the event loop turn before it asks. Families that take seconds do not ask.
   */
  readonly stopped?: (() => boolean) | undefined;
  /** Threads that may help. They change how long the fit takes, and nothing else. */
  readonly crew?: Crew | undefined;
}

export type PredictContext = Pick<FitContext, 'crew'>;

/** One epoch of a network's training. Losses are mean cross-entropies in nats, without the L2 penalty. */
export interface Epoch {
  readonly epoch: number;
  readonly trainLoss: number;
  /** Share of the training drawings that were right, measured as the steps went along: dropped out and distorted. */
  readonly trainAccuracy?: number;
  readonly validationLoss?: number;
  readonly validationAccuracy?: number;
}

/** What a fit tells beside the model itself. */
export interface FitReport {
  readonly history?: readonly Epoch[];
  readonly outOfBagAccuracy?: number;
  /** Mean decrease in impurity by pixel, summing to 1. [784] */
  readonly importances?: Float64Array;
}

export type Hyperparameters = Readonly<Record<string, number | string | boolean | readonly number[]>>;

/**
 * A trainable model. Same hyperparameters, drawings and random seed give the same model, bit for bit,
 * on the same machine.
 */
export interface Classifier<State extends ModelState = ModelState> {
  readonly id: EstimatorId;
  /** All of them, defaults filled in. */
  readonly hyperparameters: Hyperparameters;
  /**
   * @throws RangeError on no drawings, or fewer than two classes.
   * @throws NothingLearntError when it is stopped before the first tree or epoch.
   */
  fit(train: LabelledDrawings, context: FitContext): Promise<FitReport>;
  /** Rows sum to 1. [count, classes] @throws Error before `fit`. */
  predictProba(drawings: Drawings, context?: PredictContext): Promise<Float32Array>;
  /** Everything needed to predict, as plain typed arrays that survive a structured clone. @throws Error before `fit`. */
  state(): State;
}

/** One decision tree; nodes in preorder, node 0 is the root. */
export interface TreeState {
  /** Pixel index 0..783 tested at an inner node, -1 at a leaf. [nodes] */
  readonly feature: Int16Array;
  /** An inner node sends a drawing left when its pixel (0..255) is <= threshold. [nodes] */
  readonly threshold: Uint8Array;
  /** Child indices, -1 at a leaf. [nodes] */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Class shares of the bootstrap sample at each node. [nodes, classes] */
  readonly shares: Float32Array;
}

export interface ForestState {
  readonly family: 'forest';
  readonly classes: number;
  readonly trees: readonly TreeState[];
}

/** Exact neighbours on pixels. It holds training drawings, so it is never published. */
export interface NearestPixelsState {
  readonly family: 'nearest';
  readonly form: 'pixels';
  readonly classes: number;
  readonly k: number;
  /** How much a neighbour at distance d counts: 1 / d, or if absent all the same. */
  readonly weights?: 'distance';
  readonly pixels: Uint8Array; // [n, 784]
  readonly labels: Labels; // [n]
}

/**
 * Neighbours on int8 codes of principal components. A drawing x (ink 0..1) has the code
 * z = (x - mean) · components; stored drawings are round(z / scale), in -127..127.
 */
export interface NearestCodesState {
  readonly family: 'nearest';
  readonly form: 'codes';
  readonly classes: number;
  readonly k: number;
  readonly mean: Float32Array; // [784]
  readonly components: Float32Array; // [784, d]
  readonly scale: number;
  readonly codes: Int8Array; // [n, d]
  readonly labels: Labels; // [n]
}

/** y = x · weights + bias. */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: Float32Array; // [inputs, outputs]
  readonly bias: Float32Array; // [outputs]
}

/** ReLU between layers, softmax after the last. Input: ink 0..1. */
export interface PerceptronState {
  readonly family: 'perceptron';
  readonly classes: number;
  readonly layers: readonly DenseLayer[];
}

/** Stride 1, then ReLU and 2x2 max pooling. */
export interface ConvLayer {
  readonly size: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: Float32Array; // [size, size, inputs, outputs]
  readonly bias: Float32Array; // [outputs]
  /** "same" sets zeros around the maps, so that they keep their sides; the size is odd then. Left out: "valid", none. */
  readonly padding?: 'valid' | 'same';
  /** Left out: true. */
  readonly pool?: boolean;
  /**
   * Whether the maps that went into the layer before this one are added to this one's before the ReLU: the two are a
   * residual pair (He et al., 2016). The maps agree in shape then. Left out: false.
   */
  readonly adds?: boolean;
}

/** Convolutions, then dense layers on the maps flattened as [height, width, channel]. Input: ink 0..1. */
export interface ConvnetLayers {
  readonly convolutions: readonly ConvLayer[];
  /** Whether the mean of each map over its places takes the place of flattening. Left out: false. */
  readonly average?: boolean;
  readonly dense: readonly DenseLayer[];
}

export interface ConvnetState extends ConvnetLayers {
  readonly family: 'convnet';
  readonly classes: number;
}

/** Networks whose probabilities are averaged. */
export interface ConvnetPlusState {
  readonly family: 'convnet-plus';
  readonly classes: number;
  /** At least one. */
  readonly members: readonly ConvnetLayers[];
}

/** A network that averages its last maps over their places. */
export interface WideConvnetState extends ConvnetLayers {
  readonly family: 'wide-convnet';
  readonly classes: number;
}

/** Softmax of x · weights + bias, for ink x 0..1. A class without drawings has the bias -Infinity. */
export interface LogisticState {
  readonly family: 'logistic';
  readonly classes: number;
  readonly weights: Float64Array; // [784, classes]
  readonly bias: Float64Array; // [classes]
}

/**
 * One-vs-one support vector machines over the m classes that had drawings. It holds training drawings, so it is
 * never published. Input: ink 0..1.
 */
export interface SvmState {
  readonly family: 'svm';
  readonly kernel: 'linear' | 'rbf';
  /** Of the RBF kernel exp(-gamma |x - y|^2); 0 for the linear one. */
  readonly gamma: number;
  readonly classes: number;
  /** The classes that had drawings, ascending. [m] */
  readonly present: Labels;
  /** Support vectors by class: those of `present[0]` first. [n, 784] */
  readonly vectors: Uint8Array;
  /** How many support vectors each class has; they sum to n. [m] */
  readonly counts: Int32Array;
  /** A vector's weight against the others of `present`, its own class left out. [m - 1, n] */
  readonly coefficients: Float64Array;
  /** Subtracted from the decision value of each pair (0, 1), (0, 2), ..., (1, 2), ... [m (m - 1) / 2] */
  readonly rho: Float64Array;
}

/** What each estimator learns, by its id. */
type States = Every<
  EstimatorId,
  {
    readonly forest: ForestState;
    readonly nearest: NearestPixelsState | NearestCodesState;
    readonly perceptron: PerceptronState;
    readonly convnet: ConvnetState;
    readonly 'convnet-plus': ConvnetPlusState;
    readonly 'wide-convnet': WideConvnetState;
    readonly logistic: LogisticState;
    readonly 'linear-svm': SvmState;
    readonly 'rbf-svm': SvmState;
  }
>;

export type StateOf<Id extends EstimatorId> = States[Id];

/** What `exportModel` writes. */
export type PublishedState = StateOf<ModelId>;

export type ModelState = StateOf<EstimatorId>;
