/**
 * Names for every figure that prose may quote: `convnet.accuracy`, `convnet.roc.cat.auc`, `split.trainPerClass`,
 * `curve.forest.2000`, `convnet.published.bytes`, `nearest.at.0.9.truePositives` (counts when a score of at least 0.9
 * counts as positive). Names that no results file holds as such are derived here, and only here.
 */
import { distance } from 'fastest-levenshtein';
import { MODEL_NAMES } from './models.ts';
import { LEARNING_CURVE_2017 } from './reference-2017.ts';
import type { ExperimentResult, Interval, ModelResult, Roc } from './results.ts';

/** `share` is 0..1; `date` is ISO 8601; `date` and `text` have no numeric value. */
export type Unit = 'share' | 'count' | 'number' | 'bytes' | 'seconds' | 'date' | 'text';

/** One quotable value. `low` and `high` are its 95 % interval, where it is an estimate. */
export interface Fact {
  readonly unit: Unit;
  readonly value: number | string;
  readonly low?: number;
  readonly high?: number;
}

/** Every fact of an experiment by its name, thresholds (`<model>.at.<threshold>.…`) left out. */
export function facts(result: ExperimentResult): ReadonlyMap<string, Fact> {
  const found = new Map<string, Fact>();
  const put = (name: string, unit: Unit, value: number | string | undefined) => {
    if (value !== undefined) found.set(name, { unit, value });
  };
  const estimate = (name: string, unit: Unit, interval: Interval) => found.set(name, { unit, ...interval });

  for (const name of ['experiment', 'title', 'question'] as const) put(name, 'text', result[name]);
  put('date', 'date', result.date);
  const classes = result.dataset.classes.map(({ name }) => name);
  put('dataset.licence', 'text', result.dataset.licence);
  put('dataset.used', 'count', sum(result.dataset.classes.map(({ used }) => used)));
  for (const { name, available, used } of result.dataset.classes) {
    put(`dataset.${name}.available`, 'count', available);
    put(`dataset.${name}.used`, 'count', used);
  }
  for (const exhibit of result.exhibits)
    put(`exhibits.${exhibit.class}.shown`, 'count', exhibit.count - exhibit.blocked.length);
  put('exhibits.shown', 'count', sum(result.exhibits.map((e) => e.count - e.blocked.length)));
  put('split.testPerClass', 'count', result.split.testPerClass);
  put('split.trainPerClass', 'count', result.split.trainPerClass);
  put('split.testDrawings', 'count', result.split.testPerClass * classes.length);
  put('split.trainDrawings', 'count', result.split.trainPerClass * classes.length);
  put('split.seeds', 'count', result.split.seeds.length);

  for (const model of result.models) putModel(model);
  const ranked = [...result.models].sort((a, b) => b.accuracy.value - a.accuracy.value);
  for (const [name, model] of [
    ['best', ranked[0]],
    ['worst', ranked.at(-1)],
  ] as const) {
    if (!model) continue;
    put(`${name}.name`, 'text', MODEL_NAMES[model.model].full.toLowerCase());
    estimate(`${name}.accuracy`, 'share', model.accuracy);
  }

  const [best, second] = ranked;
  if (best && second) put('best.lead', 'share', best.accuracy.value - second.accuracy.value);

  for (const { model, points } of result.learningCurve)
    for (const point of points) estimate(`curve.${model}.${point.trainDrawings}`, 'share', point.accuracy);
  const sizes = result.learningCurve.flatMap(({ points }) => points.map((point) => point.trainDrawings));
  if (sizes.length > 0) {
    put('curve.smallest', 'count', Math.min(...sizes));
    put('curve.largest', 'count', Math.max(...sizes));
    for (const { model, points } of result.learningCurve) {
      const bySize = [...points].sort((a, b) => a.trainDrawings - b.trainDrawings);
      const [first, last] = [bySize[0], bySize.at(-1)];
      if (first) estimate(`curve.${model}.smallest`, 'share', first.accuracy);
      if (last) estimate(`curve.${model}.largest`, 'share', last.accuracy);
    }
  }
  put('timings.totalSeconds', 'seconds', result.timings.totalSeconds);
  put('timings.peakMemoryBytes', 'bytes', result.timings.peakMemoryBytes);
  for (const { model, fitSeconds, predictSeconds } of result.timings.models) {
    put(`${model}.fitSeconds`, 'seconds', fitSeconds);
    put(`${model}.predictSeconds`, 'seconds', predictSeconds);
  }
  for (const [name, version] of Object.entries(result.software)) put(`software.${name}`, 'text', version);
  return found;

  function putModel(model: ModelResult): void {
    const id = model.model;
    put(`${id}.name`, 'text', MODEL_NAMES[id].full.toLowerCase());
    for (const [name, value] of Object.entries(model.hyperparameters))
      put(
        `${id}.hyperparameters.${name}`,
        typeof value === 'number' ? 'number' : 'text',
        typeof value === 'number' ? value : Array.isArray(value) ? value.join(', ') : String(value),
      );
    for (const { hyperparameter, chosen } of model.selections)
      put(`${id}.chosen.${hyperparameter}`, 'number', chosen);
    put(`${id}.trainDrawings`, 'count', model.trainDrawings);
    put(`${id}.testDrawings`, 'count', model.testDrawings);
    estimate(`${id}.accuracy`, 'share', model.accuracy);
    estimate(`${id}.logLoss`, 'number', model.logLoss);
    put(`${id}.outOfBagAccuracy`, 'share', model.outOfBagAccuracy);
    put(`${id}.epochs`, 'count', model.history?.length);
    for (const roc of model.roc) estimate(`${id}.roc.${roc.positiveClass}.auc`, 'number', roc.auc);
    if (model.roc.length === 1 && model.roc[0]) estimate(`${id}.auc`, 'number', model.roc[0].auc);
    const { counts } = model.confusion;
    classes.forEach((truth, row) => {
      classes.forEach((read, column) => {
        put(`${id}.confusion.${truth}.${read}`, 'count', counts[row]?.[column]);
      });
    });
    put(`${id}.errors`, 'count', sum(counts.flatMap((row, i) => row.filter((_, j) => i !== j))));
    const shown = classes.flatMap((name, truth) => {
      const blocked = result.exhibits.find((exhibit) => exhibit.class === name)?.blocked ?? [];
      return (model.exhibits[name] ?? [])
        .filter((_, row) => !blocked.includes(row))
        .map((shares) => shares.indexOf(Math.max(...shares)) === truth);
    });
    if (shown.length > 0) put(`${id}.exhibits.errors`, 'count', shown.filter((right) => !right).length);
    put(`${id}.published.bytes`, 'bytes', model.published.bytes);
    estimate(`${id}.published.accuracy`, 'share', model.published.accuracy);
    put(`${id}.published.maxDifference`, 'number', model.published.maxDifference);
    put(`${id}.published.comparedDrawings`, 'count', model.published.comparedDrawings);
    put(`${id}.published.form`, 'text', model.published.form);
  }
}

/** Facts at a threshold: the four cells of the two-class matrix and the two rates. */
const AT_THRESHOLD = /^([a-z]+)\.at\.(\d(?:\.\d+)?)\.(\w+)$/;

/**
 * The fact of that name.
 * @throws Error that names the experiment, the unknown name and the nearest ones.
 */
export function lookup(result: ExperimentResult, name: string): Fact {
  const [, id, threshold, cell] = AT_THRESHOLD.exec(name) ?? [];
  const roc = result.models.find((model) => model.model === id)?.roc[0];
  const atThreshold = roc && cell ? countsAt(roc, Number(threshold)).get(cell) : undefined;
  if (atThreshold) return atThreshold;
  return find(facts(result), name, `the results of "${result.experiment}" have`);
}

/**
 * What was published in 2017 on cats and sheep, by the same names: `curve.convnet.15000`.
 * @throws Error that names the unknown name and the nearest ones.
 */
export function lookup2017(name: string): Fact {
  const known = LEARNING_CURVE_2017.flatMap(({ model, points }) =>
    points.map(({ trainDrawings, accuracy }): [string, Fact] => [
      `curve.${model}.${trainDrawings}`,
      { unit: 'share', value: accuracy },
    ]),
  );
  return find(new Map(known), name, 'the figures of 2017 have');
}

function find(known: ReadonlyMap<string, Fact>, name: string, subject: string): Fact {
  const fact = known.get(name);
  if (fact) return fact;
  const nearest = [...known.keys()]
    .map((candidate) => ({ candidate, edits: distance(candidate, name) }))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 4)
    .map(({ candidate }) => candidate);
  throw new Error(`${subject} no value named "${name}". Nearest: ${nearest.join(', ')}.`);
}

function countsAt(roc: Roc, threshold: number): ReadonlyMap<string, Fact> {
  const last = roc.threshold.findLastIndex((value) => value >= threshold);
  const truePositives = roc.truePositives[last] ?? 0;
  const falsePositives = roc.falsePositives[last] ?? 0;
  const count = (value: number): Fact => ({ unit: 'count', value });
  return new Map<string, Fact>([
    ['truePositives', count(truePositives)],
    ['falsePositives', count(falsePositives)],
    ['falseNegatives', count(roc.positives - truePositives)],
    ['trueNegatives', count(roc.negatives - falsePositives)],
    ['truePositiveRate', { unit: 'share', value: truePositives / roc.positives }],
    ['falsePositiveRate', { unit: 'share', value: falsePositives / roc.negatives }],
  ]);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
