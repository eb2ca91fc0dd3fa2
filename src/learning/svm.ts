/**
 * Support vector machines (Boser, Guyon and Vapnik, 1992; Cortes and Vapnik, 1995) as scikit-learn's SVC: fitted by
 * LIBSVM (Chang and Lin, 2011), several classes by one-vs-one voting.
 */
import { checkDrawings, checkTraining } from './checkDrawings.ts';
import type { Classifier, Drawings, Hyperparameters, LabelledDrawings, SvmState } from './classifier.ts';
import { PIXELS } from './classifier.ts';
import { checkRange, fillIn } from './hyperparameters.ts';
import { trainLibsvm } from './libsvm.ts';

/** `C`: the cost of a training drawing on the wrong side of its margin. */
export const LINEAR_SVM_DEFAULTS = { C: 1 };
/** `gamma` of the kernel exp(-gamma |x - y|^2), ink 0..1; 0 stands for scikit-learn's "scale", {@link scaleOf}. */
export const RBF_SVM_DEFAULTS = { C: 1, gamma: 0 };

type Kernel = SvmState['kernel'];
const idOf = (kernel: Kernel) => `${kernel}-svm` as const;

/** 1 / (784 * variance of all inks, 0..1), or 1 / 784 where every ink is the same. */
function scaleOf(pixels: Uint8Array): number {
  let sum = 0;
  let squares = 0;
  for (const pixel of pixels) {
    sum += pixel;
    squares += pixel * pixel;
  }
  const variance = (squares / pixels.length - (sum / pixels.length) ** 2) / 255 ** 2;
  return 1 / (PIXELS * (variance > 0 ? variance : 1));
}

/** Drawings by class, each class in its order: LIBSVM numbers classes as they come, scikit-learn ascending. */
function byClass({ count, pixels, labels }: LabelledDrawings) {
  const order = Array.from({ length: count }, (_, i) => i).sort((a, b) => labels[a]! - labels[b]! || a - b);
  const sorted = new Uint8Array(count * PIXELS);
  order.forEach((from, to) => {
    sorted.set(pixels.subarray(from * PIXELS, (from + 1) * PIXELS), to * PIXELS);
  });
  return { pixels: sorted, labels: labels.map((_, i) => labels[order[i]!]!) };
}

async function fitSvm(
  kernel: Kernel,
  C: number,
  givenGamma: number,
  train: LabelledDrawings,
): Promise<SvmState> {
  const { pixels, labels } = byClass(train);
  const present = labels.filter((label, i) => i === 0 || label !== labels[i - 1]);
  if (present.length < 2)
    throw new RangeError(
      `a support vector machine needs drawings of at least two classes, got only ${train.classes[present[0]!]}`,
    );
  const gamma = kernel === 'linear' ? 0 : givenGamma || scaleOf(pixels);
  const { indices, coefficients, rho } = await trainLibsvm(pixels, labels, { kernel, C, gamma });
  const vectors = new Uint8Array(indices.length * PIXELS);
  const counts = new Int32Array(present.length);
  indices.forEach((from, to) => {
    vectors.set(pixels.subarray(from * PIXELS, (from + 1) * PIXELS), to * PIXELS);
    counts[present.indexOf(labels[from]!)]!++;
  });
  const classes = train.classes.length;
  return { family: 'svm', kernel, gamma, classes, present, vectors, counts, coefficients, rho };
}

function squaredNorms(pixels: Uint8Array): Float64Array {
  const norms = new Float64Array(pixels.length / PIXELS);
  pixels.forEach((pixel, at) => {
    norms[Math.floor(at / PIXELS)]! += pixel * pixel;
  });
  return norms;
}

/** Kernel values of one drawing with every support vector; `norms` are the vectors' squared ones. [n] */
function kernelRow({ kernel, gamma, vectors }: SvmState, norms: Float64Array, pixels: Uint8Array) {
  const inked: number[] = [];
  let norm = 0;
  pixels.forEach((pixel, p) => {
    if (pixel > 0) inked.push(p);
    norm += pixel * pixel;
  });
  return norms.map((own, v) => {
    let product = 0;
    for (const p of inked) product += pixels[p]! * vectors[v * PIXELS + p]!;
    return kernel === 'linear'
      ? product / 255 ** 2
      : Math.exp((-gamma * (norm + own - 2 * product)) / 255 ** 2);
  });
}

/** Decision values in the order of `rho`; a positive one speaks for the first of the pair. [m (m - 1) / 2] */
function decide({ counts, coefficients, rho }: SvmState, values: Float64Array): Float64Array {
  const n = values.length;
  const starts = [0];
  for (const count of counts) starts.push(starts.at(-1)! + count);
  const decisions = new Float64Array(rho.length);
  const add = (pair: number, own: number, against: number) => {
    // The weights against class `against` are in row `against`, or one row up behind the own class.
    const row = (against > own ? against - 1 : against) * n;
    for (let v = starts[own]!; v < starts[own + 1]!; v++)
      decisions[pair]! += coefficients[row + v]! * values[v]!;
  };
  for (let i = 0, pair = 0; i < counts.length; i++)
    for (let j = i + 1; j < counts.length; j++, pair++) {
      add(pair, i, j);
      add(pair, j, i);
      decisions[pair]! -= rho[pair]!;
    }
  return decisions;
}

/**
 * Decision values of each drawing, one a pair of classes: (0, 1), (0, 2), ..., (1, 2), ...; the sign is LIBSVM's,
 * so a positive value speaks for the first of the pair. [count, m (m - 1) / 2]
 * @throws RangeError when `drawings` does not hold its count of drawings.
 */
export function svmDecisions(state: SvmState, drawings: Drawings): Float64Array {
  checkDrawings(drawings);
  const norms = squaredNorms(state.vectors);
  const pairs = state.rho.length;
  const all = new Float64Array(drawings.count * pairs);
  for (let i = 0; i < drawings.count; i++) {
    const pixels = drawings.pixels.subarray(i * PIXELS, (i + 1) * PIXELS);
    all.set(decide(state, kernelRow(state, norms, pixels)), i * pairs);
  }
  return all;
}

/**
 * Probabilities of the present classes: the softmax of each class's decision values against the others, summed and
 * divided by m; with two classes the sigmoid of the decision value. They are deterministic and NOT calibrated, unlike
 * Platt's. The class with most votes, of equal ones the first, as LIBSVM predicts it, gets the highest. [m]
 */
function spread(decisions: Float64Array, m: number): Float32Array {
  const votes = new Int32Array(m);
  const scores = new Float64Array(m);
  for (let i = 0, pair = 0; i < m; i++)
    for (let j = i + 1; j < m; j++, pair++) {
      const decision = decisions[pair]!;
      votes[decision > 0 ? i : j]!++;
      scores[i]! += decision / m;
      scores[j]! -= decision / m;
    }
  const highest = Math.max(...scores);
  const exponentials = scores.map((score) => Math.exp(score - highest));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  const shares = Float32Array.from(exponentials, (e) => e / sum);
  const winner = votes.indexOf(Math.max(...votes));
  const top = shares.indexOf(Math.max(...shares));
  if (top !== winner) {
    const most = shares[top]!;
    shares[top] = shares[winner]!;
    shares[winner] = most * (1 + 2 ** -23); // above the others even where they were equal
  }
  return shares;
}

function createFrom(
  kernel: Kernel,
  hyperparameters: { readonly C: number; readonly gamma?: number },
  fitted?: SvmState,
): Classifier<SvmState> {
  const id = idOf(kernel);
  const { C, gamma = 0 } = hyperparameters;
  if (!(C > 0 && C < Number.POSITIVE_INFINITY))
    throw new RangeError(`${id} C must be above 0 and finite, got ${C}`);
  checkRange(`${id} gamma`, gamma, 0);
  let current = fitted;
  const state = () => {
    if (!current) throw new Error(`the ${id} has not learnt anything yet: call fit first`);
    return current;
  };
  return {
    id,
    hyperparameters,
    async fit(train) {
      checkTraining(train);
      current = await fitSvm(kernel, C, gamma, train);
      return {};
    },
    async predictProba(drawings) {
      const { classes, present, rho } = state();
      const decisions = svmDecisions(state(), drawings);
      const probabilities = new Float32Array(drawings.count * classes);
      for (let i = 0; i < drawings.count; i++)
        spread(decisions.subarray(i * rho.length, (i + 1) * rho.length), present.length).forEach(
          (share, c) => {
            probabilities[i * classes + present[c]!] = share;
          },
        );
      return probabilities;
    },
    state,
  };
}

/**
 * A linear support vector machine yet to be fitted. It draws on no random numbers.
 * @param hyperparameters any of {@link LINEAR_SVM_DEFAULTS}
 * @throws RangeError for a name or value out of range; `fit` throws it too when only one class has drawings.
 */
export function createLinearSvm(hyperparameters: Hyperparameters = {}): Classifier<SvmState> {
  return createFrom('linear', fillIn('linear-svm', LINEAR_SVM_DEFAULTS, hyperparameters));
}

/**
 * A support vector machine with the RBF kernel, yet to be fitted. It draws on no random numbers.
 * @param hyperparameters any of {@link RBF_SVM_DEFAULTS}
 * @throws RangeError for a name or value out of range; `fit` throws it too when only one class has drawings.
 */
export function createRbfSvm(hyperparameters: Hyperparameters = {}): Classifier<SvmState> {
  return createFrom('rbf', fillIn('rbf-svm', RBF_SVM_DEFAULTS, hyperparameters));
}

/** A support vector machine that is fitted already; `C` is not part of its state and is the default. */
export function svmFromState(state: SvmState): Classifier<SvmState> {
  return state.kernel === 'linear'
    ? createFrom('linear', LINEAR_SVM_DEFAULTS, state)
    : createFrom('rbf', { ...RBF_SVM_DEFAULTS, gamma: state.gamma }, state);
}
