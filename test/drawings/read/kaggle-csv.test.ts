import { describe, expect, it } from 'vitest';
import { DatasetError } from '../../../src/drawings/dataset-error.ts';
import { readKaggleCsv } from '../../../src/drawings/read/kaggle-csv.ts';
import { readNdjson } from '../../../src/drawings/read/ndjson.ts';

const HEAD = 'countrycode,drawing,key_id,recognized,timestamp,word';
const DRAWING = '[[[0, 113, 255], [72, 0, 27]], [[5, 40], [6, 90]]]';
const row = (drawing: string, keyId = '5152802093400064', word = 'cat') =>
  `US,"${drawing}",${keyId},True,2017-03-09 20:28:19.900110,${word}`;
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (...lines: readonly string[]) => readKaggleCsv(bytesOf(lines.join('\n')), 'cat.csv');

describe('readKaggleCsv', () => {
  it('reads simplified drawings as they stand', () => {
    expect(read(HEAD, row(DRAWING), '')).toEqual({
      kind: 'strokes',
      drawings: [{ word: 'cat', keyId: '5152802093400064', strokes: JSON.parse(DRAWING), row: 0 }],
      passedOver: { count: 0, examples: [] },
    });
  });

  it('brings raw drawings to the simplified form', () => {
    const raw = '[[[100.5, 200.5, 300.5], [50.25, 90.25, 130.25], [0, 30, 20]]]';
    expect(read(HEAD, row(raw)).drawings[0]?.strokes).toEqual([
      [
        [0, 255],
        [0, 102],
      ],
    ]);
  });

  it('takes the columns in any order, with or without the others', () => {
    const { drawings } = read('\uFEFFWord,DRAWING\r', `alarm clock,"${DRAWING}"\r`, `,"${DRAWING}"\r`);
    expect(drawings.map(({ word, keyId }) => [word, keyId])).toEqual([
      ['alarm clock', undefined],
      [undefined, undefined],
    ]);
  });

  it('gives what the lines of JSON give of the same drawings', () => {
    const drawings = ['[[[1, 2, 9], [0, 250, 3]]]', '[[[10.5], [3]], [[], []]]', DRAWING];
    const lines = drawings.map((drawing, i) => `{"word":"cat","key_id":"${i}","drawing":${drawing}}`);
    const table = drawings.map((drawing, i) => row(drawing, String(i)));
    expect(read(HEAD, ...table)).toEqual(readNdjson(bytesOf(lines.join('\n')), 'x'));
    expect(read(HEAD, ...table).passedOver.emptyStrokes).toBe(1);
  });

  it('passes over what is wrong, and tells it by line', () => {
    const file = read(
      HEAD,
      row(DRAWING),
      row('[[', '7'),
      'US,"[[',
      row('[]'),
      `x,${row(DRAWING)}`,
      ...Array(4).fill(row(DRAWING, '8')),
    );
    expect(file.drawings.map(({ keyId }) => keyId)).toEqual(['5152802093400064', '8', '8', '8', '8']);
    expect(file.passedOver).toEqual({
      count: 4,
      examples: [
        expect.stringMatching(/^cat\.csv, line 3: drawing: a text that begins "\[\[" and is not JSON/),
        expect.stringMatching(/^cat\.csv, line 4: quotes that do not end/),
        'cat.csv, line 5: an empty drawing',
      ],
    });
  });

  it.each([
    [
      'no column for drawings',
      'key_id,word\n1,cat',
      /^cat\.csv: a table without a column "drawing": its first line is "key_id,word", expected countrycode, drawing/,
    ],
    ['nothing', '', /^cat\.csv: a table without a column "drawing"/],
    ['no records', `${HEAD}\n`, /^cat\.csv: no drawing below its first line/],
    [
      'unquoted drawings',
      `${HEAD}\nUS,[[[0,255],[0,9]]],1,True,x,cat`,
      /^cat\.csv, line 2: 9 fields, expected 6/,
    ],
    [
      'many bad records',
      [HEAD, ...Array(50).fill(row(DRAWING)), ...Array(11).fill('US')].join('\n'),
      /^cat\.csv, line 52: 1 fields.*line 54: .* 11 of the 61 entries/,
    ],
  ])('refuses %s', (_, text, message) => {
    expect(() => read(text)).toThrow(DatasetError);
    expect(() => read(text)).toThrow(message);
  });
});
