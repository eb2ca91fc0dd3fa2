/** The contents page: every experiment by its id. */
import { catsAndSheep } from './cats-and-sheep.ts';
import type { Experiment } from './experiment.ts';

export const EXPERIMENTS: Readonly<Record<string, Experiment>> = {
  [catsAndSheep.id]: catsAndSheep,
};
