import { describe, expect, it } from 'vitest';
import { DatasetError } from '../../../src/drawings/dataset-error.ts';
import type { PassedOver } from '../../../src/drawings/read/drawings-of-file.ts';
import { parseVectorDrawing, readNdjson, readVectorDrawings } from '../../../src/drawings/read/ndjson.ts';

/** Simplified: from the origin, the longer side 255. */
const STROKES = [
  [
    [0, 113, 255],
    [72, 0, 27],
  ],
  [
    [5, 40],
    [6, 90],
  ],
];
const line = (fields: object) => JSON.stringify({ word: 'cat', key_id: '1', drawing: STROKES, ...fields });
const SIMPLIFIED = line({ key_id: '5201136883597312' });
/** A stroke of 2 by 1 in some unit, with fractions, negative numbers, and times that run backwards. */
const RAW =
  '{"word":"sleeping bag","key_id":"2","countrycode":"DE","timestamp":"2017-03-01 10:00:00.1 UTC","recognized":true,"drawing":[[[-0.5,0.5,1.5],[3.25,3.65,4.05],[0,17,9]]]}';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (...lines: readonly string[]) => readNdjson(bytesOf(lines.join('\n')), 'cat.ndjson');

async function readAll(
  chunks: readonly (string | Uint8Array)[],
  onPassedOver?: (passedOver: PassedOver) => void,
) {
  async function* bytes() {
    for (const chunk of chunks) yield typeof chunk === 'string' ? bytesOf(chunk) : chunk;
  }
  return Array.fromAsync(readVectorDrawings(bytes(), 'cat.ndjson', onPassedOver));
}

describe('parseVectorDrawing', () => {
  it('reads simplified strokes as they stand', () => {
    expect(parseVectorDrawing(SIMPLIFIED, 'x')).toEqual({
      word: 'cat',
      keyId: '5201136883597312',
      strokes: STROKES,
      emptyStrokes: 0,
    });
  });

  it('brings raw strokes to the simplified form and leaves their times behind', () => {
    expect(parseVectorDrawing(RAW, 'x')).toEqual({
      word: 'sleeping bag',
      keyId: '2',
      strokes: [
        [
          [0, 255],
          [0, 102],
        ],
      ],
      emptyStrokes: 0,
    });
  });

  it.each([
    ['key_id as a number', line({ key_id: 5201136883597312 }), '5201136883597312'],
    [
      'key_id as a number of more digits than a double holds',
      SIMPLIFIED.replace('"5201136883597312"', '18446744073709551615'),
      '18446744073709551615',
    ],
    ['key_id as no number at all', line({ key_id: 'a7' }), undefined],
    ['no key_id', line({ key_id: undefined }), undefined],
  ])('reads a line with %s', (_, text, keyId) => {
    expect(parseVectorDrawing(text, 'x').keyId).toBe(keyId);
  });

  it('reads a line without a word, with its drawing as a text of JSON, and with more fields', () => {
    const text = line({ word: undefined, drawing: JSON.stringify(STROKES), device: { maker: 'x' } });
    expect(parseVectorDrawing(text, 'x')).toEqual({ keyId: '1', strokes: STROKES, emptyStrokes: 0 });
  });

  it('leaves out strokes without a point, and counts them', () => {
    const drawing = [[[], []], ...STROKES, [], [[], [], []]];
    expect(parseVectorDrawing(line({ drawing }), 'x')).toMatchObject({ strokes: STROKES, emptyStrokes: 3 });
  });

  it.each([
    ['no JSON', '{"word":', /where: not JSON: it begins/],
    ['HTML', '<html>', /HTML or XML instead of data/],
    ['no object', '[1]', /where: got a list, expected an object/],
    ['a number as its word', line({ word: 5 }), /where: word: got the number "5"/],
    ['an empty word', line({ word: '' }), /where: word: got the string ""/],
    ['no drawing', line({ drawing: undefined }), /where: drawing: got nothing, expected \[\[\[x/],
    ['an object as its drawing', line({ drawing: {} }), /where: drawing: got an object/],
    ['a text that is no JSON as its drawing', line({ drawing: '[[' }), /where: drawing: a text that begins/],
    [
      'a stroke without y',
      line({ drawing: [[[1, 2]]] }),
      /where: stroke 0 of drawing has 1 column, expected/,
    ],
    [
      'a stroke of points',
      line({
        drawing: [
          [
            [1, 2],
            [3, 4],
            [5, 6],
            [7, 8],
          ],
        ],
      }),
      /stroke 0 .* has 4 columns/,
    ],
    ['a number as a stroke', line({ drawing: [7] }), /stroke 0 of drawing is the number "7"/],
    [
      'a number as a column',
      line({ drawing: [[7, [1]]] }),
      /stroke 0 of drawing has the number "7" as a column/,
    ],
    [
      'text in a stroke',
      line({ drawing: [[['1'], [2]]] }),
      /where: point 0 of stroke 0 is \("1", 2\), expected numbers .* and got text: take the quotes away/,
    ],
    ['null in a stroke', line({ drawing: [[[null], [2]]] }), /point 0 of stroke 0 is \(null, 2\)/],
    ['numbers too large', '{"drawing":[[[1e999],[2]]]}', /point 0 of stroke 0 is \(Infinity, 2\)/],
    [
      'columns of different lengths',
      line({
        drawing: [
          [[1], [2]],
          [[1, 2], [3]],
        ],
      }),
      /where: stroke 1 of drawing has columns of 2, 1 numbers/,
    ],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseVectorDrawing(text, 'where')).toThrow(DatasetError);
    expect(() => parseVectorDrawing(text, 'where')).toThrow(message);
  });
});

describe('readNdjson', () => {
  it('reads a byte order mark, CRLF and blank lines', () => {
    const { drawings, passedOver } = read(`\uFEFF${SIMPLIFIED}\r`, '\r', '  ', `${RAW}\r`, '');
    expect(drawings.map(({ word, keyId }) => [word, keyId])).toEqual([
      ['cat', '5201136883597312'],
      ['sleeping bag', '2'],
    ]);
    expect(passedOver).toEqual({ count: 0, examples: [] });
  });

  it('passes over a bad line, an empty drawing and empty strokes, and tells them by line', () => {
    const file = read(
      SIMPLIFIED,
      '',
      SIMPLIFIED.slice(0, 50),
      line({ drawing: [] }),
      line({ drawing: [[[], []]] }),
      line({ drawing: [[[], []], ...STROKES] }),
      RAW,
    );
    expect(file.drawings.map(({ keyId }) => keyId)).toEqual(['5201136883597312', '1', '2']);
    expect(file.passedOver).toEqual({
      count: 3,
      examples: [
        expect.stringMatching(/^cat\.ndjson, line 3: not JSON/),
        'cat.ndjson, line 4: an empty drawing',
        'cat.ndjson, line 5: an empty drawing',
      ],
      emptyStrokes: 1,
    });
  });

  it.each([
    [10, 990, true],
    [10, 15, true],
    [11, 989, false],
    [20, 1980, true],
    [21, 1979, false],
    [3, 3, true],
    [3, 2, false],
  ])('with %d bad lines after %d sound ones reads the file: %s', (bad, sound, isRead) => {
    const lines = [...Array(sound).fill(SIMPLIFIED), ...Array(bad).fill('{"drawing":3}')];
    if (isRead) {
      expect(read(...lines).drawings).toHaveLength(sound);
      expect(read(...lines).passedOver.count).toBe(bad);
    } else {
      const first = `^cat\\.ndjson, line ${sound + 1}: drawing: got the number "3".*line ${sound + 2}: .* So with \\d+ of the \\d+ entries`;
      expect(() => read(...lines)).toThrow(new RegExp(first));
    }
  });

  it.each([
    ['an empty file', '', /^cat\.ndjson: no drawing in 0 bytes/],
    ['a file of empty drawings', line({ drawing: [] }), /^cat\.ndjson: no drawing in \d+ bytes/],
    ['HTML', '<html>\n<body>\n</html>', /^cat\.ndjson, line 1: HTML or XML instead of data/],
    [
      'a single bad line',
      '{"word":"cat"}',
      /^cat\.ndjson, line 1: drawing: got nothing, expected .* third column$/,
    ],
  ])('refuses %s', (_, text, message) => {
    expect(() => read(text)).toThrow(DatasetError);
    expect(() => read(text)).toThrow(message);
  });

  it('gives what the reader of a stream gives', async () => {
    const lines = Array.from({ length: 2000 }, (_, i) => (i % 300 === 7 ? '{' : line({ key_id: i })));
    let last: PassedOver | undefined;
    const streamed = await readAll([lines.join('\n')], (passedOver) => {
      last = passedOver;
    });
    const file = read(...lines);
    expect(file.drawings).toEqual(streamed);
    expect(file.drawings).toHaveLength(1993);
    expect(file.passedOver).toEqual(last);
  });
});

describe('readVectorDrawings', () => {
  it('reads lines, however the bytes are cut', async () => {
    const text = `${SIMPLIFIED}\n${RAW.replace('sleeping', 'schläfrig')}\r\n\n${SIMPLIFIED}`;
    const bytes = bytesOf(text);
    const whole = await readAll([bytes]);
    expect(whole.map(({ word }) => word)).toEqual(['cat', 'schläfrig bag', 'cat']);
    for (const size of [1, 7, 64])
      expect(
        await readAll(
          Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
            bytes.subarray(i * size, (i + 1) * size),
          ),
        ),
      ).toEqual(whole);
  });

  it('numbers rows by the lines that are not blank, so that those after a bad one keep theirs', async () => {
    const told: number[] = [];
    const rows = await readAll([`${SIMPLIFIED}\n\nno\n${line({ drawing: [] })}\n${RAW}`], ({ count }) => {
      told.push(count);
    });
    expect(rows.map(({ row, keyId }) => [row, keyId])).toEqual([
      [0, '5201136883597312'],
      [3, '2'],
    ]);
    expect(told).toEqual([1, 2]);
  });

  it('hands out a drawing before the next one has come', async () => {
    async function* endless() {
      yield bytesOf(`${SIMPLIFIED}\n`);
      throw new Error('read too far');
    }
    const drawings = readVectorDrawings(endless(), 'x');
    expect((await drawings.next()).value?.word).toBe('cat');
    await drawings.return(undefined);
  });

  it('gives up on a file without line ends', async () => {
    async function* endless() {
      for (;;) yield new Uint8Array(2 ** 20).fill(65);
    }
    await expect(readVectorDrawings(endless(), 'x').next()).rejects.toThrow(/x, line 1: longer than/);
  });

  it('gives up on a file that is bad throughout without reading it whole', async () => {
    async function* endless() {
      for (;;) yield bytesOf('countrycode,drawing\n');
    }
    await expect(readVectorDrawings(endless(), 'x').next()).rejects.toThrow(
      /^x, line 1: not JSON.* 11 of the 11/,
    );
  });

  it('finds nothing in an empty file', async () => {
    expect(await readAll([])).toEqual([]);
  });
});
