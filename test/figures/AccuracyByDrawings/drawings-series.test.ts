import { describe, expect, it } from 'vitest';
import { drawingsSeries, drawnApart } from '../../../src/figures/AccuracyByDrawings/drawings-series.ts';
import { smallGame } from '../../fixtures/small-game.ts';

const result = smallGame();

describe('drawingsSeries', () => {
  const [convnet, wide] = drawingsSeries(result);

  it('goes from few drawings of each word to all, which is a mean', () => {
    expect(convnet?.model).toBe('convnet');
    expect(convnet?.points.map(({ count, share, tick }) => [count, share, tick])).toEqual([
      [25, 0.3, undefined],
      [50, 0.4, undefined],
      [75, 0.5, 'all'],
    ]);
  });

  it('has a single point of a network that was never given fewer', () => {
    expect(wide?.points).toEqual([
      { count: 75, share: 0.6, low: expect.closeTo(0.59), high: expect.closeTo(0.61), tick: 'all' },
    ]);
    expect(drawingsSeries({ ...result, byDrawings: [] })[0]?.points).toHaveLength(1);
  });
});

it('draws no point that would lie on that of all drawings', () => {
  const at = (count: number, tick?: string) => ({ count, share: 0.5, ...(tick ? { tick } : {}) });
  const counts = (...points: ReturnType<typeof at>[]) => drawnApart(points).map(({ count }) => count);
  expect(counts(at(200), at(400), at(411, 'all'))).toEqual([200, 411]);
  expect(counts(at(200), at(400), at(738, 'all'))).toEqual([200, 400, 738]);
  expect(counts(at(75, 'all'))).toEqual([75]);
});
