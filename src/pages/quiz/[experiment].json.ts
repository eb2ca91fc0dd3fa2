/** What the quiz on an experiment needs of its results: the exhibits with every model's probabilities, packed. */
import type { APIRoute } from 'astro';
import { loadQuizzes } from '../../activities/quiz/load-quizzes.ts';
import { exhibitSet } from '../../charts/exhibit-set.ts';
import { loadResult } from '../../components/load-result.ts';

export async function getStaticPaths() {
  return (await loadQuizzes()).map(({ experiment }) => ({ params: { experiment } }));
}

export const GET: APIRoute = async ({ params }) =>
  Response.json(exhibitSet(await loadResult(params['experiment'] ?? '')));
