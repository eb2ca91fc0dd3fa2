import type { ExhibitSet } from '../../charts/exhibit-set.ts';
import { fetchDrawingFacts } from '../../components/fetch-drawing-facts.ts';

/**
 * Fetches the drawings of a quiz.
 * @throws Error for the reader, when they cannot be had.
 */
export async function fetchExhibits(url: string, get: typeof fetch = fetch): Promise<ExhibitSet> {
  const json = (await fetchDrawingFacts(url, get)) as ExhibitSet | null;
  if (!Array.isArray(json?.classes) || json.classes.length < 2 || typeof json.shares !== 'object')
    throw new Error('What the server sent is not a set of drawings.');
  return json;
}
