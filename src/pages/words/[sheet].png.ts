/** Drawings of the game's words: `wall`, two of each word; `map`, all that are on the map; `ends`, of a chapter's figure. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRoute, GetStaticPaths } from 'astro';
import { MAP_COLUMNS } from '../../activities/words/map/map-data.ts';
import { wordRows } from '../../activities/words/word-row.ts';
import { CELLS_PER_ROW } from '../../charts/sprite.ts';
import { loadGame } from '../../components/load-game.ts';
import { PUBLIC_FOLDER } from '../../components/site-folders.ts';
import { WORD_DRAWINGS, wordFile } from '../../components/words/word-list.ts';
import { drawingSheet } from '../../core/drawing-sheet.ts';
import { readSprite } from '../../core/read-sprite.ts';
import { DRAWINGS_A_LINE, endLines, wordEnds } from '../../figures/WordEnds/word-ends.ts';

export const getStaticPaths = (async () =>
  (await loadGame()) === null
    ? []
    : ['wall', 'map', 'ends'].map((sheet) => ({ params: { sheet } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const result = await loadGame();
  if (result === null) return new Response(null, { status: 404 });
  const drawn = (index: number, wanted: readonly number[]) => {
    const file = join(PUBLIC_FOLDER, wordFile(result.dataset.classes[index]?.name ?? ''));
    const cells = readSprite(readFileSync(file), WORD_DRAWINGS, file);
    return wanted.map((row) => cells[row] ?? []);
  };
  const sheets: Readonly<Record<string, () => Uint8Array<ArrayBuffer>>> = {
    wall: () =>
      drawingSheet(
        wordRows(result).flatMap(({ shown }, index) => drawn(index, shown)),
        CELLS_PER_ROW,
      ),
    map: () =>
      drawingSheet(
        result.exhibits.flatMap((each, index) =>
          drawn(
            index,
            each.map(({ row }) => row),
          ),
        ),
        MAP_COLUMNS,
      ),
    ends: () =>
      drawingSheet(
        endLines(wordEnds(result)).flatMap(({ index, rows }) => drawn(index, rows)),
        DRAWINGS_A_LINE,
      ),
  };
  return new Response(sheets[params['sheet'] ?? '']?.() ?? null);
};
