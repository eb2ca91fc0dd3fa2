/**
 * Vector drawings, one JSON object a line: simplified (`[[x...], [y...]]` a stroke, 0..255) and raw
 * (`[[x...], [y...], [t...]]`, any unit, times in milliseconds from the first point, which may run backwards).
 * Format: https://github.com/googlecreativelab/quickdraw-dataset#the-raw-moderated-dataset
 *
 * More than the official files have is read too: `key_id` as a number, no `word` or `key_id`, `drawing` as a text of JSON,
 * further fields, a byte order mark, CRLF. A line that is wrong is passed over: see `countPassedOver`.
 */
import { DatasetError } from '../dataset-error.ts';
import type { PassedOver, PlacedDrawing, StrokesOfFile } from './drawings-of-file.ts';
import { entryDrawing } from './entry-drawing.ts';
import { countPassedOver, type EntryDrawing } from './passed-over.ts';
import { nameOf } from './strokes-of-json.ts';

/** No official line comes near it; it bounds what a file without line ends can take. */
const MAX_LINE = 4 * 2 ** 20;
const CHUNK_BYTES = 2 ** 16;

/**
 * Reads drawings as their bytes come in.
 * @param name of the file, for messages, which also give the line.
 * @param onPassedOver told all that was passed over so far, each time that there is more.
 * @throws DatasetError when too much is wrong, and for a line longer than 4 MiB.
 */
export async function* readVectorDrawings(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  onPassedOver?: (passedOver: PassedOver) => void,
): AsyncGenerator<PlacedDrawing> {
  const reader = openReader(name, onPassedOver);
  for await (const chunk of bytes) yield* reader.push(chunk);
  yield* reader.end();
}

/** A whole file. @throws DatasetError as above, and where there is no drawing. */
export function readNdjson(bytes: Uint8Array, name: string): StrokesOfFile {
  const reader = openReader(name);
  const drawings: PlacedDrawing[] = [];
  const take = (read: Iterable<PlacedDrawing>) => drawings.push(...read);
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
    take(reader.push(bytes.subarray(at, at + CHUNK_BYTES)));
  take(reader.end());
  if (drawings.length === 0)
    throw new DatasetError(
      `${name}: no drawing in ${bytes.length} bytes, expected {"word", "key_id", "drawing": [[[x...], [y...]], ...]} a line`,
    );
  return { kind: 'strokes', drawings, passedOver: reader.passedOver() };
}

/**
 * Reads one line.
 * @param where for messages, e.g. "cat.ndjson, line 3".
 * @returns without strokes where none has a point.
 * @throws DatasetError for what is not JSON, lacks its drawing, or has no strokes there.
 */
export function parseVectorDrawing(text: string, where: string): EntryDrawing {
  const line = parseJson(text, where);
  if (typeof line !== 'object' || line === null || Array.isArray(line))
    throw new DatasetError(
      `${where}: got ${nameOf(line)}, expected an object with "drawing" as in the official .ndjson files`,
    );
  const { word, key_id: keyId, drawing } = line as { readonly [field: string]: unknown };
  return entryDrawing({ word, keyId: keyOf(keyId, text), drawing }, where);
}

/** A number as text, digit by digit, as it stands in the line: a double holds only 15 of them for sure. */
const keyOf = (keyId: unknown, text: string): unknown =>
  typeof keyId === 'number' ? /"key_id"\s*:\s*(\d{1,20})\b/.exec(text)?.[1] : keyId;

function openReader(name: string, onPassedOver?: (passedOver: PassedOver) => void) {
  const split = openSplitter(name);
  const count = countPassedOver(name, onPassedOver);
  function* read(lines: Iterable<readonly [text: string, number: number]>): Generator<PlacedDrawing> {
    for (const [text, number] of lines) {
      if (text.trim() === '') continue;
      const where = `${name}, line ${number}`;
      const drawing = count.take(where, () => parseVectorDrawing(text, where));
      if (drawing !== undefined) yield drawing;
    }
  }
  return {
    push: (chunk: Uint8Array) => read(split.push(chunk)),
    *end(): Generator<PlacedDrawing> {
      yield* read(split.end());
      count.end();
    },
    passedOver: count.soFar,
  };
}

/** Lines, each with its number from 1, from bytes that are cut anywhere. */
function openSplitter(name: string) {
  const decoder = new TextDecoder(); // takes a byte order mark away
  let rest = '';
  let number = 1;
  function assertLength(line: string): void {
    if (line.length > MAX_LINE)
      throw new DatasetError(
        `${name}, line ${number}: longer than ${MAX_LINE} characters: not a file with a drawing a line`,
      );
  }
  return {
    *push(chunk: Uint8Array): Generator<readonly [text: string, number: number]> {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = parts.pop() as string;
      for (const part of parts) {
        assertLength(part);
        yield [part, number++];
      }
      assertLength(rest);
    },
    *end(): Generator<readonly [text: string, number: number]> {
      yield [rest + decoder.decode(), number];
    },
  };
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const start = JSON.stringify(text.slice(0, 40));
    const what = /^\s*</.test(text) ? 'HTML or XML instead of data' : 'not JSON';
    throw new DatasetError(
      `${where}: ${what}: it begins ${start}, expected an object a line. If the file was cut short, fetch it again.`,
    );
  }
}
