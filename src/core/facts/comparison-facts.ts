/**
 * Facts of a comparison of models: `convnet.accuracy`, `convnet.roc.cat.auc`, `convnet.class.dog.recall`,
 * `convnet.calibration.before.calibrationError`, `curve.forest.2000`, `mcnemar.convnet.forest.pValue`, ...
 * `best`, `worst` are among the four models of 2017; `top` is the best of all.
 */
import { countSteps } from '../free-step.ts';
import { isClassic, MODEL_NAMES } from '../models.ts';
import type { Calibration, ExperimentResult, ModelResult } from '../results.ts';
import { putCommon, putHyperparameters } from './common-facts.ts';
import { type Fact, FactBook } from './fact.ts';

/** Every fact by its name, those at a threshold left out. */
export function comparisonFacts(result: ExperimentResult): ReadonlyMap<string, Fact> {
  const book = new FactBook();
  putCommon(book, result);
  book.put('split.method', 'text', result.split.method);
  book.put('split.seeds', 'count', result.split.seeds.length);
  putOverlap(book, result);
  for (const exhibit of result.exhibits)
    book.put(`exhibits.${exhibit.class}.shown`, 'count', exhibit.count - exhibit.blocked.length);
  book.put('exhibits.shown', 'count', sum(result.exhibits.map((e) => e.count - e.blocked.length)));
  for (const model of result.models) {
    putModel(book, model, result);
    putCalibration(book, model);
  }
  putRanking(book, result.models);
  putLearningCurve(book, result);
  for (const { model, fitSeconds, predictSeconds } of result.timings.models) {
    book.put(`${model}.fitSeconds`, 'seconds', fitSeconds);
    book.put(`${model}.predictSeconds`, 'seconds', predictSeconds);
  }
  return book.facts;
}

/** `split.overlap.sheep` at the largest size, `split.overlap.1000.sheep` with 1,000 drawings in all. */
function putOverlap(book: FactBook, { split, dataset: { classes } }: ExperimentResult): void {
  for (const { trainPerClass, byClass } of split.overlap ?? [])
    for (const [c, { name }] of classes.entries()) {
      book.put(`split.overlap.${trainPerClass * classes.length}.${name}`, 'share', byClass[c]);
      if (trainPerClass === split.trainPerClass) book.put(`split.overlap.${name}`, 'share', byClass[c]);
    }
}

function putModel(book: FactBook, model: ModelResult, result: ExperimentResult): void {
  const id = model.model;
  const classes = result.dataset.classes.map(({ name }) => name);
  book.put(`${id}.name`, 'text', MODEL_NAMES[id].full.toLowerCase());
  putHyperparameters(book, id, model.hyperparameters);
  for (const { hyperparameter, chosen } of model.selections)
    book.put(`${id}.chosen.${hyperparameter}`, 'number', chosen);
  book.put(`${id}.trainDrawings`, 'count', model.trainDrawings);
  book.put(`${id}.testDrawings`, 'count', model.testDrawings);
  book.estimate(`${id}.accuracy`, 'share', model.accuracy);
  book.estimate(`${id}.logLoss`, 'number', model.logLoss);
  book.estimate(`${id}.macroAuc`, 'number', model.macroAuc);
  book.estimate(`${id}.macroF1`, 'number', model.macroF1);
  book.put(`${id}.outOfBagAccuracy`, 'share', model.outOfBagAccuracy);
  book.put(`${id}.epochs`, 'count', model.history?.length);
  for (const roc of model.roc) book.estimate(`${id}.roc.${roc.positiveClass}.auc`, 'number', roc.auc);
  if (model.roc.length === 1 && model.roc[0]) {
    book.estimate(`${id}.auc`, 'number', model.roc[0].auc);
    const steps = countSteps(model.roc[0]);
    book.put(`${id}.rocSteps`, 'count', steps.all);
    book.put(`${id}.rocSingleSteps`, 'count', steps.single);
  }
  for (const scores of model.classScores) {
    const name = `${id}.class.${scores.class}`;
    book.put(`${name}.support`, 'count', scores.support);
    for (const score of ['precision', 'recall'] as const)
      book.estimate(`${name}.${score}`, 'share', scores[score]);
    book.estimate(`${name}.f1`, 'number', scores.f1);
  }
  putConfusion(book, id, model.confusion.counts, classes);
  const shown = classes.flatMap((name, truth) => {
    const blocked = result.exhibits.find((exhibit) => exhibit.class === name)?.blocked ?? [];
    return (model.exhibits[name] ?? [])
      .filter((_, row) => !blocked.includes(row))
      .map((shares) => shares.indexOf(Math.max(...shares)) === truth);
  });
  if (shown.length > 0) book.put(`${id}.exhibits.errors`, 'count', shown.filter((right) => !right).length);
  const { published } = model;
  book.put(`${id}.published.bytes`, 'bytes', published.bytes);
  book.put(`${id}.published.trainDrawings`, 'count', published.trainDrawings);
  book.estimate(`${id}.published.accuracy`, 'share', published.accuracy);
  book.put(`${id}.published.maxDifference`, 'number', published.maxDifference);
  book.put(`${id}.published.comparedDrawings`, 'count', published.comparedDrawings);
  book.put(`${id}.published.form`, 'text', published.form);
}

/** Every cell, all errors, and the most frequent one: `confused.truth` taken for `confused.called`. */
function putConfusion(
  book: FactBook,
  id: string,
  counts: readonly (readonly number[])[],
  classes: readonly string[],
): void {
  const cells = classes.flatMap((truth, row) =>
    classes.map((called, column) => ({ truth, called, count: counts[row]?.[column] ?? 0 })),
  );
  for (const { truth, called, count } of cells)
    book.put(`${id}.confusion.${truth}.${called}`, 'count', count);
  const errors = cells.filter(({ truth, called }) => truth !== called);
  book.put(`${id}.errors`, 'count', sum(errors.map(({ count }) => count)));
  const most = errors.reduce((a, b) => (b.count > a.count ? b : a));
  book.put(`${id}.confused.truth`, 'text', most.truth);
  book.put(`${id}.confused.called`, 'text', most.called);
  book.put(`${id}.confused.count`, 'count', most.count);
}

function putCalibration(book: FactBook, { model, calibration }: ModelResult): void {
  for (const when of ['before', 'after'] as const) {
    const of: Calibration = calibration[when];
    const name = `${model}.calibration.${when}`;
    book.estimate(`${name}.calibrationError`, 'share', of.calibrationError);
    book.estimate(`${name}.brierScore`, 'number', of.brierScore);
    book.estimate(`${name}.logLoss`, 'number', of.logLoss);
    book.put(`${name}.meanTopProbability`, 'share', of.meanTopProbability);
    book.put(`${name}.leastTopProbability`, 'share', of.leastTopProbability);
  }
  book.put(`${model}.calibration.temperature`, 'number', calibration.temperature);
  book.put(`${model}.calibration.chosenOn`, 'text', calibration.chosenOn);
}

function putRanking(book: FactBook, models: readonly ModelResult[]): void {
  const all = [...models].sort((a, b) => b.accuracy.value - a.accuracy.value);
  const classic = all.filter(({ model }) => isClassic(model));
  for (const [name, first, second] of [
    ['best', classic[0], classic[1]],
    ['worst', classic.at(-1), undefined],
    ['top', all[0], all[1]],
  ] as const) {
    if (!first) continue;
    book.put(`${name}.name`, 'text', MODEL_NAMES[first.model].full.toLowerCase());
    book.estimate(`${name}.accuracy`, 'share', first.accuracy);
    if (second) book.put(`${name}.lead`, 'share', first.accuracy.value - second.accuracy.value);
  }
}

function putLearningCurve(book: FactBook, { learningCurve }: ExperimentResult): void {
  const sizes = learningCurve.flatMap(({ points }) => points.map(({ trainDrawings }) => trainDrawings));
  if (sizes.length === 0) return;
  book.put('curve.smallest', 'count', Math.min(...sizes));
  book.put('curve.largest', 'count', Math.max(...sizes));
  for (const { model, points } of learningCurve) {
    const bySize = [...points].sort((a, b) => a.trainDrawings - b.trainDrawings);
    for (const { trainDrawings, accuracy } of bySize)
      book.estimate(`curve.${model}.${trainDrawings}`, 'share', accuracy);
    const [first, last] = [bySize[0], bySize.at(-1)];
    if (first) book.estimate(`curve.${model}.smallest`, 'share', first.accuracy);
    if (last) book.estimate(`curve.${model}.largest`, 'share', last.accuracy);
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
