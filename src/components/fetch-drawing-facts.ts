/**
 * Fetches what is known of some drawings.
 * @returns the JSON that came; null for anything else.
 * @throws Error for the reader, when nothing came.
 */
export async function fetchDrawingFacts(url: string, get: typeof fetch = fetch): Promise<unknown> {
  let response: Response;
  try {
    response = await get(url);
  } catch {
    throw new Error('The drawings cannot be fetched. Is there a connection?');
  }
  if (!response.ok) throw new Error(`The drawings cannot be fetched: the server answers ${response.status}.`);
  return response.json().catch(() => null);
}
