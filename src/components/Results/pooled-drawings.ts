import type { AnyResult } from '../../core/results.ts';

/** Drawings of each sort that an experiment loaded, all classes together, where vectors were pooled with bitmaps. */
export interface PooledDrawings {
  readonly bitmaps: number;
  readonly vectors: number;
}

/** What was pooled; undefined where all drawings came as bitmaps. */
export function pooledDrawings({ dataset }: Pick<AnyResult, 'dataset'>): PooledDrawings | undefined {
  if (!dataset.classes.some(({ pooled }) => pooled)) return undefined;
  const sum = { bitmaps: 0, vectors: 0 };
  // A class that was loaded from one sort of file came as bitmaps.
  for (const { pooled, used } of dataset.classes)
    for (const { form, count } of pooled ?? [{ form: 'bitmaps' as const, count: used }]) sum[form] += count;
  return sum;
}
