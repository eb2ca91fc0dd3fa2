/**
 * k-nearest neighbours (Fix and Hodges, 1951; Cover and Hart, 1967), Euclidean, as scikit-learn's
 * KNeighborsClassifier: the probability of a class is its share of the k neighbours, or of their weights.
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
import type { Crew } from './crew.ts';
import { checkWhole, fillIn } from './hyperparameters.ts';
import { inSharedMemory } from './inSharedMemory.ts';
import type { FindNeighbors, Neighbors } from './neighbors.ts';
import { pixelNeighbors } from './pixelNeighbors.ts';

/**
 * Compares drawings pixel by pixel; exact. With the `weights` "distance" a neighbour at distance d counts 1 / d, and
 * if any is at distance 0, only those count; with "uniform" all count the same.
 */
export const NEAREST_PIXELS_DEFAULTS = { k: 5, form: 'pixels', weights: 'uniform' };
/** Compares int8 codes of `components` principal components; small enough to be published. Weights are uniform. */
export const NEAREST_CODES_DEFAULTS = { k: 5, form: 'codes', components: 32 };

type NearestState = NearestPixelsState | NearestCodesState;

interface Search {
  readonly find: FindNeighbors;
  /** The same, with the help of other threads, where that is worth it. */
  share?(drawings: Drawings, crew: Crew): Promise<Neighbors>;
}

const searchOf = (state: NearestState): Search =>
  state.form === 'pixels' ? pixelNeighbors(state) : { find: codeNeighbors(state) };

/**
 * The neighbours behind the probabilities.
 * @throws RangeError when `drawings` does not hold its count of drawings.
 */
export function findNeighbors(state: NearestState, drawings: Drawings): Neighbors {
  checkDrawings(drawings);
  return searchOf(state).find(drawings);
}

function optionsFrom(given: Hyperparameters) {
  switch (given['form'] ?? 'pixels') {
    case 'pixels': {
      const filled = fillIn('nearest (pixels)', NEAREST_PIXELS_DEFAULTS, given);
      const { weights } = filled;
      if (weights !== 'uniform' && weights !== 'distance')
        throw new RangeError(
          `nearest weights must be "uniform" or "distance", got ${JSON.stringify(weights)}`,
        );
      return { ...filled, weights, form: 'pixels' as const };
    }
    case 'codes':
      if (Object.hasOwn(given, 'weights'))
        throw new RangeError(
          `neighbours on codes are published with uniform weights and take no weights, got ${JSON.stringify(given['weights'])}: leave them out, or use the form "pixels"`,
        );
      return { ...fillIn('nearest (codes)', NEAREST_CODES_DEFAULTS, given), form: 'codes' as const };
    default:
      throw new RangeError(`nearest form must be "pixels" or "codes", got ${JSON.stringify(given['form'])}`);
  }
}

/** What the k neighbours of one query count, nearest first. [k] */
function distanceWeights(squaredDistances: Float64Array): Float64Array {
  const isSame = squaredDistances[0] === 0;
  return squaredDistances.map((squared) => (isSame ? Number(squared === 0) : 1 / Math.sqrt(squared)));
}

/** Shares of the neighbours' weights, in double precision until the last step. [count, classes] */
function weightedShares({ classes, labels }: NearestState, { k, indices, squaredDistances }: Neighbors) {
  const shares = new Float32Array((indices.length / k) * classes);
  for (let head = 0, row = 0; head < indices.length; head += k, row += classes) {
    const sums = new Float64Array(classes);
    let total = 0;
    distanceWeights(squaredDistances.subarray(head, head + k)).forEach((weight, at) => {
      sums[labels[indices[head + at]!]!]! += weight;
      total += weight;
    });
    shares.set(
      sums.map((sum) => sum / total),
      row,
    );
  }
  return shares;
}

function createFrom(hyperparameters: Hyperparameters, fitted?: NearestState): Classifier<NearestState> {
  const options = optionsFrom(hyperparameters);
  const { k } = options;
  checkWhole('nearest k', k, 1);
  if (options.form === 'codes') checkWhole('nearest components', options.components, 1, PIXELS);
  let current = fitted && { state: fitted, search: searchOf(fitted) };
  const learnt = () => {
    if (!current) throw new Error('nearest has not learnt anything yet: call fit first');
    return current;
  };

  return {
    id: 'nearest',
    hyperparameters: options,
    async fit(train, { random, crew }) {
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
              ...(options.weights === 'distance' ? { weights: options.weights } : {}),
              // With a crew, where all threads see them: those of a fit that has one are nobody else's.
              pixels: crew ? inSharedMemory(train.pixels) : train.pixels.slice(),
              labels: train.labels.slice(),
            };
      current = { state, search: searchOf(state) };
      return {};
    },
    async predictProba(drawings, { crew } = {}) {
      const { state, search } = learnt();
      checkDrawings(drawings);
      const neighbors = crew && search.share ? await search.share(drawings, crew) : search.find(drawings);
      if (state.form === 'pixels' && state.weights) return weightedShares(state, neighbors);
      const { indices } = neighbors; // [count, k]
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
      ? { k: state.k, form: 'pixels', weights: state.weights ?? 'uniform' }
      : { k: state.k, form: 'codes', components: state.components.length / PIXELS },
    state,
  );
}
