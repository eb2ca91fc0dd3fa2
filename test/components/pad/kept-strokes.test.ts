import { describe, expect, it } from 'vitest';
import { KEPT_PREFIX, keptStrokes, linesOf } from '../../../src/components/pad/kept-strokes.ts';

const holding = (text: string | null) => ({
  getItem: (key: string) => (key === `${KEPT_PREFIX}article` ? text : null),
});
const STROKE = [[1, 2], [3, 4], [[2, 80]]];

describe('strokes that are kept for the tab', () => {
  it('are read from the place at which they were kept', () => {
    const kept = keptStrokes(holding(JSON.stringify([STROKE])), 'article');
    expect(kept).toEqual([STROKE]);
    expect(linesOf(kept ?? [])).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    expect(keptStrokes(holding(JSON.stringify([STROKE])), 'draw')).toBeNull();
  });

  it.each([
    ['nothing', null],
    ['no JSON', '['],
    ['no list', '{}'],
    ['an empty list', '[]'],
    ['lines of two lengths', '[[[1,2],[3],[]]]'],
    ['no numbers', '[[["1"],["2"],[]]]'],
    ['strange times', '[[[1],[2],[[3]]]]'],
  ])('are none where there is %s', (_, text) => {
    expect(keptStrokes(holding(text), 'article')).toBeNull();
  });

  it('are none where the storage is barred', () => {
    const barred = {
      getItem(): string | null {
        throw new Error('denied');
      },
    };
    expect(keptStrokes(barred, 'article')).toBeNull();
    expect(keptStrokes(null, 'article')).toBeNull();
  });
});
