/**
 * Reads the pickle of one NumPy array, of protocols 0 to 5, without running anything: a machine of only those operations
 * that NumPy's arrays are written with (https://github.com/python/cpython/blob/main/Lib/pickletools.py). No operation makes
 * more than one small value, and what is copied out of texts is never more than the pickle is long; so its length bounds
 * the memory that it takes.
 */
import { DatasetError } from '../dataset-error.ts';
import { latin1 } from './latin1.ts';
import { otherOperation } from './pickle-operations.ts';
import { callName, fill, nameOf, PickledArray, PickleProblem, type PickleValue } from './pickled-array.ts';
import { pythonString, rawUnicode } from './python-literals.ts';

const MARK = Symbol('mark');
type Item = PickleValue | typeof MARK;

/**
 * @param name of the file and what in it is read, for messages.
 * @throws DatasetError with the byte for every operation and name that such arrays do not need, and for damage.
 */
export function readPickledArray(bytes: Uint8Array, name: string): PickledArray {
  const machine = new Machine(bytes);
  try {
    return machine.run();
  } catch (error) {
    if (!(error instanceof PickleProblem)) throw error;
    throw new DatasetError(
      `${name}: at byte ${machine.operationAt} of its pickle ${error.message}. Expected arrays of numbers, as numpy.savez writes them: fetch the file again, or save its arrays anew.`,
      { cause: error },
    );
  }
}

const refuse = (why: string): never => {
  throw new PickleProblem(why);
};

class Machine {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;
  /** Where the operation that is being done begins. */
  operationAt = 0;
  readonly #stack: Item[] = [];
  readonly #memo = new Map<number, PickleValue>();
  /** Bytes that may still be copied out of texts: they are as long there. */
  #copyable: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#copyable = bytes.length;
  }

  run(): PickledArray {
    for (;;) {
      this.operationAt = this.#at;
      const operation = this.#number(1);
      if (operation === 0x2e) break; // STOP
      this.#do(operation);
    }
    const result = this.#pop();
    if (!(result instanceof PickledArray)) return refuse('it ends without an array');
    if (this.#at !== this.#bytes.length) return refuse('it ends before its last byte');
    return result;
  }

  #do(operation: number): void {
    switch (operation) {
      case 0x80: // PROTO
        if (this.#number(1) > 5) refuse('its protocol is none of 0 to 5');
        return;
      case 0x95: // FRAME
        this.#take(8);
        return;
      case 0x28: // MARK
        this.#stack.push(MARK);
        return;
      case 0x30: // POP
        if (this.#stack.pop() === undefined) refuse('nothing is there to drop');
        return;
      case 0x32: // DUP
        this.#push(this.#top());
        return;
      case 0x4e: // NONE
        return this.#push(null);
      case 0x88: // NEWTRUE
      case 0x89: // NEWFALSE
        return this.#push(operation === 0x88);
      case 0x4b: // BININT1
        return this.#push(this.#number(1));
      case 0x4d: // BININT2
        return this.#push(this.#number(2));
      case 0x4a: // BININT
        return this.#push(this.#number(4) | 0);
      case 0x8a: // LONG1
        return this.#push(this.#long(this.#number(1)));
      case 0x49: // INT
      case 0x4c: // LONG
        return this.#push(integer(this.#line()));
      case 0x53: // STRING
        return this.#push(pythonString(this.#line()) ?? refuse('a text without its quotes'));
      case 0x56: // UNICODE
        return this.#push(rawUnicode(this.#line()));
      case 0x55: // SHORT_BINSTRING
      case 0x43: // SHORT_BINBYTES
        return this.#push(this.#take(this.#number(1)));
      case 0x54: // BINSTRING
      case 0x42: // BINBYTES
        return this.#push(this.#take(this.#number(4)));
      case 0x8e: // BINBYTES8
      case 0x96: // BYTEARRAY8
        return this.#push(this.#take(this.#number(8)));
      case 0x8c: // SHORT_BINUNICODE
        return this.#push(utf8(this.#take(this.#number(1))));
      case 0x58: // BINUNICODE
        return this.#push(utf8(this.#take(this.#number(4))));
      case 0x8d: // BINUNICODE8
        return this.#push(utf8(this.#take(this.#number(8))));
      case 0x29: // EMPTY_TUPLE
      case 0x5d: // EMPTY_LIST
        return this.#push([]);
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        return this.#push(Array.from({ length: operation - 0x84 }, () => this.#pop()).reverse());
      case 0x74: // TUPLE
      case 0x6c: // LIST
        return this.#push(this.#toMark());
      case 0x61: // APPEND
        return this.#append([this.#pop()]);
      case 0x65: // APPENDS
        return this.#append(this.#toMark());
      case 0x71: // BINPUT
        return this.#remember(this.#number(1));
      case 0x72: // LONG_BINPUT
        return this.#remember(this.#number(4));
      case 0x70: // PUT
        return this.#remember(integer(this.#line()));
      case 0x94: // MEMOIZE
        return this.#remember(this.#memo.size);
      case 0x68: // BINGET
        return this.#recall(this.#number(1));
      case 0x6a: // LONG_BINGET
        return this.#recall(this.#number(4));
      case 0x67: // GET
        return this.#recall(integer(this.#line()));
      case 0x63: {
        // GLOBAL
        const module = latin1(this.#line());
        return this.#push(nameOf(module, latin1(this.#line())));
      }
      case 0x93: {
        // STACK_GLOBAL
        const [name, module] = [this.#pop(), this.#pop()];
        if (typeof module !== 'string' || typeof name !== 'string') return refuse('a name that is no text');
        return this.#push(nameOf(module, name));
      }
      case 0x52: {
        // REDUCE
        const [args, callee] = [this.#pop(), this.#pop()];
        return this.#push(callName(callee, args, (count) => this.#spend(count)));
      }
      case 0x62: {
        // BUILD
        const state = this.#pop();
        return fill(this.#top(), state);
      }
      default:
        refuse(`the operation ${otherOperation(operation)} is none that arrays of numbers are written with`);
    }
  }

  /** The next bytes; a view. */
  #take(count: number): Uint8Array {
    const from = this.#at;
    if (!(count <= this.#bytes.length - from))
      return refuse(`${count} bytes are announced where ${this.#bytes.length - from} are left`);
    this.#at = from + count;
    return this.#bytes.subarray(from, this.#at);
  }

  /** A whole number without a sign, little end first. */
  #number(size: 1 | 2 | 4 | 8): number {
    const at = this.#at;
    if (at + size > this.#bytes.length) return refuse('it is cut short');
    this.#at += size;
    if (size === 8) return Number(this.#view.getBigUint64(at, true));
    return size === 4
      ? this.#view.getUint32(at, true)
      : size === 2
        ? this.#view.getUint16(at, true)
        : this.#view.getUint8(at);
  }

  #long(size: number): number {
    const bytes = this.#take(size);
    if (size > 8) return refuse(`a whole number of ${size} bytes`);
    let value = 0n;
    for (const [i, byte] of bytes.entries()) value |= BigInt(byte) << BigInt(8 * i);
    return Number(BigInt.asIntN(8 * size, value));
  }

  /** To the end of the line, without it. */
  #line(): Uint8Array {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    if (end < 0) return refuse('a line without an end');
    const line = this.#bytes.subarray(this.#at, end);
    this.#at = end + 1;
    return line;
  }

  #spend(bytes: number): void {
    this.#copyable -= bytes;
    if (this.#copyable < 0) refuse('it takes the same text again and again');
  }

  #push(value: PickleValue): void {
    this.#stack.push(value);
  }

  #pop(): PickleValue {
    const value = this.#stack.pop();
    if (value === undefined || value === MARK) return refuse('a value is missing');
    return value;
  }

  #top(): PickleValue {
    const value = this.#stack.at(-1);
    if (value === undefined || value === MARK) return refuse('a value is missing');
    return value;
  }

  /** What stands above the last mark, which goes too. */
  #toMark(): PickleValue[] {
    const at = this.#stack.lastIndexOf(MARK);
    if (at < 0) return refuse('a mark is missing');
    const values = this.#stack.splice(at);
    return values.slice(1) as PickleValue[];
  }

  #append(values: readonly PickleValue[]): void {
    const list = this.#top();
    if (!Array.isArray(list)) return refuse('it adds to what is no list');
    for (const value of values) list.push(value);
  }

  #remember(at: number): void {
    this.#memo.set(at, this.#top());
  }

  #recall(at: number): void {
    const value = this.#memo.get(at);
    if (value === undefined) return refuse('it takes up what it has not had');
    this.#push(value);
  }
}

const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** As protocol 0 writes them: 12, 12L, 00 for False, 01 for True. */
function integer(line: Uint8Array): number {
  const text = latin1(line.subarray(0, 40));
  if (!/^-?\d{1,15}L?$/.test(text))
    return refuse(`${JSON.stringify(text)} is no whole number of at most 15 digits`);
  return Number.parseInt(text, 10);
}
