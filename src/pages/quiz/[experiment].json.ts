/** What the quiz on an experiment needs of its results: the exhibits with every model's probabilities, packed. */
import type { APIRoute } from 'astro';
import { QUIZZES } from '../../activities/quiz/quizzes.ts';
import { exhibitSet } from '../../charts/exhibit-set.ts';
import { loadResult } from '../../components/load-result.ts';

export function getStaticPaths() {
  return QUIZZES.map((experiment) => ({ params: { experiment } }));
}

export const GET: APIRoute = async ({ params }) =>
  Response.json(exhibitSet(await loadResult(params['experiment'] ?? '')));
