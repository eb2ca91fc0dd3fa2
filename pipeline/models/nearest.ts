/**
 * k-nearest neighbours (Fix and Hodges, 1951; Cover and Hart, 1967), Euclidean, uniform weights, as
 * scikit-learn's KNeighborsClassifier: the probability of a class is its share of the k neighbours.
 */
import type { Classifier, Hyperparameters, NearestCodesState, NearestPixelsState } from './classifier.ts';
import { PIXELS } from './classifier.ts';
import { codeNeighbors, encode } from './codeNeighbors.ts';
import { requireWhole, withDefaults } from './hyperparameters.ts';
import type { FindNeighbors, Neighbors } from './neighbors.ts';
import { pixelNeighbors } from './pixelNeighbors.ts';
import { requireDrawings, requireFitted, requireTrainable } from './requirements.ts';

/** Compares drawings pixel by pixel; exact. */
export const NEAREST_PIXELS_DEFAULTS = { k: 5, form: 'pixels' } as const satisfies Hyperparameters;
/** Compares int8 codes of `components` principal components; small enough to be published. */
export const NEAREST_CODES_DEFAULTS = {
  k: 5,
  form: 'codes',
  components: 32,
} as const satisfies Hyperparameters;

type NearestState = NearestPixelsState | NearestCodesState;

const searchOf = (state: NearestState): FindNeighbors =>
  state.form === 'pixels' ? pixelNeighbors(state) : codeNeighbors(state);

/**
 * The neighbours behind the probabilities.
 * @throws RangeError when `drawings` does not hold its count of drawings.
 */
export function findNeighbors(state: NearestState, drawings: Parameters<FindNeighbors>[0]): Neighbors {
  requireDrawings(drawings);
  return searchOf(state)(drawings);
}

function createFrom(hyperparameters: Hyperparameters, fitted?: NearestState): Classifier<NearestState> {
  const form = hyperparameters['form'] ?? 'pixels';
  if (form !== 'pixels' && form !== 'codes')
    throw new RangeError(`nearest form must be "pixels" or "codes", got ${JSON.stringify(form)}`);
  const defaults: Hyperparameters = form === 'pixels' ? NEAREST_PIXELS_DEFAULTS : NEAREST_CODES_DEFAULTS;
  const options = withDefaults(`nearest (${form})`, defaults, hyperparameters) as {
    readonly k: number;
    readonly form: string;
    readonly components: number; // only of codes
  };
  requireWhole('k', options.k, 1, 2 ** 31 - 1);
  if (form === 'codes') requireWhole('components', options.components, 1, PIXELS);
  let state = fitted;
  let search = fitted && searchOf(fitted);

  return {
    id: 'nearest',
    hyperparameters: { ...options },
    async fit(train, { random }) {
      requireTrainable(train);
      if (options.k > train.count)
        throw new RangeError(`${options.k} neighbours need as many drawings, got ${train.count}; lower k`);
      state =
        form === 'codes'
          ? encode(train, options.components, options.k, random.fork('components'))
          : {
              family: 'nearest',
              form,
              classes: train.classes.length,
              k: options.k,
              pixels: train.pixels.slice(),
              labels: train.labels.slice(),
            };
      search = searchOf(state);
      return {};
    },
    async predictProba(drawings) {
      const { classes, k, labels } = requireFitted('nearest', state);
      requireDrawings(drawings);
      const { indices } = requireFitted('nearest', search)(drawings);
      const votes = new Float32Array(drawings.count * classes);
      for (let i = 0; i < indices.length; i++) votes[Math.floor(i / k) * classes + labels[indices[i]!]!]!++;
      return votes.map((count) => count / k);
    },
    state: () => requireFitted('nearest', state),
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
