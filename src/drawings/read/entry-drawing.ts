/** A drawing from the fields of an entry in Quick, Draw!'s text files, whatever file they stand in. */
import { DatasetError } from '../dataset-error.ts';
import { emptyStrokes, toOneForm } from './one-form.ts';
import type { EntryDrawing } from './passed-over.ts';
import { nameOf, strokesOfJson } from './strokes-of-json.ts';

/** As they stand in the file. */
export interface EntryFields {
  readonly word?: unknown;
  readonly keyId?: unknown;
  readonly drawing?: unknown;
}

/**
 * @param where for messages, e.g. "cat.ndjson, line 3".
 * @returns its number only where that is of at most 20 digits.
 * @throws DatasetError for a word that is no text, and for a drawing that is not of strokes.
 */
export function entryDrawing({ word, keyId, drawing }: EntryFields, where: string): EntryDrawing {
  if (word !== undefined && (typeof word !== 'string' || word === ''))
    throw new DatasetError(`${where}: word: got ${nameOf(word)}, expected a text, or no such field`);
  const strokes = strokesOfJson(drawing, where);
  const isKey = typeof keyId === 'string' && /^\d{1,20}$/.test(keyId);
  return {
    strokes: toOneForm(strokes, where),
    ...(word !== undefined && { word }),
    ...(isKey && { keyId }),
    emptyStrokes: emptyStrokes(strokes),
  };
}
