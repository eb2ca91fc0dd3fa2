/** What the means of a sweep are over: folds of the training drawings, or training sets that all took one test. */
import type { SweepResult } from '../core/results.ts';

export type SweepRepeats = 'validation folds' | 'training sets';

export const sweepRepeats = ({ split }: Pick<SweepResult, 'split'>): SweepRepeats =>
  split.overTrainingSets ? 'training sets' : 'validation folds';
