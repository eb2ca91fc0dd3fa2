/** The four families that every experiment compares, in the order in which the article meets them. */
export const MODEL_IDS = ['forest', 'nearest', 'perceptron', 'convnet'] as const;
export type ModelId = (typeof MODEL_IDS)[number];

/** Names for people. `short` fits into a direct label of a chart. */
export const MODEL_NAMES: Record<ModelId, { readonly full: string; readonly short: string }> = {
  forest: { full: 'Random forest', short: 'Forest' },
  nearest: { full: 'Nearest neighbours', short: 'Neighbours' },
  perceptron: { full: 'Multi-layer perceptron', short: 'Perceptron' },
  convnet: { full: 'Convolutional network', short: 'Convnet' },
};
