import type { Hyperparameters, WideConvnetState } from '../classifier.ts';
import { wideConvnetGraph } from '../export/wideConvnet.ts';
import type { PublishedFamily } from '../family.ts';
import { numberOf } from '../numberOf.ts';
import { createWideConvnet, wideConvnetFromState } from '../wideConvnet.ts';
import { networkBytes } from './networkCost.ts';
import { convnetArrays, weightCount } from './weightCount.ts';

/** Multiplications and additions that the convolutions take for one drawing. */
function multiplyAdds({ maps = [32, 64, 128], residualPairs = 0 }: Hyperparameters): number {
  const counts = maps as readonly number[];
  const more = residualPairs === 0 ? 1 : 2 * (residualPairs as number);
  const weights = counts.map((count, stage) => 9 * count * ((counts[stage - 1] ?? 1) + more * count));
  return weights.reduce((sum, each, stage) => sum + each * Math.floor(28 / 2 ** stage) ** 2, 0);
}

export const wideConvnet: PublishedFamily<WideConvnetState> = {
  states: 'wide-convnet',
  source: 'wideConvnet.ts',
  create: createWideConvnet,
  restore: wideConvnetFromState,
  size: (state) => weightCount(...convnetArrays(state)),
  graph: wideConvnetGraph,
  form: 'The network itself, batch normalisation folded into its weights, and these in 8 bits with a scale for each map.',
  cost: {
    /** Drawings times epochs, times a million multiplications: it comes in many sizes. */
    work: (given, n) => (n * numberOf(given, 'epochs', 24) * multiplyAdds(given)) / 1e6,
    secondsPerMillion: 68,
    memoryBytes: networkBytes,
  },
};
