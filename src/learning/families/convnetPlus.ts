import type { ConvnetPlusState } from '../classifier.ts';
import { convnetPlusFromState, createConvnetPlus } from '../convnetPlus.ts';
import { convnetPlusGraph } from '../export/convnet.ts';
import type { PublishedFamily } from '../family.ts';
import { epochsCost } from './networkCost.ts';
import { convnetArrays, weightCount } from './weightCount.ts';

export const convnetPlus: PublishedFamily<ConvnetPlusState> = {
  states: 'convnet-plus',
  source: 'convnetPlus.ts',
  create: createConvnetPlus,
  restore: convnetPlusFromState,
  size: ({ members }) => weightCount(...members.flatMap(convnetArrays)),
  graph: convnetPlusGraph,
  form: 'Two improved networks and a plain one, whose probabilities are averaged, with 32-bit weights and batch normalisation folded into them.',
  cost: epochsCost(700),
};
