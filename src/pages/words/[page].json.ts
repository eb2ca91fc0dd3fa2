/**
 * What there is to see of some words of the game: their drawings on show, with the network's answers; `map`, all of them in
 * the plane; and `confusion`, what every word is taken for.
 */
import type { APIRoute, GetStaticPaths } from 'astro';
import { packConfusion } from '../../activities/words/confusion/confusion-data.ts';
import { packMap } from '../../activities/words/map/map-data.ts';
import { pageOf, wordFacts } from '../../activities/words/word-facts.ts';
import { loadGame } from '../../components/load-game.ts';

export const getStaticPaths = (async () => {
  const result = await loadGame();
  const last = result === null ? -1 : pageOf(result.words.length - 1);
  const pages = Array.from({ length: last + 1 }, (_, page) => String(page));
  return (last < 0 ? [] : [...pages, 'map', 'confusion']).map((page) => ({ params: { page } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const result = await loadGame();
  if (result !== null && params['page'] === 'map') return Response.json(packMap(result));
  if (result !== null && params['page'] === 'confusion') return Response.json(packConfusion(result));
  const all = result?.words.map((_, index) => index) ?? [];
  return Response.json(
    result === null
      ? []
      : all
          .filter((index) => String(pageOf(index)) === params['page'])
          .map((index) => wordFacts(result, index)),
  );
};
