/**
 * What NumPy's arrays are in a pickle: the few functions that make them, by name, and the states that fill them. These
 * functions are not called but imitated; every other name is refused.
 * https://github.com/numpy/numpy/blob/main/numpy/_core/src/multiarray/methods.c (array_reduce, array_setstate) and
 * descriptor.c (arraydescr_reduce, arraydescr_setstate).
 */
import { latin1 } from './latin1.ts';

export type PickleValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | Name
  | PickledType
  | PickledArray
  | PickleValue[];

/** A function or class, as "module.name". */
export class Name {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
}

/** A dtype. */
export class PickledType {
  /** Kind and size, such as i2. */
  readonly code: string;
  order = '|';
  constructor(code: string) {
    this.code = code;
  }
  get descr(): string {
    return this.order + this.code;
  }
}

export class PickledArray {
  shape: readonly number[] = [];
  /** NumPy's name for the type of an element; 'O' is a Python object. */
  type = new PickledType('O');
  isFortran = false;
  /** Elements one after the other; values where they are Python objects. */
  data: Uint8Array | readonly PickleValue[] = [];
}

/** What in a pickle is not what NumPy writes; the message goes on after "at byte n". */
export class PickleProblem extends Error {
  override name = 'PickleProblem';
}

const refuse = (why: string): never => {
  throw new PickleProblem(why);
};

/** NumPy's own bound is 64, and was 32. */
const MOST_DIMENSIONS = 64;

const CORE = /^numpy\.(core|_core)\./; // NumPy 2 writes the second
const RECONSTRUCT = 'multiarray._reconstruct';
const FROM_BUFFER = 'numeric._frombuffer';

/** @throws PickleProblem for any name that NumPy's arrays do not need. */
export function nameOf(module: string, name: string): Name {
  const path = `${module}.${name}`;
  const isKnown =
    (CORE.test(path) && [RECONSTRUCT, FROM_BUFFER].includes(path.replace(CORE, ''))) ||
    ['numpy.ndarray', 'numpy.dtype', '_codecs.encode', '__builtin__.bytes', 'builtins.bytes'].includes(path);
  if (!isKnown)
    refuse(
      `it names ${JSON.stringify(path.slice(0, 80))}, which an array of numbers does not need: it may be a program, and is not run`,
    );
  return new Name(path);
}

/**
 * What a function gives.
 * @param takeBytes called with the number of bytes before they are copied; it refuses more than the pickle can hold.
 */
export function callName(
  callee: PickleValue,
  given: PickleValue,
  takeBytes: (bytes: number) => void,
): PickleValue {
  if (!(callee instanceof Name) || !Array.isArray(given)) return refuse('it calls what is no function');
  const args: readonly PickleValue[] = given;
  switch (callee.path.replace(CORE, '')) {
    case RECONSTRUCT:
      return new PickledArray();
    case FROM_BUFFER: {
      const array = new PickledArray();
      fillArray(array, [1, args[2] ?? null, args[1] ?? null, textOf(args[3]) === 'F', args[0] ?? null]);
      return array;
    }
    case 'numpy.dtype':
      return new PickledType(textOf(args[0]) ?? refuse('a dtype without a name'));
    case '_codecs.encode': {
      const [text, encoding] = [args[0], textOf(args[1])];
      if (typeof text !== 'string' || !/^latin-?1$/.test(encoding ?? ''))
        return refuse('it encodes what is no text in Latin-1');
      takeBytes(text.length);
      return bytesOf(text);
    }
    case '__builtin__.bytes':
    case 'builtins.bytes':
      return args.length === 0 ? new Uint8Array(0) : refuse('bytes made of something');
    default:
      return refuse(`it calls ${callee.path}`);
  }
}

/** Fills an array or a dtype. */
export function fill(target: PickleValue, state: PickleValue): void {
  if (target instanceof PickledArray) fillArray(target, state);
  else if (target instanceof PickledType) fillType(target, state);
  else refuse('it fills what is neither an array nor a dtype');
}

function fillArray(array: PickledArray, state: PickleValue): void {
  const [, shape, type, isFortran, data] = Array.isArray(state) ? state : [];
  if (!Array.isArray(state) || state.length !== 5 || !(type instanceof PickledType))
    return refuse('the state of an array is not what NumPy writes');
  const isShape = (value: PickleValue | undefined): value is number[] =>
    Array.isArray(value) &&
    value.length <= MOST_DIMENSIONS &&
    value.every((size) => Number.isSafeInteger(size) && (size as number) >= 0);
  if (!isShape(shape)) return refuse('an array without a shape');
  if (!Array.isArray(data) && !(data instanceof Uint8Array)) return refuse('an array without its elements');
  array.shape = shape;
  array.type = type;
  array.isFortran = isFortran === true || isFortran === 1;
  array.data = data;
}

function fillType(type: PickledType, state: PickleValue): void {
  const [, order, subarray, names] = Array.isArray(state) ? state : [];
  if (subarray !== null || names !== null) return refuse('a dtype with fields or of arrays');
  const sign = textOf(order) ?? '';
  if (!/^[<>=|]$/.test(sign)) return refuse('a dtype without a byte order');
  type.order = sign;
}

/** Texts of Python 2 are bytes. */
function textOf(value: PickleValue | undefined): string | undefined {
  if (value instanceof Uint8Array) return latin1(value.subarray(0, 100));
  return typeof value === 'string' ? value : undefined;
}

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 255) refuse('a text that is no Latin-1');
    bytes[i] = code;
  }
  return bytes;
}
