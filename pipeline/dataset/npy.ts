/**
 * NumPy's .npy files, versions 1 to 3, as far as Quick, Draw! bitmaps need them: uint8, C order, N x 784.
 * Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { PIXELS } from '../../src/learning/classifier.ts';
import { DatasetError } from './source.ts';

/** Enough first bytes to hold any header that is accepted; NumPy itself stops at 10,000 too. */
export const NPY_HEADER_LIMIT = 10_012;

/** More drawings than any class has by far (the largest official file has 340,029 rows); a header that claims more is damaged. */
const MAX_ROWS = 100_000_000;

export interface NpyHeader {
  /** Drawings in the file. */
  readonly rows: number;
  /** Where the first row begins, in bytes. */
  readonly dataOffset: number;
  /** What the file must measure, in bytes. */
  readonly fileBytes: number;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY

/**
 * Reads the header from the first bytes of a file: all of it, or at least NPY_HEADER_LIMIT of them.
 * @param name of the file or its URL, for messages.
 * @param fileBytes size of the whole file if it is known; it is then checked against the header.
 * @throws DatasetError when the file is something else, or another type or shape, or too short or long.
 */
export function parseNpyHeader(start: Uint8Array, name: string, fileBytes?: number): NpyHeader {
  if (MAGIC.some((byte, i) => start[i] !== byte)) throw notNpy(start, name);
  const major = start[6] as number;
  if (start.length < 12) throw tooShort(name, start.length, 'a .npy header');
  if (major < 1 || major > 3)
    throw new DatasetError(
      `${name}: .npy version ${major}.${start[7]}, expected 1, 2 or 3. Save it again with numpy.save.`,
    );
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const [prefix, length] = major === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const dataOffset = prefix + length;
  if (dataOffset > NPY_HEADER_LIMIT)
    throw new DatasetError(
      `${name}: its .npy header claims ${length} bytes, expected at most ${NPY_HEADER_LIMIT - 12}. The file is damaged: fetch it again.`,
    );
  if (dataOffset > start.length) throw tooShort(name, start.length, `a .npy header of ${dataOffset} bytes`);

  const text = new TextDecoder(major === 3 ? 'utf-8' : 'latin1').decode(start.subarray(prefix, dataOffset));
  const { descr, order, shape } = parseFields(text, name);
  if (descr !== '|u1')
    throw new DatasetError(`${name}: dtype ${descr}, expected '|u1' (uint8). ${EXPECTED_FILE}`);
  if (order !== 'False') throw new DatasetError(`${name}: Fortran order, expected C order. ${EXPECTED_FILE}`);
  const [rows, columns] = shape;
  if (shape.length !== 2 || columns !== PIXELS || rows === undefined)
    throw new DatasetError(`${name}: shape (${shape.join(', ')}), expected (N, ${PIXELS}). ${EXPECTED_FILE}`);

  const expectedBytes = dataOffset + rows * PIXELS;
  if (!(rows <= MAX_ROWS))
    throw new DatasetError(
      `${name}: its header claims ${rows} rows, expected at most ${MAX_ROWS}. The file is damaged: fetch it again.`,
    );
  if (fileBytes !== undefined && fileBytes !== expectedBytes)
    throw new DatasetError(
      `${name}: ${fileBytes < expectedBytes ? 'too short' : 'too long'}: ${fileBytes} bytes, expected ${expectedBytes} for the ${rows} rows of its header. Fetch it again.`,
    );
  return { rows, dataOffset, fileBytes: expectedBytes };
}

/**
 * Rows `first` to `first + count` of a whole file; a view, not a copy. [count, 784]
 * @throws DatasetError as `parseNpyHeader`, and when there are fewer rows.
 */
export function npyRows(file: Uint8Array, name: string, first: number, count: number): Uint8Array {
  const { rows, dataOffset } = parseNpyHeader(file, name, file.length);
  const [from, to] = rowBytes(dataOffset, first, count);
  if (first + count > rows)
    throw new DatasetError(`${name}: ${rows} rows, expected at least ${first + count}. Ask for fewer.`);
  return file.subarray(from, to);
}

/** Where rows `first` to `first + count` stand in a file: first byte and the one after the last. */
export function rowBytes(dataOffset: number, first: number, count: number): [from: number, to: number] {
  const from = dataOffset + first * PIXELS;
  return [from, from + count * PIXELS];
}

const EXPECTED_FILE =
  'It must be a numpy_bitmap file of the Quick, Draw! dataset, or one saved like it (uint8, N x 784, C order).';

// The header is the literal of a Python dictionary; only the values that NumPy writes are read, nothing is evaluated.
const FIELD =
  /\s*(['"])(descr|fortran_order|shape)\1\s*:\s*('[^'\\]*'|"[^"\\]*"|True|False|\([^()[\]]*\)|\[[^\]]*\])\s*(,|(?=\}))/y;

function parseFields(text: string, name: string): { descr: string; order: string; shape: number[] } {
  const damaged = new DatasetError(
    `${name}: its .npy header is not one that NumPy writes: ${JSON.stringify(text.trim().slice(0, 120))}, expected a dictionary with descr, fortran_order and shape. Fetch the file again.`,
  );
  if (!text.startsWith('{')) throw damaged;
  const fields = new Map<string, string>();
  FIELD.lastIndex = 1;
  let end = 1;
  for (let match = FIELD.exec(text); match !== null; match = FIELD.exec(text)) {
    fields.set(match[2] as string, match[3] as string);
    end = FIELD.lastIndex;
    if (fields.size > 3) break;
  }
  // Python 2 wrote long integers as 784L.
  const shape = /^\((\d+L?(?:,\d+L?)*)?,?\)$/.exec((fields.get('shape') ?? '').replace(/\s/g, ''));
  const descr = fields.get('descr');
  const order = fields.get('fortran_order');
  if (!shape || descr === undefined || (order !== 'True' && order !== 'False')) throw damaged;
  if (!/^\s*\}\s*$/.test(text.slice(end))) throw damaged;
  return {
    descr: /^['"]/.test(descr) ? descr.slice(1, -1) : descr,
    order,
    shape: shape[1] === undefined ? [] : shape[1].split(',').map((size) => Number.parseInt(size, 10)),
  };
}

function notNpy(start: Uint8Array, name: string): DatasetError {
  if (start.length === 0) return tooShort(name, 0, 'a .npy header');
  const text = new TextDecoder('latin1').decode(start.subarray(0, 60));
  return /^\s*</.test(text)
    ? new DatasetError(
        `${name}: HTML or XML instead of data (it begins ${JSON.stringify(text)}), expected a .npy file. Something on the way answers in the server's place: look at the address in a browser.`,
      )
    : new DatasetError(
        `${name}: not a .npy file (it begins ${JSON.stringify(text.slice(0, 20))}), expected it to begin with \\x93NUMPY. Fetch it again.`,
      );
}

function tooShort(name: string, got: number, expected: string): DatasetError {
  return new DatasetError(`${name}: too short: ${got} bytes, expected ${expected}. Fetch it again.`);
}
