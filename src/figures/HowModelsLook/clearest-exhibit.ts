import type { ExperimentResult } from '../../core/results.ts';

/** Row of the shown drawing of a class that the least convinced model is surest of: one that nobody doubts. */
export function clearestExhibit(result: ExperimentResult, className: string): number {
  const column = result.dataset.classes.findIndex(({ name }) => name === className);
  const exhibit = result.exhibits.find((found) => found.class === className);
  if (!exhibit || column < 0)
    throw new Error(`the results of "${result.experiment}" exhibit no ${className}`);
  const doubt = (row: number) =>
    Math.min(...result.models.map((model) => model.exhibits[className]?.[row]?.[column] ?? 0));
  const rows = Array.from({ length: exhibit.count }, (_, row) => row).filter(
    (row) => !exhibit.blocked.includes(row),
  );
  return rows.reduce((best, row) => (doubt(row) > doubt(best) ? row : best), rows[0] ?? 0);
}
