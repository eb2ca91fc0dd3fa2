/** The drawings that the site shows, with every model's probabilities: what galleries need. */
import { MODEL_IDS, type ModelId } from '../core/models.ts';
import type { ExperimentResult } from '../core/results.ts';
import { type Decimals, greatest, packShares, unpackShares } from './exhibit-shares.ts';

export interface ExhibitClass {
  readonly name: string;
  /** Sprite below the site's base path. */
  readonly file: string;
  readonly count: number;
  /** Rows that are not shown. */
  readonly blocked: readonly number[];
}

export interface ExhibitSet {
  /** Of two classes the positive one first, of more in the order of the dataset. */
  readonly classes: readonly ExhibitClass[];
  readonly decimals: Decimals;
  /** By model and class: the probabilities of its drawings over `classes`, packed by `packShares`. */
  readonly shares: Readonly<Partial<Record<ModelId, readonly string[]>>>;
}

/** One drawing: a class by its place in `classes`, and a row of it. */
export interface ExhibitRef {
  readonly classIndex: number;
  readonly index: number;
}

/** A cell of the confusion matrix, both by their place in `classes`. */
export interface Cell {
  readonly truth: number;
  readonly called: number;
}

/**
 * @param most drawings of a class, the first; all unless given
 * @throws Error when the results lack the exhibits of a class, or their two classes have no positive one
 */
export function exhibitSet(result: ExperimentResult, most = Number.POSITIVE_INFINITY): ExhibitSet {
  const names = result.dataset.classes.map((c) => c.name);
  const positive = result.models[0]?.roc[0]?.positiveClass;
  if (names.length === 2 && (positive === undefined || !names.includes(positive)))
    throw new Error(
      `${result.experiment}: expected one of ${names.join(' and ')} as the positive class, got ${positive ?? 'none'}`,
    );
  const ordered =
    names.length === 2 ? [positive as string, ...names.filter((name) => name !== positive)] : names;
  const classes = ordered.map((name): ExhibitClass => {
    const found = result.exhibits.find((e) => e.class === name);
    if (found === undefined)
      throw new Error(`${result.experiment}: no exhibits of the class "${name}"; run the pipeline again`);
    // The sprite keeps its size, so those that are left out are as good as blocked.
    const beyond = Array.from({ length: Math.max(0, found.count - most) }, (_, i) => most + i);
    return { name, file: found.file, count: found.count, blocked: [...found.blocked, ...beyond] };
  });
  const columns = ordered.map((name) => names.indexOf(name));
  const decimals = names.length === 2 ? 5 : 3;
  const shares = Object.fromEntries(
    result.models.map((m) => [
      m.model,
      ordered.map((name) => {
        const rows = (m.exhibits[name] ?? []).slice(0, most);
        return packShares(
          rows.map((row) => columns.map((column) => row[column] as number)),
          decimals,
        );
      }),
    ]),
  );
  return { classes, decimals, shares };
}

/** The models that judge the exhibits, in the order of the site. */
export function modelsOf(set: ExhibitSet): ModelId[] {
  return MODEL_IDS.filter((id) => set.shares[id]);
}

/** The rows of a class that may be shown, in order. */
export function visibleRows(exhibits: ExhibitClass): number[] {
  const blocked = new Set(exhibits.blocked);
  return Array.from({ length: exhibits.count }, (_, i) => i).filter((i) => !blocked.has(i));
}

/** Every drawing that may be shown, class by class. */
export function visibleExhibits(set: ExhibitSet): ExhibitRef[] {
  return set.classes.flatMap((exhibits, classIndex) =>
    visibleRows(exhibits).map((index) => ({ classIndex, index })),
  );
}

/** Probabilities that `model` gives to a drawing, [k]; NaN where the results have none. */
export function sharesOf(set: ExhibitSet, model: ModelId, exhibit: ExhibitRef): number[] {
  const packed = set.shares[model]?.[exhibit.classIndex] ?? '';
  return unpackShares(packed, set.decimals, set.classes.length, exhibit.index);
}

/** Probability of the positive class, for two classes. */
export function scoreOf(set: ExhibitSet, model: ModelId, exhibit: ExhibitRef): number {
  return sharesOf(set, model, exhibit)[0] ?? Number.NaN;
}

/** Place of the class that `model` thinks most probable. */
export function topClass(set: ExhibitSet, model: ModelId, exhibit: ExhibitRef): number {
  return greatest(sharesOf(set, model, exhibit));
}

/** Place of the class that `model` calls a drawing of one of two classes at `threshold`. */
export function calledClass(set: ExhibitSet, model: ModelId, exhibit: ExhibitRef, threshold: number): 0 | 1 {
  return scoreOf(set, model, exhibit) >= threshold ? 0 : 1;
}

/**
 * The drawings in a cell of the confusion matrix, most confident first.
 * @param threshold for two classes; left out, the most probable class counts
 * @returns with the number of drawings of the true class that are shown at all
 */
export function exhibitsInCell(
  set: ExhibitSet,
  model: ModelId,
  cell: Cell,
  threshold?: number,
): { exhibits: ExhibitRef[]; of: number } {
  const truth = set.classes[cell.truth];
  const rows = truth ? visibleRows(truth) : [];
  const called = (exhibit: ExhibitRef) =>
    threshold === undefined ? topClass(set, model, exhibit) : calledClass(set, model, exhibit, threshold);
  const exhibits = rows
    .map((index): ExhibitRef => ({ classIndex: cell.truth, index }))
    .filter((exhibit) => called(exhibit) === cell.called);
  return {
    exhibits: mostFirst(exhibits, (e) => sharesOf(set, model, e)[cell.called] as number),
    of: rows.length,
  };
}

export interface MistakeFilter {
  /** Only drawings of this class. */
  readonly truth?: number | undefined;
  /** Only drawings that are called this. */
  readonly called?: number | undefined;
  readonly by?: MistakenBy;
}
/** Drawings that the model gets wrong, whoever else does; those that every model does; those that no other does. */
export type MistakenBy = 'any' | 'all' | 'alone';

/** The drawings whose most probable class is not the true one, the most confident mistake first. */
export function mistakes(set: ExhibitSet, model: ModelId, filter: MistakeFilter = {}): ExhibitRef[] {
  const { truth, called, by = 'any' } = filter;
  const wrong = (exhibit: ExhibitRef, by: ModelId) => topClass(set, by, exhibit) !== exhibit.classIndex;
  const found = visibleExhibits(set).filter(
    (exhibit) =>
      (truth === undefined || exhibit.classIndex === truth) &&
      (called === undefined || topClass(set, model, exhibit) === called) &&
      wrong(exhibit, model) &&
      (by !== 'all' || modelsOf(set).every((id) => wrong(exhibit, id))) &&
      (by !== 'alone' || modelsOf(set).every((id) => id === model || !wrong(exhibit, id))),
  );
  return mostFirst(found, (exhibit) => Math.max(...sharesOf(set, model, exhibit)));
}

/** The drawings whose greatest probability is least, the least first: those that a model knows least about. */
export function leastCertain(set: ExhibitSet, model: ModelId, count: number): ExhibitRef[] {
  return mostFirst(visibleExhibits(set), (e) => -Math.max(...sharesOf(set, model, e))).slice(0, count);
}

/** By falling measure; equals stay in the order of class and row. Measures once a drawing. */
function mostFirst(exhibits: readonly ExhibitRef[], measure: (exhibit: ExhibitRef) => number): ExhibitRef[] {
  return exhibits
    .map((exhibit) => ({ exhibit, value: measure(exhibit) }))
    .sort(
      (a, b) =>
        b.value - a.value || a.exhibit.classIndex - b.exhibit.classIndex || a.exhibit.index - b.exhibit.index,
    )
    .map(({ exhibit }) => exhibit);
}

/** What `DrawingDialog` shows of a drawing, null for none. */
export function drawingOf(
  set: ExhibitSet,
  exhibit: ExhibitRef | null,
): { name: string; file: string; count: number; index: number } | null {
  const drawn = exhibit ? set.classes[exhibit.classIndex] : undefined;
  return exhibit && drawn
    ? { name: drawn.name, file: drawn.file, count: drawn.count, index: exhibit.index }
    : null;
}
