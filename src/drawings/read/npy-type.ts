/**
 * Types of elements by the names that NumPy gives them (https://numpy.org/doc/stable/reference/arrays.dtypes.html), as far
 * as they are whole numbers or floats of 1 to 8 bytes.
 */
import { DatasetError } from '../dataset-error.ts';
import { printable } from './printable.ts';

export interface NpyType {
  readonly kind: 'unsigned' | 'signed' | 'float';
  readonly bytes: 1 | 2 | 4 | 8;
  /** Of the bytes of one element; means nothing where there is but one. */
  readonly isLittleEndian: boolean;
}

/** Letters for types whose size is the same on every machine, and whole names, as `numpy.dtype` takes them. */
const ALIASES: Readonly<Record<string, string>> = {
  b: 'i1',
  B: 'u1',
  h: 'i2',
  H: 'u2',
  i: 'i4',
  I: 'u4',
  q: 'i8',
  Q: 'u8',
  e: 'f2',
  f: 'f4',
  d: 'f8',
  int8: 'i1',
  uint8: 'u1',
  int16: 'i2',
  uint16: 'u2',
  int32: 'i4',
  uint32: 'u4',
  int64: 'i8',
  uint64: 'u8',
  float16: 'f2',
  float32: 'f4',
  float64: 'f8',
};
const KINDS = { u: 'unsigned', i: 'signed', f: 'float' } as const;

/** @returns undefined for every other type. */
export function npyType(descr: string): NpyType | undefined {
  const [, order = '', given = ''] = /^([<>=|]?)(.*)$/s.exec(descr) ?? [];
  const found = /^(?:([ui])([1248])|(f)([248]))$/.exec(
    Object.hasOwn(ALIASES, given) ? (ALIASES[given] as string) : given,
  );
  if (!found) return undefined;
  const kind = KINDS[(found[1] ?? found[3]) as keyof typeof KINDS];
  // "=" and "|" leave the order to the machine that reads; all that are left have the little end first.
  return { kind, bytes: Number(found[2] ?? found[4]) as NpyType['bytes'], isLittleEndian: order !== '>' };
}

/** For people: what a type is called that cannot be the grey of a pixel. */
function otherTypeName(descr: string): string {
  if (/^[[(]/.test(descr)) return 'records of several fields';
  const letter = /^[<>=|]?(.*)$/s.exec(descr)?.[1] ?? '';
  if (/^(O|object)/.test(letter)) return 'Python objects';
  if (/^(b1|\?|bool)/.test(letter)) return 'booleans';
  if (/^(c\d|complex|F$|D$|G$)/.test(letter)) return 'complex numbers';
  if (/^([SUa]\d*|str|bytes)/.test(letter)) return 'texts';
  if (/^([Mm]8|datetime|timedelta)/.test(letter)) return 'dates or times';
  if (/^V/.test(letter)) return 'bytes without a type';
  if (/^(f1[26]|g$|longdouble)/.test(letter)) return 'floats of more than 8 bytes';
  return 'an unknown type';
}

/** @throws DatasetError that names the type, and says how to save the array as bytes. */
export function refuseType(descr: string, name: string): never {
  const what = otherTypeName(descr);
  const advice =
    what === 'booleans'
      ? 'they tell ink from paper, not how dark a pixel is. Save 255 * array.astype("uint8")'
      : what === 'Python objects'
        ? 'to read them a program would have to be run. Save numpy.stack(list(array)).astype("uint8")'
        : 'Save the grey of each pixel with array.astype("uint8")';
  throw new DatasetError(
    `${name}: dtype ${printable(descr)} (${what}), expected '|u1' (uint8), or other numbers from 0 to 255: ${advice}.`,
  );
}
