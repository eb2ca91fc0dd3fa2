/**
 * What the 2017 blog post and its notebook reported on the same questions (scikit-learn and Keras), shown beside our
 * own numbers. Published figures, copied by hand once: one split each, tested on as many drawings as were trained on,
 * so an accuracy at 500 drawings moves in steps of 0.2 points. Accuracies are shares in [0, 1]; no intervals were given.
 */
import type { ClassicId } from './models.ts';

export interface ReferenceSeries {
  readonly model: ClassicId;
  /** The settings that the notebook used for the curve. */
  readonly settings: string;
  readonly points: readonly { readonly trainDrawings: number; readonly accuracy: number }[];
}

/** One setting of a sweep, by the id that it has in our experiment. `fitSeconds` is the mean over the folds. */
export interface ReferenceVariant {
  readonly variant: string;
  readonly accuracy: number;
  readonly fitSeconds?: number;
}

export const REFERENCE_2017_SOURCE =
  'the 2017 blog post on the same question and the notebook published with it (scikit-learn and Keras)';

const SIZES = [500, 2000, 5000, 10000, 15000];
const series = (model: ClassicId, settings: string, accuracies: number[]): ReferenceSeries => ({
  model,
  settings,
  points: SIZES.map((trainDrawings, i) => ({ trainDrawings, accuracy: accuracies[i] as number })),
});

/** Accuracy on cats against sheep by number of training drawings. */
export const LEARNING_CURVE_2017: readonly ReferenceSeries[] = [
  series('forest', '100 trees', [0.868, 0.903, 0.8992, 0.921, 0.926867]),
  series('nearest', 'k = 5, Euclidean, uniform weights', [0.862, 0.906, 0.9218, 0.9322, 0.9364]),
  series('perceptron', 'hidden layers (50, 50), L2 0.001, Adam', [0.86, 0.8945, 0.914, 0.9299, 0.932933]),
  series('convnet', 'nine layers, Adam, 10 epochs, batches of 200', [0.892, 0.9315, 0.9392, 0.956, 0.9642]),
];

/** The convolutional network on cats against sheep with most drawings: 15,000 to learn from, 15,000 to test on. */
export const CONVNET_15000_2017 = {
  trainDrawings: 15_000,
  testDrawings: 15_000,
  accuracy: 0.9642,
  auc: 0.9941655,
  classes: ['cat', 'sheep'],
  /** At 0.5. Rows: true class; columns: most probable class. [2][2] */
  confusion: [
    [7253, 244],
    [293, 7210],
  ],
} as const;

/** Cats against sheep, 5,000 drawings to learn from, 5,000 others to test on: everything that the notebook tried. */
export const AT_5000_2017 = {
  trainDrawings: 5000,
  testDrawings: 5000,
  accuracy: {
    'forest-10': 0.8672,
    forest: 0.9044,
    nearest: 0.9218,
    'linear-svm-sgd': 0.8356,
    'linear-svm': 0.8488,
    'rbf-svm': 0.8768,
    'perceptron-100': 0.9196,
    'perceptron-100-100': 0.9202,
    convnet: 0.9416,
  },
  names: {
    'forest-10': 'Forest, 10 trees',
    forest: 'Forest, 100 trees',
    nearest: 'Neighbours, k = 5',
    'linear-svm-sgd': 'Linear SVM, gradient descent',
    'linear-svm': 'Linear SVM',
    'rbf-svm': 'SVM, RBF kernel',
    'perceptron-100': 'Perceptron, default settings',
    'perceptron-100-100': 'Perceptron, 100 + 100',
    convnet: 'Convolutional network',
  },
} as const;

/** Accuracy of the convolutional network on the 5,000 test drawings after every epoch: cats against sheep. [10] */
export const CONVNET_EPOCHS_2017 = [
  0.8426, 0.9072, 0.9208, 0.9284, 0.9302, 0.9354, 0.9398, 0.9392, 0.9408, 0.9416,
] as const;

/** Folds and training drawings of the searches below, which were made on the drawings that the models learned from. */
export const SEARCH_2017 = { folds: 3, drawings: 5000 } as const;

const swept = (...rows: readonly (readonly [string, number, number?])[]): readonly ReferenceVariant[] =>
  rows.map(([variant, accuracy, fitSeconds]) => ({
    variant,
    accuracy,
    ...(fitSeconds === undefined ? {} : { fitSeconds }),
  }));

/**
 * By experiment and variant as they are called here. Searches: means over three folds of 5,000 drawings.
 * `linear-and-kernel` and `convnet-epochs` are accuracies on 5,000 test drawings instead (`AT_5000_2017`).
 */
export const SWEEPS_2017: Readonly<Record<string, readonly ReferenceVariant[]>> = {
  'forest-trees': swept(
    ['10', 0.8838, 0.28],
    ['20', 0.8968, 0.54],
    ['40', 0.9062, 1.34],
    ['60', 0.9102, 1.8],
    ['80', 0.913, 2.44],
    ['100', 0.9148, 3.34],
    ['120', 0.915, 4.18],
    ['140', 0.916, 4.54],
    ['160', 0.915, 4.11],
  ),
  'forest-features': swept(['15', 0.9168, 2.32], ['28', 0.9148, 3.02], ['50', 0.9134, 5.64]),
  'nearest-k': swept(
    ['uniform-1', 0.9098, 0.49],
    ['uniform-3', 0.9188, 0.66],
    ['uniform-5', 0.9216, 1.09],
    ['uniform-7', 0.921, 1],
    ['uniform-9', 0.92, 1.1],
    ['uniform-11', 0.9152, 1.45],
  ),
  'perceptron-layers': swept(
    ['50', 0.9186, 21.61],
    ['100', 0.9248, 27.85],
    ['784', 0.9316, 90.38],
    ['50-50', 0.9196, 15.52],
    ['100-100', 0.9224, 14.8],
    ['784-784', 0.9312, 70.67],
    ['50-50-50', 0.9158, 13.54],
    ['100-100-100', 0.918, 9.17],
  ),
  'perceptron-alpha': swept(
    ['1e-1', 0.9202, 35.98],
    ['1e-2', 0.9216, 12.42],
    ['1e-3', 0.9238, 12.51],
    ['1e-4', 0.9224, 12.07],
    ['1e-5', 0.922, 12],
    ['1e-6', 0.9234, 10.96],
  ),
  'linear-and-kernel': swept(
    ['linear-svm', AT_5000_2017.accuracy['linear-svm']],
    ['rbf-svm', AT_5000_2017.accuracy['rbf-svm']],
    ['forest-10', AT_5000_2017.accuracy['forest-10']],
    ['forest', AT_5000_2017.accuracy.forest],
    ['nearest', AT_5000_2017.accuracy.nearest],
    ['perceptron', AT_5000_2017.accuracy['perceptron-100-100']],
    ['convnet', AT_5000_2017.accuracy.convnet],
  ),
  'convnet-epochs': swept(['as-2017', AT_5000_2017.accuracy.convnet]),
};

/** "auto", the square root of the 784 pixels, was searched beside its own value, 28, with other random numbers. */
export const FOREST_FEATURES_AUTO_2017: ReferenceVariant = {
  variant: 'auto',
  accuracy: 0.9148,
  fitSeconds: 3.19,
};

/** Five animals: 12,500 drawings to learn from, 12,500 others to test on. */
export const FIVE_2017 = {
  classes: ['dog', 'octopus', 'bee', 'hedgehog', 'giraffe'],
  trainDrawings: 12_500,
  testDrawings: 12_500,
  accuracy: { forest: 0.79104, nearest: 0.8236, perceptron: 0.81176, convnet: 0.90288 },
  perceptronSettings: 'hidden layers (100, 100), L2 0.001',
  /** Convolutional network. Rows: true class; columns: most probable class, in the order of `classes`. [5][5] */
  confusion: [
    [2257, 55, 73, 60, 48],
    [87, 2327, 63, 38, 16],
    [181, 71, 2131, 92, 17],
    [125, 23, 105, 2220, 9],
    [105, 21, 15, 10, 2351],
  ],
  /** On the test drawings after every epoch. [10] */
  accuracyByEpoch: [0.749, 0.814, 0.8524, 0.8688, 0.8786, 0.8908, 0.8968, 0.8985, 0.896, 0.9029],
  meanTopProbability: 0.90004683,
  leastTopProbability: 0.24437894,
  /** Read off a histogram: about 70 % of the drawings have a most probable class above 0.9. */
  shareAbove90: 0.7,
} as const;
