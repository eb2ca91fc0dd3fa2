import { afterEach, describe, expect, it, vi } from 'vitest';
import { KEPT_PREFIX } from '../../../src/components/pad/kept-strokes.ts';
import { followInk, keptInk, tellInk } from '../../../src/components/pad/readers-ink.ts';
import { rasterize } from '../../../src/core/rasterize.ts';
import { type Stroke, simplifyDrawing } from '../../../src/core/strokes.ts';

const LINE: Stroke = [
  [100, 800],
  [100, 500],
];
const DOT: Stroke = [
  [100, 102],
  [100, 101],
];
/** A zigzag that leaves no paper. */
const SCRIBBLE: Stroke = [
  Array.from({ length: 120 }, (_, i) => (i % 2) * 1000),
  Array.from({ length: 120 }, (_, i) => (i * 1000) / 119),
];
const inkOf = (stroke: Stroke) => rasterize(simplifyDrawing([stroke]));
const keeper = (kept: Record<string, Stroke>) => ({
  getItem: (key: string) => {
    const stroke = kept[key.slice(KEPT_PREFIX.length)];
    return stroke === undefined ? null : JSON.stringify([[stroke[0], stroke[1], []]]);
  },
});

describe('the ink of a drawing that is kept', () => {
  it('is what the models see of the first place that has one', () => {
    expect(keptInk(['article', 'draw'], keeper({ draw: LINE }))).toEqual(inkOf(LINE));
    const other: Stroke = [LINE[1], LINE[0]];
    expect(keptInk(['article', 'draw'], keeper({ article: other, draw: LINE }))).toEqual(inkOf(other));
    expect(keptInk(['article'], keeper({ draw: LINE }))).toBeNull();
  });

  it('is none of a dot or a scribble, of which models are not asked', () => {
    expect(keptInk(['draw'], keeper({ draw: DOT }))).toBeNull();
    expect(keptInk(['draw'], keeper({ draw: SCRIBBLE }))).toBeNull();
    expect(keptInk(['article', 'draw'], keeper({ article: DOT, draw: LINE }))).toEqual(inkOf(LINE));
  });
});

describe('who follows the reader’s ink', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is told at once what is kept, then what the pad says, and of an emptied pad what the large canvas keeps', () => {
    vi.stubGlobal('addEventListener', () => {});
    vi.stubGlobal('removeEventListener', () => {});
    vi.stubGlobal('sessionStorage', keeper({ article: DOT, draw: LINE }));
    const seen: (Uint8Array | null)[] = [];
    const end = followInk((ink) => seen.push(ink));
    expect(seen).toEqual([inkOf(LINE)]);
    const mine = new Uint8Array(784).fill(9);
    tellInk(mine);
    tellInk(mine); // the same drawing is no news
    expect(seen.slice(1)).toEqual([mine]);
    tellInk(null);
    expect(seen.at(-1)).toEqual(inkOf(LINE));
    end();
    tellInk(mine);
    expect(seen).toHaveLength(3);
  });
});
