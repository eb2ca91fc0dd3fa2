import { describe, expect, it } from 'vitest';
import { SAMPLES } from '../../../src/components/pad/samples.ts';
import {
  MOST_PIECES,
  pieceStrokes,
  rasterizeWithin,
  strokeLength,
  strokePieces,
  without,
} from '../../../src/core/evidence/stroke-pieces.ts';
import { rasterize } from '../../../src/core/rasterize.ts';
import { type Stroke, simplifyDrawing } from '../../../src/core/strokes.ts';

const line = (...points: [number, number][]): Stroke => [points.map(([x]) => x), points.map(([, y]) => y)];
const short = line([0, 0], [50, 0]);
const long = line([0, 0], [255, 0], [255, 245]); // 500

describe('strokePieces', () => {
  it('leaves short strokes whole and cuts long ones into equal parts', () => {
    expect(strokePieces([short, long])).toEqual([
      { first: 0, last: 0, part: 0, parts: 1 },
      ...[0, 1, 2, 3, 4].map((part) => ({ first: 1, last: 1, part, parts: 5 })),
    ]);
  });

  it('cuts into longer parts where there would be too many, and joins strokes where they are too many', () => {
    const scrawl = line(...Array.from({ length: 40 }, (_, i): [number, number] => [i % 2 ? 255 : 0, i * 6]));
    expect(strokePieces([scrawl]).length).toBeGreaterThan(MOST_PIECES / 2);
    expect(strokePieces([scrawl]).length).toBeLessThanOrEqual(MOST_PIECES);
    const rain = Array.from({ length: 60 }, (_, i) => line([i, 0], [i, 9 + (i % 5)]));
    const pieces = strokePieces(rain);
    expect(pieces).toHaveLength(MOST_PIECES);
    expect(
      pieces.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i)),
    ).toEqual(rain.map((_, i) => i));
  });

  it.each(SAMPLES.map(({ id, strokes }) => [id, simplifyDrawing(strokes)] as const))(
    'covers every stroke of %s once',
    (_, strokes) => {
      const pieces = strokePieces(strokes);
      const covered = pieces
        .flatMap((piece) => pieceStrokes(strokes, piece))
        .reduce((sum, s) => sum + strokeLength(s), 0);
      expect(covered).toBeCloseTo(
        strokes.reduce((sum, stroke) => sum + strokeLength(stroke), 0),
        3,
      );
      expect(pieces.length).toBeLessThanOrEqual(MOST_PIECES);
    },
  );
});

describe('without', () => {
  it('leaves a stroke out', () => {
    expect(without([short, long], { first: 0, last: 0, part: 0, parts: 1 })).toEqual([long]);
  });

  it('leaves two strokes of one that is cut in its middle, one at its ends', () => {
    const piece = (part: number) => ({ first: 0, last: 0, part, parts: 5 });
    expect(without([long], piece(2))).toEqual([line([0, 0], [200, 0]), line([255, 45], [255, 245])]);
    expect(without([long], piece(0))).toEqual([line([100, 0], [255, 0], [255, 245])]);
    expect(without([long], piece(4))).toEqual([line([0, 0], [255, 0], [255, 145])]);
  });
});

describe('rasterizeWithin', () => {
  it('paints the whole as it is always painted', () => {
    const strokes = simplifyDrawing(SAMPLES[0]?.strokes ?? []);
    expect(rasterizeWithin(strokes, strokes)).toEqual(rasterize(strokes));
  });

  it('leaves ink that stays where it was when the outermost stroke goes', () => {
    const strokes = [line([0, 0], [60, 200]), line([120, 80], [255, 100])];
    const whole = rasterize(strokes);
    const rest = rasterizeWithin(strokes.slice(0, 1), strokes);
    expect(rest).not.toEqual(rasterize(strokes.slice(0, 1)));
    const left = (pixels: Uint8Array) => [...pixels].filter((_, i) => i % 28 < 12);
    expect(left(rest)).toEqual(left(whole));
    expect([...rest].some((ink, i) => i % 28 > 16 && ink > 0)).toBe(false);
  });
});
