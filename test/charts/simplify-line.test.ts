import { describe, expect, it } from 'vitest';
import { simplifyLine } from '../../src/charts/simplify-line.ts';
import { createRandom } from '../../src/core/random.ts';

describe('simplifyLine', () => {
  it.each<[string, [number, number][], [number, number][]]>([
    [
      'drops what lies on a straight line',
      [
        [0, 0],
        [1, 1],
        [2, 2],
      ],
      [
        [0, 0],
        [2, 2],
      ],
    ],
    [
      'keeps a corner',
      [
        [0, 0],
        [0.1, 1],
        [2, 1],
      ],
      [
        [0, 0],
        [0.1, 1],
        [2, 1],
      ],
    ],
    [
      'goes straight up without a stop',
      [
        [0, 0],
        [0, 0.5],
        [0, 1],
        [1, 1],
      ],
      [
        [0, 0],
        [0, 1],
        [1, 1],
      ],
    ],
    ['keeps a single point', [[3, 4]], [[3, 4]]],
  ])('%s', (_, points, expected) => {
    expect(simplifyLine(points, 0.01)).toEqual(expected);
  });

  it('never leaves a point further than the tolerance from what is drawn', () => {
    const random = createRandom('line');
    let y = 0;
    const points = Array.from({ length: 400 }, (_, i): [number, number] => {
      y += random.next() ** 4 / 20;
      return [i / 399, y];
    });
    const kept = simplifyLine(points, 0.02);
    expect(kept.length).toBeLessThan(points.length / 3);
    for (const [x, value] of points) {
      const after = Math.max(
        1,
        kept.findIndex(([at]) => at >= x),
      );
      const [[x0, y0], [x1, y1]] = [kept[after - 1], kept[after]] as [[number, number], [number, number]];
      expect(Math.abs(value - (y0 + ((y1 - y0) * (x - x0)) / (x1 - x0)))).toBeLessThanOrEqual(0.02 + 1e-12);
    }
  });
});
