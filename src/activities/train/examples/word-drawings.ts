/** Other people's drawings of a word, from its sprite: read byte by byte, since browsers may falsify a canvas. */

import type { Word } from '../../../components/words/word.ts';
import type { Example } from '../project.ts';

/** The same drawing has the same id whenever it is fetched, so that nobody gets it twice. */
const idOf = (word: Word, row: number) => `word:${word.word}:${row}`;

/**
 * All drawings of a word that may be used, in the order of their rows.
 * @param base of the site, with a slash at its end.
 * @throws Error for the reader, when they cannot be had.
 */
export async function fetchDrawings(
  word: Word,
  base = import.meta.env.BASE_URL.replace(/\/?$/, '/'),
  get: typeof fetch = fetch,
): Promise<Example[]> {
  let response: Response;
  try {
    response = await get(base + word.file);
  } catch {
    throw new Error(`The drawings of “${word.word}” cannot be fetched. Is there a connection?`);
  }
  if (!response.ok)
    throw new Error(
      `The drawings of “${word.word}” cannot be fetched: the server answers ${response.status}.`,
    );
  let cells: readonly Float32Array[];
  try {
    const { readSprite } = await import('../../../core/read-sprite.ts');
    cells = readSprite(new Uint8Array(await response.arrayBuffer()), word.count, word.file);
  } catch {
    throw new Error(`What came as the drawings of “${word.word}” is damaged, or no picture.`);
  }
  return cells.flatMap((ink, row): Example[] =>
    word.blocked.includes(row)
      ? []
      : [{ id: idOf(word, row), origin: 'word', pixels: Uint8Array.from(ink, (v) => Math.round(255 * v)) }],
  );
}

/** The first `count` drawings that the project does not have yet; null for all of them. */
export function newDrawings(
  drawings: readonly Example[],
  count: number | null,
  taken: ReadonlySet<string>,
): Example[] {
  return drawings.filter(({ id }) => !taken.has(id)).slice(0, count ?? undefined);
}
