import { loadAnyResult } from '../../../components/load-result.ts';
import type { TrainableId } from '../../../core/models.ts';
import { foundSentences } from './found-sentences.ts';

/** What the article found about each model, from the results of the site that is built. */
export function loadFound(): Promise<Record<TrainableId, string>> {
  return foundSentences(loadAnyResult);
}
