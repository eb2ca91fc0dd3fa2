import { getEntry } from 'astro:content';
import type { ExperimentResult } from '../core/results.ts';

/**
 * The validated results of an experiment.
 * @throws Error when `content/results/<experiment>.json` does not exist.
 */
export async function loadResult(experiment: string): Promise<ExperimentResult> {
  const entry = await getEntry('results', experiment);
  if (entry === undefined)
    throw new Error(
      `content/results/${experiment}.json does not exist: run "npm run pipeline -- ${experiment}", or correct the name`,
    );
  return entry.data;
}
