import type { Chapter } from './chapter-schema.ts';

/**
 * The chapters that a part of the article shows, in their order: those that need results which are not there are left out.
 * @param experiments those that have results
 */
export function chaptersOf<Entry extends { readonly data: Chapter }>(
  part: Chapter['part'],
  entries: readonly Entry[],
  experiments: readonly string[],
): Entry[] {
  return entries
    .filter(
      ({ data }) => data.part === part && (data.needs === undefined || experiments.includes(data.needs)),
    )
    .sort((a, b) => a.data.order - b.data.order);
}
