/**
 * Quick, Draw!'s binary files, one drawing after the other, little end first: key_id (8 bytes), country code (2 letters),
 * whether it was recognised (1 byte), time (4), number of strokes (2), and for each stroke the number of its points (2), all
 * x, all y (a byte each).
 * Format: https://github.com/googlecreativelab/quickdraw-dataset/blob/master/examples/binary_file_parser.py
 *
 * Nothing marks where a drawing begins. So the first thing that cannot be one ends the reading with an error, since what
 * follows would be read askew. Only the last drawing of a file may be cut short: it is passed over, and told.
 */
import type { Stroke } from '../../core/strokes.ts';
import { DatasetError } from '../dataset-error.ts';
import type { PlacedDrawing, StrokesOfFile } from './drawings-of-file.ts';
import { emptyStrokes, toOneForm } from './one-form.ts';
import { countPassedOver } from './passed-over.ts';

/** Of a drawing, before its strokes. */
const HEAD_BYTES = 17;
const COUNTRY_AT = 8;
const RECOGNIZED_AT = 10;
const STROKES_AT = 15;
/** The largest of 138,704 official drawings takes 1,463. What is cut short within more is no drawing that was cut. */
const MOST_CUT_BYTES = 8192;

/** A drawing as it stands, and where the next one begins. */
interface Entry {
  readonly keyId: string;
  readonly strokes: Stroke[];
  readonly next: number;
}

/** What cannot be a drawing: the byte, and what is wrong there. */
interface Misfit {
  readonly byte: number;
  readonly why: string;
}

/** The bytes end within the drawing. */
const CUT = 'cut';

/**
 * @param name of the file, for messages.
 * @throws DatasetError with the drawing's number and byte where the file is damaged, and where it has no drawing.
 */
export function readQuickdrawBin(bytes: Uint8Array, name: string): StrokesOfFile {
  const count = countPassedOver(name);
  const drawings: PlacedDrawing[] = [];
  let at = 0;
  for (let number = 1; at < bytes.length; number++) {
    const where = `${name}, drawing ${number} (from byte ${at})`;
    const entry = entryAt(bytes, at);
    if (entry === CUT && (bytes.length - at > MOST_CUT_BYTES || drawings.length === 0))
      throw new DatasetError(
        `${where}: more strokes or points than the ${bytes.length - at} bytes that are left can hold. ${DAMAGED}`,
      );
    if (entry === CUT) {
      count.take(where, () => {
        throw new DatasetError(
          `${where}: the file ends within it, at byte ${bytes.length}: it was cut short, and what came after is missing. Fetch it again.`,
        );
      });
      break;
    }
    if ('why' in entry) throw new DatasetError(`${where}: ${entry.why}, at byte ${entry.byte}. ${DAMAGED}`);
    at = entry.next;
    const drawing = count.take(where, () => ({
      strokes: toOneForm(entry.strokes, where),
      keyId: entry.keyId,
      emptyStrokes: emptyStrokes(entry.strokes),
    }));
    if (drawing !== undefined) drawings.push(drawing);
  }
  count.end();
  if (drawings.length === 0)
    throw new DatasetError(
      `${name}: no drawing in ${bytes.length} bytes, expected those of a Quick, Draw! .bin file.`,
    );
  return { kind: 'strokes', drawings, passedOver: count.soFar() };
}

const DAMAGED =
  'The file is damaged there, or no .bin file of Quick, Draw!: if you fetched it, fetch it again.';

/** Whether the bytes begin with what can be a drawing. */
export function beginsAsQuickdrawBin(bytes: Uint8Array): boolean {
  const first = bytes.length < HEAD_BYTES ? CUT : entryAt(bytes, 0);
  return first !== CUT && !('why' in first) && first.strokes.length > 0;
}

function entryAt(bytes: Uint8Array, start: number): Entry | Misfit | typeof CUT {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (start + HEAD_BYTES > bytes.length) return CUT;
  for (const byte of [start + COUNTRY_AT, start + COUNTRY_AT + 1])
    if (!isOfCountry(bytes[byte] as number))
      return { byte, why: `a country code with the byte ${bytes[byte]}, expected two letters` };
  const recognized = bytes[start + RECOGNIZED_AT] as number;
  if (recognized > 1)
    return { byte: start + RECOGNIZED_AT, why: `recognised is ${recognized}, expected 0 or 1` };
  const strokes: Stroke[] = [];
  let at = start + HEAD_BYTES;
  for (let left = view.getUint16(start + STROKES_AT, true); left > 0; left--) {
    if (at + 2 > bytes.length) return CUT;
    const points = view.getUint16(at, true);
    const [x, y, end] = [at + 2, at + 2 + points, at + 2 + 2 * points];
    if (end > bytes.length) return CUT;
    strokes.push([bytes.subarray(x, y), bytes.subarray(y, end)]);
    at = end;
  }
  return { keyId: String(view.getBigUint64(start, true)), strokes, next: at };
}

/** Letters alone: a stretch of zeros, as a broken download leaves it, would pass for empty drawings. */
const isOfCountry = (byte: number): boolean =>
  (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
