/** The threshold figure's state in the address: `?model=convnet&threshold=0.5&cell=cat-sheep`. */
import type { Cell } from '../../charts/exhibit-set.ts';
import type { ModelId } from '../../core/models.ts';

/** What the figure keeps in the address. */
export const EXPLORER_KEYS = ['model', 'threshold', 'cell'] as const;

export interface ExplorerState {
  readonly model: ModelId;
  /** In [0, 1], at most five decimals. */
  readonly threshold: number;
  /** Class indices, 0 the positive class; null when no cell is open. */
  readonly cell: Cell | null;
}

const CELLS: readonly Cell[] = [0, 1].flatMap((truth) => [0, 1].map((called) => ({ truth, called })));

/** Reads the state from a query string; whatever is missing or makes no sense is taken from `fallback`. */
export function readExplorerState(
  search: string,
  fallback: ExplorerState,
  models: readonly ModelId[],
  classes: readonly [string, string],
): ExplorerState {
  const query = new URLSearchParams(search);
  const model = models.find((id) => id === query.get('model')) ?? fallback.model;
  const text = query.get('threshold') ?? '';
  const number = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  const threshold = number >= 0 && number <= 1 ? Number(number.toFixed(5)) : fallback.threshold;
  // Class names may hold hyphens themselves ("t-shirt"), so the four cells are compared whole.
  const cell = CELLS.find((c) => cellName(c, classes) === query.get('cell')) ?? fallback.cell;
  return { model, threshold, cell };
}

/** The query string with `state` written into it: defaults are left out, other parameters stay as they are. */
export function writeExplorerState(
  search: string,
  state: ExplorerState,
  defaults: ExplorerState,
  classes: readonly [string, string],
): string {
  const query = new URLSearchParams(search);
  const set = (name: string, value: string, initial: string) =>
    value === initial ? query.delete(name) : query.set(name, value);
  set('model', state.model, defaults.model);
  set('threshold', String(state.threshold), String(defaults.threshold));
  set('cell', state.cell ? cellName(state.cell, classes) : '', '');
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

const cellName = (cell: Cell, classes: readonly [string, string]) =>
  `${classes[cell.truth]}-${classes[cell.called]}`;
