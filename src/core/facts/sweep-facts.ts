/**
 * Facts of a sweep, by variant: `uniform-5.accuracy`, `1e-3.fitSeconds`, `784.size`, `today.epoch.10.validationAccuracy`
 * (mean over the folds; `epoch.last` is the last one). The same names stand for the variant that is `chosen`, the
 * `best` and the `worst` by accuracy, and the best of a series: `chosen.id`, `best.label`, `series.distance.best.accuracy`.
 */
import { MODEL_NAMES } from '../models.ts';
import type { SweepEpoch, SweepResult, SweepVariant } from '../results.ts';
import { putCommon, putHyperparameters } from './common-facts.ts';
import { type Fact, FactBook } from './fact.ts';

/** @throws Error when a variant's id makes a name that means something else already. */
export function sweepFacts(result: SweepResult): ReadonlyMap<string, Fact> {
  const book = new FactBook();
  putCommon(book, result);
  const { fit, validation, scored } = foldSizes(result);
  book.put('split.fitDrawings', 'count', fit);
  book.put('split.validationDrawings', 'count', validation);
  book.put('split.scoredDrawings', 'count', scored);
  book.put('parameter.name', 'text', result.parameter.name);
  book.put('parameter.label', 'text', result.parameter.label);
  book.put('variants', 'count', result.variants.length);

  for (const variant of result.variants) putVariant(book, variant.id, variant);
  const chosen = result.variants.find(({ id }) => id === result.chosen.variant);
  if (!chosen)
    throw new Error(
      `${result.experiment}: the chosen variant "${result.chosen.variant}" is none of ${result.variants.map(({ id }) => id).join(', ')}`,
    );
  putNamed(book, 'chosen', chosen);
  book.put('chosen.reason', 'text', result.chosen.reason);
  putNamed(book, 'best', byAccuracy(result.variants)[0]);
  putNamed(book, 'worst', byAccuracy(result.variants).at(-1));
  for (const { id, label } of result.series) {
    const ranked = byAccuracy(result.variants.filter(({ series }) => series === id));
    book.put(`series.${id}.label`, 'text', label);
    putNamed(book, `series.${id}.best`, ranked[0]);
    putNamed(book, `series.${id}.worst`, ranked.at(-1));
  }
  return book.facts;
}

/**
 * Drawings, all classes together, that a fold's models learn from, that a fold holds, and that all folds hold. A sweep
 * over all drawings leaves none to test on, and tells how many each fold learns from; others tell the size of the pool.
 */
export function foldSizes({ split, dataset }: SweepResult): {
  readonly fit: number;
  readonly validation: number;
  readonly scored: number;
} {
  const told = split.trainPerClass * dataset.classes.length;
  const scored = split.testPerClass === 0 ? Math.round((told * split.folds) / (split.folds - 1)) : told;
  const validation = Math.round(scored / split.folds);
  return { fit: scored - validation, validation, scored };
}

/** Highest accuracy first; of equals, the one that the experiment names first. */
const byAccuracy = (variants: readonly SweepVariant[]): SweepVariant[] =>
  [...variants].sort((a, b) => b.accuracy.value - a.accuracy.value);

function putNamed(book: FactBook, name: string, variant: SweepVariant | undefined): void {
  if (!variant) return;
  book.put(`${name}.id`, 'text', variant.id);
  putVariant(book, name, variant);
}

function putVariant(book: FactBook, name: string, variant: SweepVariant): void {
  book.put(`${name}.label`, 'text', variant.label);
  book.put(`${name}.estimator`, 'text', MODEL_NAMES[variant.estimator].full.toLowerCase());
  book.put(`${name}.value`, 'number', variant.value);
  putHyperparameters(book, name, variant.hyperparameters);
  book.estimate(`${name}.accuracy`, 'share', variant.accuracy);
  book.estimate(`${name}.logLoss`, 'number', variant.logLoss);
  if (variant.testAccuracy) book.estimate(`${name}.testAccuracy`, 'share', variant.testAccuracy);
  book.put(`${name}.fitSeconds`, 'seconds', variant.fitSeconds);
  book.put(`${name}.predictSeconds`, 'seconds', variant.predictSeconds);
  book.put(`${name}.size`, 'count', variant.size?.count);
  book.put(`${name}.sizeUnit`, 'text', variant.size?.unit);
  if (variant.histories) putHistories(book, name, variant.histories);
}

/** Means over the folds that were measured. */
function putHistories(book: FactBook, name: string, histories: readonly (readonly SweepEpoch[])[]): void {
  const epochs = Math.max(...histories.map((history) => history.length));
  book.put(`${name}.epochs`, 'count', epochs);
  for (let epoch = 1; epoch <= epochs; epoch++)
    for (const [measure, unit] of [
      ['trainLoss', 'number'],
      ['trainAccuracy', 'share'],
      ['validationLoss', 'number'],
      ['validationAccuracy', 'share'],
    ] as const) {
      const values = histories.flatMap((history) => history[epoch - 1]?.[measure] ?? []);
      if (values.length === 0) continue;
      const mean = values.reduce((total, value) => total + value, 0) / values.length;
      book.put(`${name}.epoch.${epoch}.${measure}`, unit, mean);
      if (epoch === epochs) book.put(`${name}.epoch.last.${measure}`, unit, mean);
    }
}
