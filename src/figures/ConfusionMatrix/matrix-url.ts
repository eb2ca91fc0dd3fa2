/** The matrix figure's state in the address: `?matrix-model=convnet&matrix-cell=dog-bee`; `matrix-cell=` is a closed one. */
import type { Cell } from '../../charts/exhibit-set.ts';
import type { ModelId } from '../../core/models.ts';

/** What the figure keeps in the address. */
export const MATRIX_KEYS = ['matrix-model', 'matrix-cell'] as const;

export interface MatrixState {
  readonly model: ModelId;
  /** Null when no cell is open. */
  readonly cell: Cell | null;
}

/** Reads the state from a query string; whatever is missing or makes no sense is taken from `fallback`. */
export function readMatrixState(
  search: string,
  fallback: MatrixState,
  models: readonly ModelId[],
  classes: readonly string[],
): MatrixState {
  const query = new URLSearchParams(search);
  const model = models.find((id) => id === query.get('matrix-model')) ?? fallback.model;
  // Class names may hold hyphens themselves ("t-shirt"), so the cells are compared whole.
  const cells = classes.flatMap((_, truth) => classes.map((_, called): Cell => ({ truth, called })));
  const name = query.get('matrix-cell');
  if (name === '') return { model, cell: null };
  return { model, cell: cells.find((c) => cellName(c, classes) === name) ?? fallback.cell };
}

/** The query string with `state` written into it: defaults are left out, other parameters stay as they are. */
export function writeMatrixState(
  search: string,
  state: MatrixState,
  defaults: MatrixState,
  classes: readonly string[],
): string {
  const query = new URLSearchParams(search);
  const set = (name: string, value: string, initial: string) =>
    value === initial ? query.delete(name) : query.set(name, value);
  set('matrix-model', state.model, defaults.model);
  set('matrix-cell', cellName(state.cell, classes), cellName(defaults.cell, classes));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

const cellName = (cell: Cell | null, classes: readonly string[]) =>
  cell ? `${classes[cell.truth]}-${classes[cell.called]}` : '';
