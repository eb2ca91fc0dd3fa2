import { describe, expect, it } from 'vitest';
import { csvRecords } from '../../../src/drawings/read/csv-records.ts';

const read = (text: string) =>
  [...csvRecords(new TextEncoder().encode(text))].map(({ line, fields }) => [line, fields]);

describe('csvRecords', () => {
  it.each([
    [
      'plain fields',
      'a,b\nc,d\n',
      [
        [1, ['a', 'b']],
        [2, ['c', 'd']],
      ],
    ],
    [
      'no line end at the end',
      'a,b\nc,d',
      [
        [1, ['a', 'b']],
        [2, ['c', 'd']],
      ],
    ],
    [
      'CRLF, a byte order mark and blank lines',
      '\uFEFFa,b\r\n\r\n  \r\nc,d\r\n',
      [
        [1, ['a', 'b']],
        [4, ['c', 'd']],
      ],
    ],
    ['commas and doubled quotes in quotes', '"a,b","c ""d"""\n', [[1, ['a,b', 'c "d"']]]],
    [
      'line ends in quotes',
      '"a\r\nb",c\nd,e',
      [
        [1, ['a\r\nb', 'c']],
        [3, ['d', 'e']],
      ],
    ],
    [
      'empty fields',
      ',\n"",\n',
      [
        [1, ['', '']],
        [2, ['', '']],
      ],
    ],
    ['letters of two and four bytes', 'ä,"😀"', [[1, ['ä', '😀']]]],
    ['nothing', '', []],
  ])('reads %s', (_, text, records) => {
    expect(read(text)).toEqual(records);
  });

  it.each([
    [
      'text behind quotes',
      'a\n"b"c\nd',
      [
        [1, ['a']],
        [2, undefined],
        [3, ['d']],
      ],
    ],
    [
      'a quote within text',
      'a\nb"c"\nd',
      [
        [1, ['a']],
        [2, undefined],
        [3, ['d']],
      ],
    ],
    [
      'a quote that never ends',
      'a\n"b\nc\nd',
      [
        [1, ['a']],
        [2, undefined],
        [3, ['c']],
        [4, ['d']],
      ],
    ],
    [
      'a quote too many before sound records',
      '"b\n"c",d\n"e",f',
      [
        [1, undefined],
        [2, ['c', 'd']],
        [3, ['e', 'f']],
      ],
    ],
  ])('goes on with the next line after %s', (_, text, records) => {
    expect(read(text)).toEqual(records);
  });

  it('looks no further than 4 MiB for the end of a quote', () => {
    const text = `"a\n${'b\n'.repeat(2 * 2 ** 20)}"\nc`;
    const records = read(text);
    expect(records[0]).toEqual([1, undefined]);
    expect(records[1]).toEqual([2, ['b']]);
    expect(records.at(-1)).toEqual([2 + 2 * 2 ** 20 + 1, ['c']]);
  });
});
