import { describe, expect, it } from 'vitest';
import {
  type Keeper,
  keepDrawing,
  keptDrawing,
  tabStorage,
} from '../../../src/activities/draw/kept-drawing.ts';
import { notePenTime, penTimesOf } from '../../../src/activities/draw/timeline/pen-times.ts';
import { SAMPLES } from '../../../src/components/pad/samples.ts';
import type { MutableStroke, Stroke } from '../../../src/core/strokes.ts';

function keeper(): Keeper & { readonly held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => held.set(key, value),
    removeItem: (key) => held.delete(key),
  };
}
const CAT = SAMPLES[0]?.strokes as readonly Stroke[];

describe('a drawing that is kept for the tab', () => {
  it('comes back as it was, to the last digit, with how fast it was drawn', () => {
    const store = keeper();
    const stroke: MutableStroke = [
      [1 / 3, 200.25],
      [0.1 + 0.2, 7],
    ];
    notePenTime(stroke, { points: 1, penMs: 0 });
    notePenTime(stroke, { points: 2, penMs: 812.5 });
    keepDrawing(store, 'draw', [stroke, ...CAT]);
    const kept = keptDrawing(store, 'draw') ?? [];
    expect(kept).toEqual([stroke, ...CAT].map(([x, y]) => [Array.from(x), Array.from(y)]));
    expect(penTimesOf(kept[0] as Stroke)).toEqual([
      { points: 1, penMs: 0 },
      { points: 2, penMs: 812.5 },
    ]);
    expect(penTimesOf(kept[1] as Stroke)).toBeNull();
  });

  it('is that of its own pad, and gone when the pad is empty', () => {
    const store = keeper();
    keepDrawing(store, 'draw', CAT);
    expect(keptDrawing(store, 'article')).toBeNull();
    keepDrawing(store, 'draw', []);
    expect(store.held.size).toBe(0);
  });

  it.each([
    ['no JSON', '{['],
    ['nothing drawn', '[]'],
    ['another thing', '{"x": [1]}'],
    ['a stroke without points', '[[[], [], []]]'],
    ['columns of different lengths', '[[[1, 2], [1], []]]'],
    ['what is no number', '[[[1, null], [1, 2], []]]'],
    ['times that are none', '[[[1], [1], [[1]]]]'],
  ])('is no drawing when the storage holds %s', (_, text) => {
    const store = keeper();
    keepDrawing(store, 'draw', CAT);
    for (const key of store.held.keys()) store.held.set(key, text);
    expect(keptDrawing(store, 'draw')).toBeNull();
  });

  it('is not kept where storage is barred or full, and nothing breaks', () => {
    const full: Keeper = {
      getItem: () => {
        throw new Error('barred');
      },
      setItem: () => {
        throw new Error('full');
      },
      removeItem: () => {},
    };
    keepDrawing(full, 'draw', CAT);
    expect(keptDrawing(full, 'draw')).toBeNull();
    keepDrawing(null, 'draw', CAT);
    expect(keptDrawing(null, 'draw')).toBeNull();
    expect(tabStorage()).toBeNull(); // as here, where there is no browser
  });
});
