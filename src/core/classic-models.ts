import { isClassic } from './models.ts';
import type { ExperimentResult } from './results.ts';

/** The same comparison with the four models of 2017 only: what the first half of the article shows. */
export function classicModels(result: ExperimentResult): ExperimentResult {
  const both = ({ a, b }: { a: string; b: string }) => kept.has(a) && kept.has(b);
  const models = result.models.filter(({ model }) => isClassic(model));
  const kept = new Set<string>(models.map(({ model }) => model));
  return {
    ...result,
    models,
    learningCurve: result.learningCurve.filter(({ model }) => kept.has(model)),
    mcnemar: result.mcnemar.filter(both),
  };
}
