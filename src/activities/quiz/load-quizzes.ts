import { isFirstLook } from '../../components/first-look.ts';
import { loadResult } from '../../components/load-result.ts';
import { ownComparisons } from '../../components/own-experiments.ts';
import type { ExperimentResult } from '../../core/results.ts';
import { QUIZZES } from './quizzes.ts';

/**
 * The results of all experiments that there is a quiz on: those of the article, and those that the author of the site has
 * added, but for first looks, whose models have learnt from the very drawings.
 */
export async function loadQuizzes(): Promise<ExperimentResult[]> {
  const own = await ownComparisons();
  return [...(await Promise.all(QUIZZES.map(loadResult))), ...own.filter((result) => !isFirstLook(result))];
}
