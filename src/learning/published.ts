/** The families that a page trains, each with what it needs, which comes when it is asked for. */
import type { TrainableId } from '../core/models.ts';
import type { StateOf } from './classifier.ts';
import type { PublishedFamily } from './family.ts';

const LOADERS: { readonly [Id in TrainableId]: () => Promise<PublishedFamily<StateOf<Id>>> } = {
  forest: async () => (await import('./families/forest.ts')).forest,
  nearest: async () => (await import('./families/nearest.ts')).nearest,
  perceptron: async () => (await import('./families/perceptron.ts')).perceptron,
  convnet: async () => (await import('./families/convnet.ts')).convnet,
  'convnet-plus': async () => (await import('./families/convnetPlus.ts')).convnetPlus,
};

/** As in `families.ts`, without the families that are not asked for. */
export const loadPublished = (id: TrainableId): Promise<PublishedFamily> => LOADERS[id]();
