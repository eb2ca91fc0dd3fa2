import { getCollection } from 'astro:content';
import { loadAllResults } from '../components/load-result.ts';
import type { Chapter } from './chapter-schema.ts';
import { chaptersOf } from './chapters-of.ts';

/** Whether a part of the article has chapters: without any it has no page either. */
export async function hasPart(part: Chapter['part']): Promise<boolean> {
  const experiments = (await loadAllResults()).map(({ experiment }) => experiment);
  return chaptersOf(part, await getCollection('chapters'), experiments).length > 0;
}
