import { describe, expect, it } from 'vitest';
import { readCsv, writeCsv } from '../../src/components/csv.ts';

const plain = [
  ['Model', 'Accuracy'],
  ['Forest', '91.4'],
];
const awkward = [
  ['What', 'Says', ''],
  ['comma, quote " and line\r\nend', '', 'x'],
  ['', '', ''],
];

describe('writeCsv', () => {
  it('quotes what needs it, and nothing else', () => {
    expect(writeCsv([plain])).toBe('Model,Accuracy\r\nForest,91.4\r\n');
    expect(writeCsv([[['a "b"', 'c,d']]])).toBe('"a ""b""","c,d"\r\n');
  });
});

describe('readCsv', () => {
  it.each([
    ['one table', [plain]],
    ['two', [plain, awkward]],
    ['three', [awkward, plain, awkward]],
  ])('reads back what was written: %s', (_, tables) => {
    expect(readCsv(writeCsv(tables))).toEqual(tables);
  });

  it('reads lines that end as on other systems, and a last one that does not end', () => {
    expect(readCsv('a,b\n1,2')).toEqual([
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ]);
    expect(readCsv('')).toEqual([]);
  });
});
