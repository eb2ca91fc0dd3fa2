/** The drawings that the site shows, with every model's probability of the positive class: what galleries need. */
import type { ModelId } from '../core/models.ts';
import type { ExperimentResult } from '../core/results.ts';

export interface ExhibitClass {
  readonly name: string;
  /** Sprite below the site's base path. */
  readonly file: string;
  readonly count: number;
  /** Rows that are not shown. */
  readonly blocked: readonly number[];
}

export interface ExhibitSet {
  /** Positive class first. */
  readonly classes: readonly [ExhibitClass, ExhibitClass];
  /** By model: probability of the positive class, [2 classes][count], rounded down to five decimals. */
  readonly scores: Readonly<Partial<Record<ModelId, readonly [readonly number[], readonly number[]]>>>;
}

/** One drawing; `classIndex` is 0 for the positive class. */
export interface ExhibitRef {
  readonly classIndex: 0 | 1;
  readonly index: number;
}

/**
 * @param result of an experiment with two classes
 * @throws Error when it has not two classes or lacks the exhibits of one
 */
export function exhibitSet(result: ExperimentResult): ExhibitSet {
  const names = result.dataset.classes.map((c) => c.name);
  const positive = result.models[0]?.roc[0]?.positiveClass;
  if (names.length !== 2 || positive === undefined || !names.includes(positive))
    throw new Error(
      `${result.experiment}: expected two classes with a positive one, got ${names.join(', ') || 'none'}`,
    );
  const column = names.indexOf(positive);
  const ordered = [positive, ...names.filter((name) => name !== positive)];
  const [first, second] = ordered.map((name): ExhibitClass => {
    const found = result.exhibits.find((e) => e.class === name);
    if (found === undefined)
      throw new Error(`${result.experiment}: no exhibits of the class "${name}"; run the pipeline again`);
    return { name, file: found.file, count: found.count, blocked: found.blocked };
  }) as [ExhibitClass, ExhibitClass];
  // Rounded down like the operating points' thresholds, so that both sides of a threshold agree.
  const floor = (score: number) => Math.floor(score * 1e5 + 1e-6) / 1e5;
  const scores = Object.fromEntries(
    result.models.map((m) => [
      m.model,
      [first, second].map(({ name }) => (m.exhibits[name] ?? []).map((row) => floor(row[column] as number))),
    ]),
  );
  return { classes: [first, second], scores };
}

/** The rows of a class that may be shown, in order. */
export function visibleRows(exhibits: ExhibitClass): number[] {
  const blocked = new Set(exhibits.blocked);
  return Array.from({ length: exhibits.count }, (_, i) => i).filter((i) => !blocked.has(i));
}

/** Probability of the positive class that `model` gives to a drawing; NaN where the results have none. */
export function scoreOf(set: ExhibitSet, model: ModelId, exhibit: ExhibitRef): number {
  return set.scores[model]?.[exhibit.classIndex][exhibit.index] ?? Number.NaN;
}

/** Index of the class that `model` calls a drawing at `threshold`. */
export function calledClass(set: ExhibitSet, model: ModelId, exhibit: ExhibitRef, threshold: number): 0 | 1 {
  return scoreOf(set, model, exhibit) >= threshold ? 0 : 1;
}

/**
 * The drawings of class `truth` that `model` calls `called` at `threshold`, most confident first.
 * @returns with the number of drawings of that class that are shown at all
 */
export function exhibitsInCell(
  set: ExhibitSet,
  model: ModelId,
  cell: { truth: 0 | 1; called: 0 | 1 },
  threshold: number,
): { exhibits: ExhibitRef[]; of: number } {
  const rows = visibleRows(set.classes[cell.truth]);
  const exhibits = rows
    .map((index): ExhibitRef => ({ classIndex: cell.truth, index }))
    .filter((exhibit) => calledClass(set, model, exhibit, threshold) === cell.called);
  const sign = cell.called === 0 ? -1 : 1;
  exhibits.sort((a, b) => sign * (scoreOf(set, model, a) - scoreOf(set, model, b)) || a.index - b.index);
  return { exhibits, of: rows.length };
}

/**
 * The drawings that `model` gets wrong at 0.5, the most confident mistake first.
 * @param filter `truth`: only drawings of that class; `byAll`: only those that every model gets wrong
 */
export function mistakes(
  set: ExhibitSet,
  model: ModelId,
  filter: { truth?: 0 | 1 | undefined; byAll?: boolean } = {},
): ExhibitRef[] {
  const models = Object.keys(set.scores) as ModelId[];
  const wrong = (exhibit: ExhibitRef, by: ModelId) =>
    calledClass(set, by, exhibit, 0.5) !== exhibit.classIndex;
  const confidence = (exhibit: ExhibitRef) => Math.abs(scoreOf(set, model, exhibit) - 0.5);
  return ([0, 1] as const)
    .filter((truth) => filter.truth === undefined || filter.truth === truth)
    .flatMap((classIndex) =>
      visibleRows(set.classes[classIndex]).map((index): ExhibitRef => ({ classIndex, index })),
    )
    .filter((exhibit) => wrong(exhibit, model) && (!filter.byAll || models.every((m) => wrong(exhibit, m))))
    .sort((a, b) => confidence(b) - confidence(a) || a.classIndex - b.classIndex || a.index - b.index);
}
