/** What an experiment declares; the file name of the declaration is the experiment's id everywhere. */
import type { EstimatorId, ModelId } from '../../src/core/models.ts';
import type { Hyperparameters } from '../../src/learning/classifier.ts';

/** One hyperparameter to be chosen on validation folds of the training drawings. */
export interface Search {
  readonly hyperparameter: string;
  readonly folds: number;
  /** Rising; each is fitted on its own. */
  readonly candidates: readonly number[];
  /** The candidate of the best mean, or the smallest within one standard error of it. */
  readonly prefer: 'best' | 'smallest';
}

export interface ModelPlan {
  readonly hyperparameters: Hyperparameters;
  /** Run once for every training size, on the first seed's training drawings. */
  readonly search?: Search;
  /** Whether it is measured at the largest size only, and so takes no part in the learning curve. */
  readonly largestOnly?: boolean;
  /** Where the published form is another one than the measured one: neighbours' codes, or a forest small enough. */
  readonly published?: {
    readonly hyperparameters: Hyperparameters;
    readonly search?: Search;
    /** What that form is, in a sentence; left out, what its family publishes. */
    readonly form?: string;
  };
}

/** What both kinds of experiment declare. */
interface Declared {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  /** Official class names, or those of the author's folder; the first is the positive class of a question with two. */
  readonly classes: readonly string[];
  /** Training drawings, all classes together; sizes that the source cannot fill are left out. */
  readonly trainSizes: readonly number[];
  /** Upper bound of the test set. */
  readonly maxTestPerClass: number;
  /** Share of a class's drawings that the largest size must leave for the test set; a fifth unless given. */
  readonly leastTestShare?: number;
  /** Experiments on the same classes share it, and so the test set that stays under lock. */
  readonly splitSeed: number;
  /** One training set and one fit for each, at every size. */
  readonly seeds: readonly number[];
  /**
   * Where the source has too few drawings for the largest size: stratified folds, so that every drawing is tested
   * once, by a model that was trained on the others. Without it only the sizes are left out.
   */
  readonly whenScarce?: { readonly folds: number };
  /**
   * What the site shows of the classes. Left out, the embedded drawings, which are of the official classes. `own`: a fifth
   * of the author's own drawings, at most 100 of a class, which no model learns from and everybody sees; so it is the
   * author's word that they may be shown.
   */
  readonly exhibits?: 'own';
}

/** Models side by side on test drawings; the largest size is the main run. */
export interface Comparison extends Declared {
  readonly kind: 'comparison';
  readonly models: Readonly<Partial<Record<ModelId, ModelPlan>>>;
  /** Folds of the main run's training drawings on which the temperatures are chosen. */
  readonly calibrationFolds: number;
}

/** One setting of a sweep. */
export interface Variant {
  readonly id: string;
  readonly label: string;
  /** Place on the axis, where there is a number to it. */
  readonly value?: number;
  /** By default the first of the sweep's. */
  readonly series?: string;
  readonly estimator: EstimatorId;
  readonly hyperparameters: Hyperparameters;
}

/** Settings side by side on validation folds of the training drawings of the first seed at the largest size. */
export interface Sweep extends Declared {
  readonly kind: 'sweep';
  readonly parameter: {
    readonly name: string;
    readonly label: string;
    readonly scale: 'linear' | 'log' | 'ordinal';
  };
  readonly series?: readonly { readonly id: string; readonly label: string }[];
  readonly variants: readonly Variant[];
  readonly folds: number;
  /** Folds over all drawings of the source, balanced, instead of those of one training set; nothing is left to test on. */
  readonly overAllDrawings?: boolean;
  /** The variant that the other experiments use; left out, the best mean is marked. */
  readonly chosen?: { readonly variant: string; readonly reason: string };
  /** Whether the results tell the training history of every fold. */
  readonly keepHistories?: boolean;
  /** Whether every variant is also fitted on the whole training set and measured on the test set. */
  readonly measureTest?: boolean;
}

export type Experiment = Comparison | Sweep;

export interface Sizes {
  readonly method: 'fixed' | 'cross-validation';
  /** In cross-validation, of all folds together. */
  readonly testPerClass: number;
  /** Rising; the last is the main run. In cross-validation, of each fold. */
  readonly trainPerClass: readonly number[];
  /** False where the source is too small for every declared size. */
  readonly asDeclared: boolean;
}

/**
 * Splits what a source offers: the largest training size that leaves at least a fifth (or `leastTestShare`) of the drawings
 * for the test set. Of what it leaves, all is tested on, up to the bound, where there is one training set; of several, half
 * of it, but at least that fifth, so that the training sets can differ in the other half. A source too small for the
 * smallest declared size (the embedded drawings) gets a quarter, half and the whole of four fifths. A scarce source with
 * `whenScarce` is cross-validated instead.
 * @param availablePerClass of the scarcest class.
 * @throws RangeError below 10 drawings a class.
 */
export function planSizes(experiment: Experiment, availablePerClass: number): Sizes {
  if (availablePerClass < 10)
    throw new RangeError(
      `${experiment.id} needs at least 10 drawings of every class, got ${availablePerClass}`,
    );
  const leastTested = Math.ceil(availablePerClass * (experiment.leastTestShare ?? 0.2));
  const trainable = availablePerClass - leastTested;
  const declared = experiment.trainSizes.map((n) => Math.floor(n / experiment.classes.length));
  const fitting = declared.filter((n) => n <= trainable).sort((a, b) => a - b);
  const asDeclared = fitting.length > 0;
  if (experiment.kind === 'sweep' && experiment.overAllDrawings)
    return crossValidated([], experiment.folds, availablePerClass, asDeclared);
  if (experiment.whenScarce && fitting.length < declared.length)
    return crossValidated(fitting, experiment.whenScarce.folds, availablePerClass, asDeclared);
  const trainPerClass = asDeclared
    ? fitting
    : [trainable >> 2, trainable >> 1, trainable].slice(-declared.length).filter((n) => n >= 2);
  const left = availablePerClass - (trainPerClass.at(-1) as number);
  const tested = experiment.seeds.length > 1 ? Math.max(leastTested, Math.ceil(left / 2)) : left;
  return {
    method: 'fixed',
    testPerClass: Math.min(tested, experiment.maxTestPerClass),
    trainPerClass,
    asDeclared,
  };
}

/** Every fold trains on all that the others hold, and on the declared sizes below that. */
function crossValidated(
  declared: readonly number[],
  folds: number,
  availablePerClass: number,
  asDeclared: boolean,
): Sizes {
  const testPerClass = availablePerClass - (availablePerClass % folds); // so that the folds are of one size
  const whole = testPerClass - testPerClass / folds;
  return {
    method: 'cross-validation',
    testPerClass,
    trainPerClass: [...declared.filter((n) => n < whole), whole],
    asDeclared,
  };
}
