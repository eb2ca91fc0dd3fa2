import type { ExperimentResult } from '../core/results.ts';

/** Whose drawings an experiment shows, for captions that begin "Drawings from" or "Exhibits from". */
export const exhibitSource = ({
  dataset,
  exhibits,
}: Pick<ExperimentResult, 'dataset' | 'exhibits'>): string =>
  exhibits.some(({ own }) => own)
    ? 'the author’s own collection'
    : `Quick, Draw! (Google, ${dataset.licence})`;
