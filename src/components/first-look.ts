import type { ExperimentResult } from '../core/results.ts';

/** Whether an experiment was run on the few drawings that the site also shows, so that its models have learnt from them. */
export const isFirstLook = ({ dataset }: Pick<ExperimentResult, 'dataset'>): boolean => !dataset.publishable;
