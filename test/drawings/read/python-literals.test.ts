import { describe, expect, it } from 'vitest';
import { pythonString, rawUnicode } from '../../../src/drawings/read/python-literals.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('literals of protocol 0', () => {
  it.each([
    ["'plain'", 'plain'],
    ['"it\'s"', "it's"],
    ["'\\x00\\xff\\n\\t\\r\\\\\\''", "\0\xff\n\t\r\\'"],
    ["''", ''],
  ])('read %s as Python 2 does', (line, text) => {
    expect(pythonString(bytesOf(line))).toEqual(bytesOf(text));
  });

  it.each(["'open", 'plain', "'", "'\\x0g'", "'\\x0'", "'\\q'", `'mixed"`, "'ends\\'"])(
    'refuse %s',
    (line) => {
      expect(pythonString(bytesOf(line))).toBeUndefined();
    },
  );

  it('read letters of Python 3, those from 0x80 on too', () => {
    expect(rawUnicode(bytesOf('a\x80\xff\\u000a\\u005c\\u20ac'))).toBe('a\x80\xff\n\\\u20ac');
  });
});
