import { describe, expect, it } from 'vitest';
import { DatasetError } from '../../../src/drawings/dataset-error.ts';
import { toOneForm } from '../../../src/drawings/read/one-form.ts';
import { readDrawings } from '../../../src/drawings/read/read-drawings.ts';
import golden from '../../fixtures/sketch-rnn.json' with { type: 'json' };

/** Points where the pen has been, stroke by stroke. */
function strokesOf(offsets: readonly number[][]) {
  const strokes: [number[], number[]][] = [[[], []]];
  let [x, y] = [0, 0];
  for (const [dx, dy, lifted] of offsets as [number, number, number][]) {
    x += dx;
    y += dy;
    strokes.at(-1)?.[0].push(x);
    strokes.at(-1)?.[1].push(y);
    if (lifted === 1) strokes.push([[], []]);
  }
  return strokes;
}

describe('sketch-rnn files', () => {
  const { train, valid, test } = golden.parts;
  const expected = [...train, ...valid, ...test].map((offsets, row) => ({
    strokes: toOneForm(strokesOf(offsets), 'x'),
    row,
  }));

  it.each(golden.cases)('are read, train, valid, test: $name', ({ file }) => {
    expect(readDrawings(Buffer.from(file, 'base64'), 'sketchrnn_cat.npz')).toEqual({
      kind: 'strokes',
      drawings: expected,
      passedOver: { count: 0, examples: [] },
    });
  });

  const read = (fault: keyof typeof golden.faults) => () =>
    readDrawings(Buffer.from(golden.faults[fault], 'base64'), 'cat.npz');

  it.each([
    [
      'five columns',
      /cat\.npz, drawing 0 of train: shape \(4, 5\), expected \(points, 3\).*Five columns are what a network is fed/,
    ],
    ['a pen of 2', /drawing 0 of train: the pen of point 1 is 2, expected 0 \(down\) or 1/],
    ['numbers', /drawing 0 of train: not an array of numbers/],
    ['lists', /not an array of numbers/],
    ['complex numbers', /dtype <c8, expected <i2/],
    ['not a number', /point 1 of stroke 0 is \(NaN, 6\), expected numbers/],
    ['a dictionary', /^cat\.npz, train: at byte \d+ of its pickle the operation EMPTY_DICT is none/],
    ['objects within', /not an array of numbers/],
    [
      'one drawing a thousand times',
      /drawings of 1200000 bytes in a pickle of \d+: the same one stands there again and again/,
    ],
    ['only empty drawings', /no drawing in train/],
  ] as const)('are refused with %s', (fault, message) => {
    expect(read(fault)).toThrow(DatasetError);
    expect(read(fault)).toThrow(message);
  });

  it('may have a faulty or an empty drawing, which is passed over and told', () => {
    const faulty = read('one faulty drawing of twelve')();
    expect(faulty).toMatchObject({
      passedOver: {
        count: 1,
        examples: [expect.stringMatching(/^cat\.npz, drawing 11 of train: shape \(4, 2\)/)],
      },
    });
    expect(faulty.kind === 'strokes' && faulty.drawings.length).toBe(11);
    expect(read('an empty drawing')()).toMatchObject({
      drawings: [expected[0]],
      passedOver: { count: 1, examples: ['cat.npz, drawing 1 of train: an empty drawing'] },
    });
  });
});
