import { describe, expect, it } from 'vitest';
import { parseVectorDrawing, readVectorDrawings } from '../../pipeline/dataset/ndjson.ts';
import { DatasetError } from '../../pipeline/dataset/source.ts';

const SIMPLIFIED =
  '{"word":"cat","key_id":"5201136883597312","drawing":[[[130,113,99],[72,40,27]],[[5],[6]]]}';
const RAW =
  '{"word":"sleeping bag","key_id":"1","countrycode":"DE","timestamp":"2017-03-01 10:00:00.1 UTC","recognized":true,"drawing":[[[1.5,2.25],[3,4],[0,17]]]}';

async function readAll(chunks: readonly (string | Uint8Array)[]) {
  async function* bytes() {
    for (const chunk of chunks) yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
  }
  return Array.fromAsync(readVectorDrawings(bytes(), 'cat.ndjson'));
}

describe('parseVectorDrawing', () => {
  it('reads simplified strokes', () => {
    expect(parseVectorDrawing(SIMPLIFIED, 'x')).toEqual({
      word: 'cat',
      keyId: '5201136883597312',
      strokes: [
        [
          [130, 113, 99],
          [72, 40, 27],
        ],
        [[5], [6]],
      ],
    });
  });

  it('reads raw strokes, with their times as the third column', () => {
    expect(parseVectorDrawing(RAW, 'x')).toEqual({
      word: 'sleeping bag',
      keyId: '1',
      strokes: [
        [
          [1.5, 2.25],
          [3, 4],
          [0, 17],
        ],
      ],
    });
  });

  it.each([
    ['no JSON', '{"word":', /where: not JSON: it begins/],
    ['HTML', '<html>', /HTML or XML instead of data/],
    ['no object', '[1]', /where: line: .*expected object/],
    ['no word', '{"key_id":"1","drawing":[[[1],[2]]]}', /word: .*expected string/],
    ['a number as key_id', '{"word":"cat","key_id":1,"drawing":[[[1],[2]]]}', /key_id: .*expected string/],
    ['no strokes', '{"word":"cat","key_id":"1","drawing":[]}', /drawing: /],
    ['a stroke without y', '{"word":"cat","key_id":"1","drawing":[[[1,2]]]}', /drawing\.0/],
    ['an empty stroke', '{"word":"cat","key_id":"1","drawing":[[[],[]]]}', /drawing\.0/],
    ['a stroke of four columns', '{"word":"cat","key_id":"1","drawing":[[[1],[2],[3],[4]]]}', /drawing\.0/],
    ['text in a stroke', '{"word":"cat","key_id":"1","drawing":[[["1"],[2]]]}', /drawing\.0/],
    ['null in a stroke', '{"word":"cat","key_id":"1","drawing":[[[null],[2]]]}', /drawing\.0/],
    ['numbers too large', '{"word":"cat","key_id":"1","drawing":[[[1e999],[2]]]}', /drawing\.0/],
    [
      'columns of different lengths',
      '{"word":"cat","key_id":"1","drawing":[[[1],[2]],[[1,2],[3]]]}',
      /where: stroke 1 has columns of 2, 1 numbers/,
    ],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseVectorDrawing(text, 'where')).toThrow(DatasetError);
    expect(() => parseVectorDrawing(text, 'where')).toThrow(message);
  });
});

describe('readVectorDrawings', () => {
  it('reads lines, however the bytes are cut', async () => {
    const text = `${SIMPLIFIED}\n${RAW.replace('sleeping', 'schläfrig')}\r\n\n${SIMPLIFIED}`;
    const bytes = new TextEncoder().encode(text);
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

  it('gives the line of a fault, also after blank ones', async () => {
    await expect(readAll([`${SIMPLIFIED}\n\n${SIMPLIFIED.slice(0, 50)}`])).rejects.toThrow(
      /^cat\.ndjson, line 3: not JSON/,
    );
  });

  it('hands out a drawing before the next one has come', async () => {
    async function* endless() {
      yield new TextEncoder().encode(`${SIMPLIFIED}\n`);
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

  it('finds nothing in an empty file', async () => {
    expect(await readAll([])).toEqual([]);
  });
});
