/** One drawing of every word of the game, in the order of the network's probabilities. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRoute, GetStaticPaths } from 'astro';
import { wallSheet } from '../../activities/words/wall-sheet.ts';
import { wordRows } from '../../activities/words/word-row.ts';
import { loadGame } from '../../components/load-game.ts';
import { wordFile } from '../../components/words/word-list.ts';
import { readSprite } from '../../core/read-sprite.ts';

export const getStaticPaths = (async () =>
  (await loadGame()) === null ? [] : [{ params: { sheet: 'wall' } }]) satisfies GetStaticPaths;

export const GET: APIRoute = async () => {
  const result = await loadGame();
  const drawings = (result === null ? [] : wordRows(result)).map(({ word, shown }) => {
    const file = `public/${wordFile(word)}`;
    return readSprite(readFileSync(join(process.cwd(), file)), 100, file)[shown] ?? [];
  });
  return new Response(wallSheet(drawings));
};
