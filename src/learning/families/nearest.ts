import {
  type Hyperparameters,
  type NearestCodesState,
  type NearestPixelsState,
  PIXELS,
} from '../classifier.ts';
import { DRAWING_BYTES } from '../drawingBytes.ts';
import { nearestGraph } from '../export/nearest.ts';
import type { PublishedFamily } from '../family.ts';
import { createNearest, nearestFromState } from '../nearest.ts';

/** Principal components of the codes that are published, where there are drawings enough. */
const COMPONENTS = 24;

/** As many neighbours, and as many components of their codes, as there are drawings for; on codes unless told otherwise. */
function withinMeans(given: Hyperparameters, count: number): Hyperparameters {
  const { k = 5, components = COMPONENTS, form = 'codes', ...rest } = given;
  const capped = { ...rest, form, k: Math.min(Number(k), count) };
  // n drawings lie in a space of n - 1 dimensions.
  if (form !== 'codes') return capped;
  return { ...capped, components: Math.max(1, Math.min(Number(components), count - 1, PIXELS)) };
}

/** Those on pixels hold the training drawings, which are nobody's to publish; those on codes of them may be. */
export const nearest: PublishedFamily<NearestPixelsState | NearestCodesState> = {
  states: 'nearest',
  source: 'nearest.ts',
  create: createNearest,
  restore: nearestFromState,
  size: (state) =>
    state.form === 'pixels'
      ? { count: state.pixels.length, unit: 'stored pixels' }
      : { count: state.codes.length, unit: 'stored codes' },
  boundByDrawings: ({ form }) => ['k', ...(form === 'codes' ? ['components'] : [])],
  graph(state) {
    if (state.form === 'pixels')
      throw new RangeError(
        'neighbours on pixels hold the training drawings and are not exported; fit them on codes (form "codes")',
      );
    return nearestGraph(state);
  },
  form: 'The same neighbours on principal components of the drawings, stored as 8-bit codes instead of the drawings.',
  unpublished: ({ form }) =>
    form === 'codes'
      ? undefined
      : {
          hyperparameter: 'form',
          why: "neighbours on pixels hold the training drawings and are not published: give them published: { hyperparameters: { k: 5, form: 'codes', components: 24 } }",
        },
  insteadOf: (state) => (state.form === 'pixels' ? { k: state.k, form: 'codes' } : undefined),
  withinMeans,
  needsKernels: ({ form }) => form === 'pixels',
  cost: {
    /** Pairs of drawings. */
    work: (_, n, predictDrawings) => n * (predictDrawings + 1),
    secondsPerMillion: 0.04,
    /** Its own, what it keeps, what threads share of that, and codes. */
    memoryBytes: (_, { trainDrawings }) => 4 * trainDrawings * DRAWING_BYTES,
  },
};
