import type { ExhibitSet } from '../../charts/exhibit-set.ts';

/**
 * Fetches the drawings of a quiz.
 * @throws Error for the reader, when they cannot be had.
 */
export async function fetchExhibits(url: string, get: typeof fetch = fetch): Promise<ExhibitSet> {
  let response: Response;
  try {
    response = await get(url);
  } catch {
    throw new Error('The drawings cannot be fetched. Is there a connection?');
  }
  if (!response.ok) throw new Error(`The drawings cannot be fetched: the server answers ${response.status}.`);
  const json = (await response.json().catch(() => null)) as ExhibitSet | null;
  if (!Array.isArray(json?.classes) || json.classes.length < 2 || typeof json.shares !== 'object')
    throw new Error('What the server sent is not a set of drawings.');
  return json;
}
