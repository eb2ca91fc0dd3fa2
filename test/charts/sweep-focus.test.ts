import { describe, expect, it } from 'vitest';
import { type Focus, moveFocus, nearestMark } from '../../src/charts/sweep-focus.ts';

const marks = (y: number, xs: readonly number[]) => ({ marks: xs.map((x) => ({ x, y })) });
/** Drawn from top to bottom as 1, 0, 2; line 2 has fewer marks. */
const lines = [marks(50, [10, 20, 30]), marks(20, [10, 20, 30]), marks(80, [10, 30])];

describe('moveFocus', () => {
  it.each<[string, Focus, Focus]>([
    ['ArrowRight', { line: 0, mark: 0 }, { line: 0, mark: 1 }],
    ['ArrowRight', { line: 0, mark: 2 }, { line: 0, mark: 2 }],
    ['ArrowLeft', { line: 0, mark: 1 }, { line: 0, mark: 0 }],
    ['ArrowLeft', { line: 0, mark: 0 }, { line: 0, mark: 0 }],
    ['Home', { line: 1, mark: 2 }, { line: 1, mark: 0 }],
    ['End', { line: 2, mark: 0 }, { line: 2, mark: 1 }],
    ['ArrowUp', { line: 0, mark: 2 }, { line: 1, mark: 2 }],
    ['ArrowUp', { line: 1, mark: 2 }, { line: 1, mark: 2 }],
    ['ArrowDown', { line: 0, mark: 2 }, { line: 2, mark: 1 }],
    ['ArrowDown', { line: 2, mark: 1 }, { line: 2, mark: 1 }],
  ])('%s leads from %j to %j', (key, from, to) => {
    expect(moveFocus(lines, from, key)).toEqual(to);
  });

  it('leaves other keys to the page', () => {
    expect(moveFocus(lines, { line: 0, mark: 0 }, 'Tab')).toBeNull();
  });
});

describe('nearestMark', () => {
  it('finds every mark at its own place', () => {
    lines.forEach(({ marks: along }, line) => {
      along.forEach(({ x, y }, mark) => {
        expect(nearestMark(lines, x + 2, y - 2)).toEqual({ line, mark });
      });
    });
  });
});
