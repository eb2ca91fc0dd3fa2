import type { ConvnetState } from '../classifier.ts';
import { convnetFromState, createConvnet } from '../convnet.ts';
import { convnetGraph } from '../export/convnet.ts';
import type { PublishedFamily } from '../family.ts';
import { epochsCost } from './networkCost.ts';
import { convnetArrays, weightCount } from './weightCount.ts';

export const convnet: PublishedFamily<ConvnetState> = {
  states: 'convnet',
  source: 'convnet.ts',
  create: createConvnet,
  restore: convnetFromState,
  size: (state) => weightCount(...convnetArrays(state)),
  graph: convnetGraph,
  form: 'The network itself, with 32-bit weights.',
  cost: epochsCost(100),
};
