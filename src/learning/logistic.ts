/**
 * Multinomial logistic regression with an L2 penalty, as scikit-learn's LogisticRegression(solver='lbfgs'): it
 * minimises the sum of the drawings' log losses (nats) plus half the sum of the squared weights over C.
 */
import { checkDrawings, checkTraining } from './checkDrawings.ts';
import {
  type Classifier,
  type Hyperparameters,
  type LabelledDrawings,
  type LogisticState,
  PIXELS,
} from './classifier.ts';
import { checkRange, checkWhole, fillIn } from './hyperparameters.ts';
import { lbfgs } from './lbfgs.ts';

export const LOGISTIC_DEFAULTS = {
  /** Inverse strength of the penalty, which spares the biases. */
  C: 1,
  /** Of L-BFGS; scikit-learn's 100 are too few for 784 pixels. */
  maxIterations: 1000,
  /** The fit ends when no entry of the gradient is larger. */
  tolerance: 1e-4,
};

/** The inked pixels of every drawing, row by row: about 70 % of the pixels are blank and cost nothing. */
function inkedPixels(pixels: Uint8Array) {
  const count = pixels.length / PIXELS;
  const starts = new Int32Array(count + 1);
  const at: number[] = [];
  const ink: number[] = [];
  for (let i = 0; i < count; i++) {
    for (let p = 0; p < PIXELS; p++) {
      const pixel = pixels[i * PIXELS + p]!;
      if (pixel === 0) continue;
      at.push(p);
      ink.push(pixel / 255);
    }
    starts[i + 1] = at.length;
  }
  return { count, starts, at: Int16Array.from(at), ink: Float64Array.from(ink) };
}
type Inked = ReturnType<typeof inkedPixels>;

/** Adds x · weights of drawing i to `sums`. @param weights [784, m] @param sums [m] */
function addProduct({ starts, at, ink }: Inked, i: number, weights: Float64Array, sums: Float64Array): void {
  const m = sums.length;
  for (let s = starts[i]!; s < starts[i + 1]!; s++)
    for (let c = 0; c < m; c++) sums[c]! += ink[s]! * weights[at[s]! * m + c]!;
}

/** Turns logits into probabilities in place; returns the logarithm of the sum of their exponentials. */
function softmax(logits: Float64Array): number {
  const highest = Math.max(...logits);
  let sum = 0;
  for (let c = 0; c < logits.length; c++) sum += Math.exp(logits[c]! - highest);
  const logSum = highest + Math.log(sum);
  for (let c = 0; c < logits.length; c++) logits[c] = Math.exp(logits[c]! - logSum);
  return logSum;
}

/**
 * The penalised loss and its gradient over parameters [785, m]: 784 rows of weights, then the biases.
 * Of two classes the first one's column is held at 0: scikit-learn penalises one weight a pixel there, not two.
 */
function objective(inked: Inked, labels: ArrayLike<number>, m: number, C: number) {
  const biases = PIXELS * m;
  const first = m === 2 ? 1 : 0;
  const p = new Float64Array(m);
  return (x: Float64Array, gradient: Float64Array): number => {
    let loss = 0;
    gradient.fill(0);
    for (let i = 0; i < inked.count; i++) {
      for (let c = 0; c < m; c++) p[c] = x[biases + c]!;
      addProduct(inked, i, x, p);
      const logit = p[labels[i]!]!;
      loss += softmax(p) - logit;
      p[labels[i]!]!--;
      for (let s = inked.starts[i]!; s < inked.starts[i + 1]!; s++)
        for (let c = first; c < m; c++) gradient[inked.at[s]! * m + c]! += inked.ink[s]! * p[c]!;
      for (let c = first; c < m; c++) gradient[biases + c]! += p[c]!;
    }
    for (let w = 0; w < biases; w++) {
      loss += x[w]! ** 2 / (2 * C);
      gradient[w]! += x[w]! / C;
    }
    return loss;
  };
}

function fitLogistic(
  train: LabelledDrawings,
  { C, maxIterations, tolerance }: typeof LOGISTIC_DEFAULTS,
): LogisticState {
  const classes = train.classes.length;
  const present = train.classes.map((_, c) => c).filter((c) => train.labels.includes(c));
  const m = present.length;
  const labels = Uint16Array.from(train.labels, (label) => present.indexOf(label));
  const loss = objective(inkedPixels(train.pixels), labels, m, C);
  const x = lbfgs(loss, new Float64Array((PIXELS + 1) * m), { maxIterations, tolerance });
  const weights = new Float64Array(PIXELS * classes);
  const bias = new Float64Array(classes).fill(Number.NEGATIVE_INFINITY);
  present.forEach((c, column) => {
    for (let p = 0; p < PIXELS; p++) weights[p * classes + c] = x[p * m + column]!;
    bias[c] = x[PIXELS * m + column]!;
  });
  return { family: 'logistic', classes, weights, bias };
}

function createFrom(
  hyperparameters: typeof LOGISTIC_DEFAULTS,
  fitted?: LogisticState,
): Classifier<LogisticState> {
  const { C, maxIterations, tolerance } = hyperparameters;
  if (!(C > 0 && C < Number.POSITIVE_INFINITY))
    throw new RangeError(`logistic C must be above 0 and finite, got ${C}`);
  checkWhole('logistic maxIterations', maxIterations, 1);
  checkRange('logistic tolerance', tolerance, 0);
  let current = fitted;
  const state = () => {
    if (!current) throw new Error('the logistic regression has not learnt anything yet: call fit first');
    return current;
  };
  return {
    id: 'logistic',
    hyperparameters,
    async fit(train) {
      checkTraining(train);
      current = fitLogistic(train, hyperparameters);
      return {};
    },
    async predictProba(drawings) {
      const { classes, weights, bias } = state();
      checkDrawings(drawings);
      const inked = inkedPixels(drawings.pixels);
      const probabilities = new Float32Array(drawings.count * classes);
      for (let i = 0; i < drawings.count; i++) {
        const row = bias.slice();
        addProduct(inked, i, weights, row);
        softmax(row);
        probabilities.set(row, i * classes);
      }
      return probabilities;
    },
    state,
  };
}

/**
 * A logistic regression yet to be fitted. It draws on no random numbers.
 * @param hyperparameters any of {@link LOGISTIC_DEFAULTS}
 * @throws RangeError for a name or value out of range.
 */
export function createLogistic(hyperparameters: Hyperparameters = {}): Classifier<LogisticState> {
  return createFrom(fillIn('logistic', LOGISTIC_DEFAULTS, hyperparameters));
}

/** A logistic regression that is fitted already; its hyperparameters are the defaults. */
export function logisticFromState(state: LogisticState): Classifier<LogisticState> {
  return createFrom(LOGISTIC_DEFAULTS, state);
}
