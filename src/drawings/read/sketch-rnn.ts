/**
 * sketch-rnn's files: a .npz with the arrays train, valid and test, each an array of Python objects, each of these an array
 * of int16 [points, 3]: how far the pen moves in x and y, and whether it is lifted after the point (1).
 * Format: https://github.com/magenta/magenta/tree/main/magenta/models/sketch_rnn#readme
 */
import type { MutableStroke } from '../../core/strokes.ts';
import { DatasetError } from '../dataset-error.ts';
import type { PlacedDrawing, StrokesOfFile } from './drawings-of-file.ts';
import { elementReader } from './npy-elements.ts';
import { readNpyFields } from './npy-fields.ts';
import { npyType } from './npy-type.ts';
import { toOneForm } from './one-form.ts';
import { countPassedOver } from './passed-over.ts';
import { readPickledArray } from './pickle.ts';
import { PickledArray, type PickleValue } from './pickled-array.ts';
import { printable } from './printable.ts';

/** In the order in which they are joined. */
export const SKETCH_RNN_PARTS = ['train', 'valid', 'test'] as const;

const COLUMNS = 3;

/** One of the arrays: its name, and its .npy file. */
export interface SketchRnnPart {
  readonly part: string;
  readonly npy: Uint8Array;
}

/**
 * @param parts in the order in which their drawings are joined.
 * @param name of the file, for messages.
 * @throws DatasetError where an array is not what sketch-rnn writes, more drawings are faulty than `countPassedOver` lets
 *   pass, or there is none.
 */
export function readSketchRnn(parts: readonly SketchRnnPart[], name: string): StrokesOfFile {
  const count = countPassedOver(name);
  const drawings: PlacedDrawing[] = [];
  for (const { part, npy } of parts)
    for (const [i, element] of drawingsOf(npy, `${name}, ${part}`).entries()) {
      const where = `${name}, drawing ${i} of ${part}`;
      const drawing = count.take(where, () => ({
        strokes: toOneForm(strokesOf(element, where), where),
        emptyStrokes: 0,
      }));
      if (drawing !== undefined) drawings.push(drawing);
    }
  count.end();
  if (drawings.length === 0)
    throw new DatasetError(
      `${name}: no drawing in ${parts.map(({ part }) => part).join(', ')}, expected some.`,
    );
  return { kind: 'strokes', drawings, passedOver: count.soFar() };
}

/** Elements of the object array in a .npy file. */
function drawingsOf(npy: Uint8Array, where: string): readonly PickleValue[] {
  const { descr, dataOffset, shape } = readNpyFields(npy, where);
  if (!/^\|?O$/.test(descr))
    throw new DatasetError(
      `${where}: dtype ${printable(descr)}, expected |O: an array of one array of offsets a drawing, as sketch-rnn's files have it.`,
    );
  const pickle = npy.subarray(dataOffset);
  const { data } = readPickledArray(pickle, where);
  if (data instanceof Uint8Array || shape.length !== 1 || data.length !== shape[0])
    throw new DatasetError(
      `${where}: ${data.length} elements in shape (${shape.slice(0, 8).join(', ')}), expected one element a drawing. Save the file anew.`,
    );
  assertUnshared(data, pickle.length, where);
  return data;
}

/** One array may stand for many drawings in a few bytes; as drawings they would take the memory that they do not have. */
function assertUnshared(data: readonly PickleValue[], bytes: number, where: string): void {
  let held = 0;
  for (const element of data)
    if (element instanceof PickledArray && element.data instanceof Uint8Array) held += element.data.length;
  if (held > bytes)
    throw new DatasetError(
      `${where}: drawings of ${held} bytes in a pickle of ${bytes}: the same one stands there again and again, expected each once.`,
    );
}

/** Offsets summed up, from (0, 0). A drawing ends where its last point is, whether or not the pen is lifted there. */
function strokesOf(element: PickleValue, where: string): MutableStroke[] {
  const { values, points } = offsetsOf(element, where);
  const strokes: MutableStroke[] = [];
  let stroke: MutableStroke | undefined;
  let [x, y] = [0, 0];
  for (let point = 0; point < points; point++) {
    const [dx, dy, lifted] = [0, 1, 2].map((column) => values(point, column)) as [number, number, number];
    if (lifted !== 0 && lifted !== 1)
      throw new DatasetError(
        `${where}: the pen of point ${point} is ${lifted}, expected 0 (down) or 1 (lifted after it). Save (dx, dy, lifted) a point.`,
      );
    x += dx;
    y += dy;
    if (stroke === undefined) {
      stroke = [[], []];
      strokes.push(stroke);
    }
    stroke[0].push(x);
    stroke[1].push(y);
    if (lifted === 1) stroke = undefined;
  }
  return strokes;
}

function offsetsOf(element: PickleValue, where: string) {
  if (!(element instanceof PickledArray) || !(element.data instanceof Uint8Array))
    throw new DatasetError(`${where}: not an array of numbers, expected offsets of int16, (points, 3).`);
  const { shape, type, isFortran, data } = element;
  const [points = 0, columns] = shape;
  const numbers = npyType(type.descr);
  if (shape.length !== 2 || columns !== COLUMNS)
    throw new DatasetError(
      `${where}: shape (${shape.slice(0, 8).join(', ')}), expected (points, 3): dx, dy, and whether the pen is lifted${columns === 5 ? '. Five columns are what a network is fed: save the three that the file had before' : ''}.`,
    );
  if (numbers === undefined)
    throw new DatasetError(
      `${where}: dtype ${printable(type.descr, 20)}, expected <i2 (int16) or other numbers.`,
    );
  if (data.length !== points * COLUMNS * numbers.bytes)
    throw new DatasetError(
      `${where}: ${data.length} bytes, expected ${points * COLUMNS * numbers.bytes} for its ${points} points. The file is damaged: fetch it again.`,
    );
  const read = elementReader(numbers);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const values = (point: number, column: number) =>
    read(view, (isFortran ? column * points + point : point * COLUMNS + column) * numbers.bytes);
  return { values, points };
}
