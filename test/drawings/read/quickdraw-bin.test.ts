import { describe, expect, it } from 'vitest';
import { DatasetError } from '../../../src/drawings/dataset-error.ts';
import { readQuickdrawBin } from '../../../src/drawings/read/quickdraw-bin.ts';
import { readDrawings } from '../../../src/drawings/read/read-drawings.ts';
import { type BinDrawing, quickdrawBinFile } from './quickdraw-bin-file.ts';

const SQUARE: BinDrawing['strokes'] = [
  [
    [0, 255, 255, 0, 0],
    [0, 0, 255, 255, 0],
  ],
  [
    [90, 170],
    [120, 130],
  ],
];
/** A stroke of more points than a byte counts: up and down. */
const LONG: BinDrawing['strokes'] = [
  [Array.from({ length: 256 }, (_, i) => i), Array.from({ length: 256 }, (_, i) => (i % 2) * 200)],
];
const FILE = quickdrawBinFile([
  { strokes: SQUARE, keyId: 2n ** 64n - 1n },
  { strokes: LONG, recognized: 0, country: 'de' },
  { strokes: SQUARE },
]);
const SECOND = 17 + 2 + 10 + 2 + 4;
const read = (bytes: Uint8Array) => () => readQuickdrawBin(bytes, 'cat.bin');

describe('readQuickdrawBin', () => {
  it('reads drawings as they stand, with their numbers', () => {
    expect(readDrawings(FILE, 'cat.bin')).toEqual({
      kind: 'strokes',
      drawings: [
        { strokes: SQUARE, keyId: '18446744073709551615', row: 0 },
        { strokes: LONG, keyId: '5201136883597312', row: 1 },
        { strokes: SQUARE, keyId: '5201136883597312', row: 2 },
      ],
      passedOver: { count: 0, examples: [] },
    });
  });

  it('knows them by their bytes, under any name', () => {
    expect(readDrawings(FILE, 'cat')).toEqual(readQuickdrawBin(FILE, 'cat.bin'));
  });

  it('passes over a last drawing that is cut short, wherever it is, and says so', () => {
    const whole = FILE.length - SECOND;
    for (let length = whole + 1; length < FILE.length; length++) {
      const { drawings, passedOver } = readQuickdrawBin(FILE.subarray(0, length), 'cat.bin');
      expect(drawings).toHaveLength(2);
      expect(passedOver).toEqual({
        count: 1,
        examples: [
          `cat.bin, drawing 3 (from byte ${whole}): the file ends within it, at byte ${length}: it was cut short, and what came after is missing. Fetch it again.`,
        ],
      });
    }
  });

  it('passes over empty drawings and strokes, and counts them', () => {
    const file = quickdrawBinFile([
      { strokes: [] },
      { strokes: [[[], []], ...SQUARE] },
      { strokes: [[[], []]] },
    ]);
    expect(read(file)()).toEqual({
      kind: 'strokes',
      drawings: [{ strokes: SQUARE, keyId: '5201136883597312', row: 1 }],
      passedOver: {
        count: 2,
        examples: [
          'cat.bin, drawing 1 (from byte 0): an empty drawing',
          `cat.bin, drawing 3 (from byte ${17 + 17 + 2 + SECOND - 17}): an empty drawing`,
        ],
        emptyStrokes: 1,
      },
    });
  });

  const changed = (at: number, value: number) => {
    const bytes = FILE.slice();
    bytes[at] = value;
    return bytes;
  };
  it.each([
    [
      'a country',
      changed(SECOND + 8, 200),
      new RegExp(
        `^cat\\.bin, drawing 2 \\(from byte ${SECOND}\\): a country code with the byte 200, expected two letters, at byte ${SECOND + 8}\\. The file is damaged`,
      ),
    ],
    [
      'a truth',
      changed(SECOND + 10, 7),
      new RegExp(`recognised is 7, expected 0 or 1, at byte ${SECOND + 10}`),
    ],
    [
      'a count of points, so that what follows is askew',
      changed(17, 6),
      /drawing 1 \(from byte 0\): more strokes or points than/,
    ],
    [
      'the count of strokes of the only drawing',
      quickdrawBinFile([{ strokes: SQUARE }]).fill(9, 15, 16),
      /drawing 1 \(from byte 0\): more strokes or points than the 35 bytes that are left can hold/,
    ],
    [
      'everything',
      new TextEncoder().encode('This is no file of drawings at all.'),
      /a country code with the byte 32|expected 0 or 1|more strokes/,
    ],
    [
      'its end, which is zeros, as a broken download leaves it',
      new Uint8Array([...FILE, ...new Uint8Array(5000)]),
      /drawing 4 \(from byte \d+\): a country code with the byte 0/,
    ],
    ['nothing', new Uint8Array(0), /no drawing in 0 bytes/],
  ])('refuses a file that is damaged in %s', (_, bytes, message) => {
    expect(read(bytes)).toThrow(DatasetError);
    expect(read(bytes)).toThrow(message);
  });

  it('refuses a claim that reaches beyond the end of a long file, rather than losing what comes after it', () => {
    const file = quickdrawBinFile(Array.from({ length: 300 }, () => ({ strokes: SQUARE })));
    file[SECOND + 17 + 1] = 255;
    expect(read(file)).toThrow(/drawing 2 \(from byte 35\): more strokes or points than the 10465 bytes/);
  });
});
