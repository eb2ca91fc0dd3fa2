/**
 * k-nearest neighbours (Fix and Hodges, 1951; Cover and Hart, 1967), Euclidean, uniform weights, as
 * scikit-learn's KNeighborsClassifier: the probability of a class is its share of the k neighbours.
 */
import { checkDrawings, checkTraining } from './checkDrawings.ts';
import type {
  Classifier,
  Drawings,
  Hyperparameters,
  NearestCodesState,
  NearestPixelsState,
} from './classifier.ts';
import { PIXELS } from './classifier.ts';
import { codeNeighbors, encode } from './codeNeighbors.ts';
import { checkWhole, fillIn } from './hyperparameters.ts';
import type { FindNeighbors, Neighbors } from './neighbors.ts';
import { pixelNeighbors } from './pixelNeighbors.ts';

/** Compares drawings pixel by pixel; exact. */
export const NEAREST_PIXELS_DEFAULTS = { k: 5, form: 'pixels' };
/** Compares int8 codes of `components` principal components; small enough to be published. */
export const NEAREST_CODES_DEFAULTS = { k: 5, form: 'codes', components: 32 };

type NearestState = NearestPixelsState | NearestCodesState;

const searchOf = (state: NearestState): FindNeighbors =>
  state.form === 'pixels' ? pixelNeighbors(state) : codeNeighbors(state);

/**
 * The neighbours behind the probabilities.
 * @throws RangeError when `drawings` does not hold its count of drawings.
 */
export function findNeighbors(state: NearestState, drawings: Drawings): Neighbors {
  checkDrawings(drawings);
  return searchOf(state)(drawings);
}

function optionsFrom(given: Hyperparameters) {
  switch (given['form'] ?? 'pixels') {
    case 'pixels':
      return { ...fillIn('nearest (pixels)', NEAREST_PIXELS_DEFAULTS, given), form: 'pixels' as const };
    case 'codes':
      return { ...fillIn('nearest (codes)', NEAREST_CODES_DEFAULTS, given), form: 'codes' as const };
    default:
      throw new RangeError(`nearest form must be "pixels" or "codes", got ${JSON.stringify(given['form'])}`);
  }
}

function createFrom(hyperparameters: Hyperparameters, fitted?: NearestState): Classifier<NearestState> {
  const options = optionsFrom(hyperparameters);
  const { k } = options;
  checkWhole('nearest k', k, 1);
  if (options.form === 'codes') checkWhole('nearest components', options.components, 1, PIXELS);
  let current = fitted && { state: fitted, find: searchOf(fitted) };
  const learnt = () => {
    if (!current) throw new Error('nearest has not learnt anything yet: call fit first');
    return current;
  };

  return {
    id: 'nearest',
    hyperparameters: options,
    async fit(train, { random }) {
      checkTraining(train);
      if (k > train.count)
        throw new RangeError(`${k} neighbours need as many training drawings, got ${train.count}: lower k`);
      const state: NearestState =
        options.form === 'codes'
          ? encode(train, options.components, k, random.fork('components'))
          : {
              family: 'nearest',
              form: 'pixels',
              classes: train.classes.length,
              k,
              pixels: train.pixels.slice(),
              labels: train.labels.slice(),
            };
      current = { state, find: searchOf(state) };
      return {};
    },
    async predictProba(drawings) {
      const { state, find } = learnt();
      checkDrawings(drawings);
      const { indices } = find(drawings); // [count, k]
      const votes = new Float32Array(drawings.count * state.classes);
      indices.forEach((neighbor, at) => {
        votes[Math.floor(at / k) * state.classes + state.labels[neighbor]!]!++;
      });
      return votes.map((count) => count / k);
    },
    state: () => learnt().state,
  };
}

/**
 * Neighbours yet to be fitted.
 * @param hyperparameters any of {@link NEAREST_PIXELS_DEFAULTS}, or with form "codes" of {@link NEAREST_CODES_DEFAULTS}
 * @throws RangeError for a name or value out of range.
 */
export function createNearest(hyperparameters: Hyperparameters = {}): Classifier<NearestState> {
  return createFrom(hyperparameters);
}

/** Neighbours that predict as those that the state was taken from. */
export function nearestFromState(state: NearestState): Classifier<NearestState> {
  return createFrom(
    state.form === 'pixels'
      ? { k: state.k, form: 'pixels' }
      : { k: state.k, form: 'codes', components: state.components.length / PIXELS },
    state,
  );
}
