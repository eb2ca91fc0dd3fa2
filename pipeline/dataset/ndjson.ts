/**
 * Official vector drawings, one JSON object a line: simplified (`[[x...], [y...]]` a stroke, 0..255) and
 * raw (`[[x...], [y...], [t...]]`, any unit, times in milliseconds from the first point).
 * Format: https://github.com/googlecreativelab/quickdraw-dataset#the-raw-moderated-dataset
 */
import { z } from 'zod';
import { DatasetError, type VectorDrawing } from './source.ts';

/** No official line comes near it; it bounds what a file without line ends can take. */
const MAX_LINE_BYTES = 4 * 2 ** 20;

/** No screen is as large; beyond it, differences of coordinates would soon be no numbers. */
const MAX_COORDINATE = 1e6;

const column = z.array(z.number().min(-MAX_COORDINATE).max(MAX_COORDINATE)).min(1);
const times = z.array(z.number()).min(1);
const stroke = z.union([z.tuple([column, column]), z.tuple([column, column, times])]);
const line = z.object({
  word: z.string().min(1),
  key_id: z.string().regex(/^\d{1,20}$/),
  drawing: z.array(stroke).min(1),
});

/**
 * Reads one line.
 * @param where for messages, e.g. "cat.ndjson, line 3".
 * @throws DatasetError for what is not JSON, lacks a field, or has columns of different lengths.
 */
export function parseVectorDrawing(text: string, where: string): VectorDrawing {
  const parsed = line.safeParse(parseJson(text, where));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new DatasetError(
      `${where}: ${issue?.path.join('.') || 'line'}: ${issue?.message}. Expected {"word", "key_id", "drawing": [[[x...], [y...]], ...]} as in the official .ndjson files.`,
    );
  }
  const { word, key_id: keyId, drawing } = parsed.data;
  for (const [i, columns] of drawing.entries())
    if (columns.some((values) => values.length !== columns[0].length))
      throw new DatasetError(
        `${where}: stroke ${i} has columns of ${columns.map((values) => values.length).join(', ')} numbers, expected as many of each`,
      );
  return { word, keyId, strokes: drawing };
}

/**
 * Reads drawings as their bytes come in; blank lines are passed over.
 * @param name of the file, for messages, which also give the line.
 * @throws DatasetError at the first line that is wrong.
 */
export async function* readVectorDrawings(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<VectorDrawing> {
  let number = 0;
  for await (const text of lines(bytes, name)) {
    number++;
    if (text.trim() !== '') yield parseVectorDrawing(text, `${name}, line ${number}`);
  }
}

async function* lines(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let number = 1;
  for await (const chunk of bytes) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    for (const part of parts) {
      if (part.length > MAX_LINE_BYTES)
        throw new DatasetError(
          `${name}, line ${number}: longer than ${MAX_LINE_BYTES} characters: not an official .ndjson file`,
        );
      number++;
    }
    number--; // the last part is not a whole line yet
    rest = parts.pop() as string;
    yield* parts;
  }
  yield rest + decoder.decode();
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
