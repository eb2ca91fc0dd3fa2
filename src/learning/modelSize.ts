import type { ModelState } from './classifier.ts';
import type { ModelSize } from './family.ts';
import { REGISTRY } from './index.ts';

export type { ModelSize };

/** Weights of a network (biases too), nodes of a forest, stored numbers of neighbours; undefined for others. */
export const modelSize = (state: ModelState): ModelSize | undefined => REGISTRY.size(state);
