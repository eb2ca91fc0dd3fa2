import { describe, expect, it } from 'vitest';
import { DatasetError } from '../../../src/drawings/dataset-error.ts';
import { readPickledArray } from '../../../src/drawings/read/pickle.ts';
import { PickledArray } from '../../../src/drawings/read/pickled-array.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const read = (text: string) => readPickledArray(bytesOf(text), 'x.npz, train');

// pickletools.optimize(pickle.dumps(numpy.array([[1, -2, 1]], '<i2'), 2)), NumPy 1.24, with the texts of Python 2
const RECONSTRUCT = 'cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\x85U\x01b\x87R';
const DTYPE = 'cnumpy\ndtype\nU\x02i2K\0K\x01\x87R(K\x03U\x01<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb';
const ARRAY = `\x80\x02${RECONSTRUCT}(K\x01K\x01K\x03\x86${DTYPE}\x89U\x06\x01\0\xfe\xff\x01\0tb.`;

describe('readPickledArray', () => {
  it('reads an array, byte by byte', () => {
    const array = read(ARRAY);
    expect(array).toBeInstanceOf(PickledArray);
    expect([array.shape, array.type.descr, array.isFortran]).toEqual([[1, 3], '<i2', false]);
    expect(array.data).toEqual(Uint8Array.of(1, 0, 254, 255, 1, 0));
  });

  it.each([
    ['2', 'c__builtin__\nbytes\n)R'],
    ['0', 'c__builtin__\nbytes\np17\n(tRp18\n'],
  ])('reads an array without an element, as Python 3 writes it in protocol %s', (_, empty) => {
    const array = read(`\x80\x02${RECONSTRUCT}(K\x01K\0K\x03\x86${DTYPE}\x89${empty}tb.`);
    expect([array.shape, array.data]).toEqual([[0, 3], new Uint8Array(0)]);
  });

  it.each([
    [
      'the shell',
      '\x80\x02cos\nsystem\nU\x04true\x85R.',
      /^x\.npz, train: at byte 2 of its pickle it names "os\.system", which an array of numbers does not need: it may be a program, and is not run\. Expected arrays of numbers/,
    ],
    ['the shell, as protocol 4 names it', '\x80\x04\x8c\x02os\x8c\x06system\x93.', /names "os\.system"/],
    ['eval', 'c__builtin__\neval\n.', /names "__builtin__\.eval"/],
    ['a text of Python 2 as bytes', 'c__builtin__\nstr\n.', /names "__builtin__\.str"/],
    ['another part of NumPy', 'cnumpy.core.multiarray\nscalar\n.', /names "numpy\.core\.multiarray\.scalar"/],
    ['a name that only looks like NumPy', 'cnumpy.core.multiarray._reconstruct.x\ny\n.', /may be a program/],
    ['a class by INST', '(S"true"\nios\nsystem\n.', /the operation INST is none that arrays/],
    ['an object by NEWOBJ', '\x80\x02cnumpy\nndarray\n)\x81.', /the operation NEWOBJ is none/],
    ['a dictionary', '\x80\x02}.', /at byte 2 of its pickle the operation EMPTY_DICT is none/],
    ['a persistent name', 'Pfile\n.', /the operation PERSID/],
    ['an extension', '\x80\x02\x82\x01.', /the operation EXT1/],
    ['a byte that is no operation', '\x80\x02\xff.', /the operation 0xff, which no pickle has, is none/],
    ['a later protocol', '\x80\x06N.', /its protocol is none of 0 to 5/],
    ['no array', '\x80\x02N.', /it ends without an array/],
    ['nothing', '', /at byte 0 of its pickle it is cut short/],
    ['half an array', ARRAY.slice(0, -12), /it is cut short|are announced/],
    ['something behind its end', `${ARRAY}N`, /it ends before its last byte/],
    ['a claim of bytes', '\x80\x02T\xff\xff\xff\x7fab', /2147483647 bytes are announced where 2 are left/],
    [
      'a claim of 2^63 bytes',
      '\x80\x04\x8e\0\0\0\0\0\0\0\x80ab',
      /9223372036854776000 bytes are announced where 2 are left/,
    ],
    ['a whole number without an end', '\x80\x02\x8a\xff\x01', /255 bytes are announced/],
    ['a large whole number', `\x80\x02\x8a\x09${'\x01'.repeat(9)}.`, /a whole number of 9 bytes/],
    ['a word for a number', 'Iabc\n.', /"abc" is no whole number/],
    ['a text without quotes', 'Sabc\n.', /a text without its quotes/],
    ['an empty stack', '\x80\x02\x86.', /a value is missing/],
    ['a mark for a value', '\x80\x02(\x85.', /a value is missing/],
    ['no mark', '\x80\x02Nt.', /a mark is missing/],
    ['a memory that it has not', '\x80\x02h\x05.', /takes up what it has not had/],
    ['an append to a number', '\x80\x02K\x01K\x02a.', /adds to what is no list/],
    ['a call of a number', '\x80\x02K\x01)R.', /calls what is no function/],
    ['a call of a class', '\x80\x02cnumpy\nndarray\n)R.', /it calls numpy\.ndarray/],
    ['a state for a number', '\x80\x02K\x01)b.', /fills what is neither an array nor a dtype/],
    [
      'a state of another length',
      `\x80\x02${RECONSTRUCT})b.`,
      /the state of an array is not what NumPy writes/,
    ],
    [
      'a dtype with fields',
      '\x80\x02cnumpy\ndtype\nU\x02i2\x85R(K\x03U\x01<NU\x01aNK\0K\0K\0tb.',
      /a dtype with fields or of arrays/,
    ],
    [
      'bytes of another encoding',
      '\x80\x02c_codecs\nencode\nX\x01\0\0\0aX\x05\0\0\0utf-8\x86R.',
      /encodes what is no text in Latin-1/,
    ],
    [
      'letters beyond Latin-1',
      '\x80\x02c_codecs\nencode\nX\x03\0\0\0\xe2\x82\xacX\x06\0\0\0latin1\x86R.',
      /no Latin-1/,
    ],
  ])('refuses %s, and runs nothing', (_, text, message) => {
    expect(() => read(text)).toThrow(DatasetError);
    expect(() => read(text)).toThrow(message);
  });

  it('does not copy one text again and again', () => {
    const size = 1000;
    const encode = 'h\x01h\x02h\x03\x86R0';
    const text = `\x80\x02c_codecs\nencode\nq\x01X\xe8\x03\0\0${'a'.repeat(size)}q\x02X\x06\0\0\0latin1q\x03${encode.repeat(200)}N.`;
    expect(() => read(text)).toThrow(/takes the same text again and again/);
  });
});
