/** Drawings of the game's words: `wall`, two of each word; `map`, all that are on the map. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRoute, GetStaticPaths } from 'astro';
import { MAP_COLUMNS } from '../../activities/words/map/map-data.ts';
import { wordRows } from '../../activities/words/word-row.ts';
import { CELLS_PER_ROW } from '../../charts/sprite.ts';
import { loadGame } from '../../components/load-game.ts';
import { WORD_DRAWINGS, wordFile } from '../../components/words/word-list.ts';
import { drawingSheet } from '../../core/drawing-sheet.ts';
import { readSprite } from '../../core/read-sprite.ts';

export const getStaticPaths = (async () =>
  (await loadGame()) === null
    ? []
    : ['wall', 'map'].map((sheet) => ({ params: { sheet } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const result = await loadGame();
  const rows = result === null ? [] : wordRows(result);
  const isWall = params['sheet'] === 'wall';
  const drawings = rows.flatMap(({ word, shown }, index) => {
    const file = `public/${wordFile(word)}`;
    const cells = readSprite(readFileSync(join(process.cwd(), file)), WORD_DRAWINGS, file);
    const wanted = isWall ? shown : (result?.exhibits[index] ?? []).map(({ row }) => row);
    return wanted.map((row) => cells[row] ?? []);
  });
  return new Response(drawingSheet(drawings, isWall ? CELLS_PER_ROW : MAP_COLUMNS));
};
