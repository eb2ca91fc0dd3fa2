import { describe, expect, it } from 'vitest';
import { drawnExample } from '../../../../src/activities/train/examples/drawn-example.ts';
import { SAMPLES } from '../../../../src/components/pad/samples.ts';
import { rasterize } from '../../../../src/core/rasterize.ts';
import { simplifyDrawing } from '../../../../src/core/strokes.ts';

describe('drawnExample', () => {
  it('keeps the simplified strokes and what the models see of them', () => {
    for (const { strokes } of SAMPLES) {
      const simple = simplifyDrawing(strokes);
      expect(drawnExample(strokes, 'a')).toEqual({
        example: { id: 'a', origin: 'drawn', strokes: simple, pixels: rasterize(simple) },
      });
    }
  });

  const rows = Array.from({ length: 40 }, (_, i) => i);
  it.each([
    ['an empty pad', [], /empty/],
    ['a dot', [[[500], [500]]], /dot/],
    [
      'the tremble of a hand',
      [
        [
          [500, 510, 520],
          [500, 505, 500],
        ],
      ],
      /dot/,
    ],
    [
      'a scribble over everything',
      [[rows.flatMap((i) => (i % 2 === 0 ? [20, 980] : [980, 20])), rows.flatMap((i) => [25 * i, 25 * i])]],
      /scribble/,
    ],
  ] as [string, [number[], number[]][], RegExp][])('refuses %s in words', (_, strokes, expected) => {
    const made = drawnExample(strokes, 'a');
    expect('refusal' in made && made.refusal).toMatch(expected);
  });
});
