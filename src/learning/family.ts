/**
 * What a family of models is to all that trains, measures and publishes it: one object a family, a file each in
 * `families/`, listed in `families.ts`. Nobody else asks for a family by its name.
 */
import type { Classifier, Hyperparameters, ModelState, PublishedState } from './classifier.ts';
import type { GraphBuilder } from './export/onnx.ts';

/** How large a model is, in the numbers that it learned or keeps. */
export interface ModelSize {
  readonly count: number;
  /** A plural noun, such as "weights". */
  readonly unit: string;
}

/** How large a fit is. */
export interface FitSize {
  readonly classes: number;
  readonly trainDrawings: number;
}

/** What fits take, told before they begin. */
export interface FitCost {
  /** Work of a fit and its predictions, in units that grow with it; the family's own. */
  work(given: Hyperparameters, trainDrawings: number, predictDrawings: number): number;
  /** Seconds a million units: a median over the committed experiments on a busy core. */
  readonly secondsPerMillion: number;
  /** Bytes that a fit holds beside the thread that it runs on: an upper estimate. */
  memoryBytes(given: Hyperparameters, size: FitSize): number;
  /** For a run that takes too much memory: a sentence on what to do about this family. */
  readonly memoryAdvice?: string;
}

export interface Family<State extends ModelState = ModelState> {
  /** The `family` of the states that it restores. */
  readonly states: State['family'];
  /** The file of the estimator beside this one: the sources that its fits depend on are those that it imports. */
  readonly source: string;
  /** npm packages that this family alone depends on. */
  readonly packages?: readonly string[];
  readonly cost: FitCost;
  /**
   * A model yet to be fitted; what the hyperparameters leave out takes the family's default.
   * @throws RangeError for a name or value that does not exist.
   */
  create(hyperparameters?: Hyperparameters): Classifier<State>;
  /** A model that predicts as the one that the state was taken from. */
  restore(state: State): Classifier<State>;
  /** Undefined where it cannot be told. */
  size(state: State): ModelSize | undefined;
  /** Names of hyperparameters that cannot be more than the drawings that are learnt from. Left out: none. */
  boundByDrawings?(given: Hyperparameters): readonly string[];
}

/** A hyperparameter that keeps a model from being published, and what to do instead. */
export interface Unpublished {
  readonly hyperparameter: string;
  readonly why: string;
}

export interface PublishedFamily<State extends PublishedState = PublishedState> extends Family<State> {
  /** What the file holds, in a sentence. */
  readonly form: string;
  /** The model as ONNX. @throws RangeError for a state that must not be published. */
  graph(state: State): GraphBuilder;
  /** Whether models of these hyperparameters must not be published. Left out: all may. */
  unpublished?(given: Hyperparameters): Unpublished | undefined;
  /** Hyperparameters of the model that is published in the place of one that must not be; undefined for one that may. */
  insteadOf?(state: State): Hyperparameters | undefined;
  /**
   * For a model to be published that learns from few drawings: the hyperparameters as far as these can bear them. Left
   * out: as given.
   * @param trainDrawings at least 2
   */
  withinMeans?(given: Hyperparameters, trainDrawings: number): Hyperparameters;
  /** Whether it computes with WebAssembly kernels, as all networks do. Left out: only if it is a network. */
  needsKernels?(given: Hyperparameters): boolean;
}
