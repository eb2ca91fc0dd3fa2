/** The `drawing` of a line of Quick, Draw!'s text files: `[[[x...], [y...]], ...]`, with times as a third column when raw. */
import type { Stroke } from '../../core/strokes.ts';
import { DatasetError } from '../dataset-error.ts';

const EXPECTED = '[[[x...], [y...]], ...], raw with times as a third column';

/**
 * @param value what JSON made of it; or a text of JSON, as in Kaggle's tables.
 * @param where for messages, e.g. "cat.ndjson, line 3".
 * @returns its strokes, those without a point too, as lists of numbers that nobody has looked at yet (see `toOneForm`).
 * @throws DatasetError for anything else.
 */
export function strokesOfJson(value: unknown, where: string): Stroke[] {
  const drawing = typeof value === 'string' ? parse(value, where) : value;
  if (!Array.isArray(drawing))
    throw new DatasetError(`${where}: drawing: got ${nameOf(drawing)}, expected ${EXPECTED}`);
  return drawing.map((stroke: unknown, s) => strokeOf(stroke, s, where));
}

function strokeOf(stroke: unknown, s: number, where: string): Stroke {
  const what = `${where}: stroke ${s} of drawing`;
  if (!Array.isArray(stroke)) throw new DatasetError(`${what} is ${nameOf(stroke)}, expected ${EXPECTED}`);
  if (stroke.length === 0) return [[], []];
  if (stroke.length < 2 || stroke.length > 3)
    throw new DatasetError(
      `${what} has ${stroke.length} column${stroke.length === 1 ? '' : 's'}, expected ${EXPECTED}`,
    );
  const lengths = stroke.map((column: unknown) => {
    if (!Array.isArray(column))
      throw new DatasetError(`${what} has ${nameOf(column)} as a column, expected ${EXPECTED}`);
    return column.length;
  });
  if (lengths.some((length) => length !== lengths[0]))
    throw new DatasetError(`${what} has columns of ${lengths.join(', ')} numbers, expected as many of each`);
  return stroke as unknown as Stroke;
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DatasetError(
      `${where}: drawing: a text that begins ${JSON.stringify(text.slice(0, 40))} and is not JSON, expected ${EXPECTED}`,
    );
  }
}

/** "the number 3", "null", "a list", "nothing". */
export const nameOf = (value: unknown): string =>
  value === undefined
    ? 'nothing'
    : value === null
      ? 'null'
      : Array.isArray(value)
        ? 'a list'
        : typeof value === 'object'
          ? 'an object'
          : `the ${typeof value} ${JSON.stringify(String(value).slice(0, 40))}`;
