/**
 * What the header of a .npy file says, versions 1 to 3: of any array, whatever its type and shape.
 * Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { DatasetError } from '../dataset-error.ts';
import { foreignBytes } from './foreign-bytes.ts';
import { latin1 } from './latin1.ts';

/** Enough first bytes to hold any header that is accepted; NumPy itself stops at 10,000 too. */
export const NPY_HEADER_LIMIT = 10_012;

export interface NpyFields {
  /** NumPy's name for the type of an element, or the list of fields of a record. */
  readonly descr: string;
  /** Whether the first index runs fastest. */
  readonly isFortran: boolean;
  readonly shape: readonly number[];
  /** Where the elements begin, in bytes. */
  readonly dataOffset: number;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY

export const isNpy = (start: Uint8Array): boolean => MAGIC.every((byte, i) => start[i] === byte);

/**
 * @param start all of a file, or at least NPY_HEADER_LIMIT of its first bytes.
 * @param name of the file or its URL, for messages.
 * @throws DatasetError when the file is something else, or too short, or its header is none that NumPy writes.
 */
export function readNpyFields(start: Uint8Array, name: string): NpyFields {
  if (!isNpy(start)) throw notNpy(start, name);
  if (start.length < 12) throw tooShort(name, start.length, 'a .npy header');
  const major = start[6] as number;
  if (major < 1 || major > 3)
    throw new DatasetError(
      `${name}: .npy version ${major}.${start[7]}, expected 1, 2 or 3. Save it again with numpy.save.`,
    );
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const [prefix, length] = major === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const dataOffset = prefix + length;
  if (dataOffset > NPY_HEADER_LIMIT)
    throw new DatasetError(
      `${name}: its .npy header claims ${length} bytes, expected at most ${NPY_HEADER_LIMIT - 12}. The file is damaged: fetch it again, or save it again with numpy.save.`,
    );
  if (dataOffset > start.length) throw tooShort(name, start.length, `a .npy header of ${dataOffset} bytes`);
  const header = start.subarray(prefix, dataOffset);
  const text = major === 3 ? new TextDecoder().decode(header) : latin1(header);
  return { ...parseDictionary(text, name), dataOffset };
}

// The header is the literal of a Python dictionary; only the values that NumPy writes are read, nothing is evaluated.
const FIELD =
  /\s*(['"])(descr|fortran_order|shape)\1\s*:\s*('[^'\\]*'|"[^"\\]*"|True|False|\([^()[\]]*\)|\[[^\]]*\])\s*(,|(?=\}))/y;

function parseDictionary(text: string, name: string): Omit<NpyFields, 'dataOffset'> {
  const damaged = new DatasetError(
    `${name}: its .npy header is not one that NumPy writes: ${JSON.stringify(text.trim().slice(0, 120))}, expected a dictionary with descr, fortran_order and shape. Save it again with numpy.save; if it was fetched, fetch it again.`,
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
    isFortran: order === 'True',
    shape: shape[1] === undefined ? [] : shape[1].split(',').map((size) => Number.parseInt(size, 10)),
  };
}

function notNpy(start: Uint8Array, name: string): DatasetError {
  if (start.length === 0) return tooShort(name, 0, 'a .npy header');
  const what = foreignBytes(start);
  const text = latin1(start.subarray(0, 20));
  return new DatasetError(
    what !== undefined
      ? `${name}: ${what.is}, expected a .npy file. ${what.advice}`
      : `${name}: not a .npy file (it begins ${JSON.stringify(text)}), expected it to begin with \\x93NUMPY. Save it with numpy.save.`,
  );
}

function tooShort(name: string, got: number, expected: string): DatasetError {
  return new DatasetError(`${name}: too short: ${got} bytes, expected ${expected}. Fetch it again.`);
}
