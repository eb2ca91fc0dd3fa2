import { describe, expect, it } from 'vitest';
import type { Asked, Probe } from './probe.ts';
import { countFrames, latencies, quantile } from './stats.ts';

const asked = (at: number, points: number, changes: Partial<Asked> = {}): Asked => ({
  sequence: at,
  models: 2,
  at,
  points,
  answeredAt: at + 3,
  shownAt: at + 4,
  paintedAt: at + 9,
  latencies: { convnet: 1 },
  ...changes,
});
const point = (stampedAt: number) => ({ stampedAt, handledAt: stampedAt + 1 });

describe('latencies', () => {
  it('run from the stamp of a point to the bars of the first drawing with it that all models have answered', () => {
    const probe: Probe = {
      points: [point(10), point(14), point(18), point(90)],
      asked: [asked(11, 1), asked(15, 2, { models: 1 }), asked(20, 3), asked(30, 3)],
      frames: [],
      engines: {},
    };
    const found = latencies(probe, 2);
    expect(found.points).toEqual([5, 10, 6]); // the last point was answered by none
    expect(found.painted).toEqual([10, 15, 11]);
    expect(Object.values(found.parts).map(([first]) => first)).toEqual([1, 0, 3, 1, 5]);
    expect(found.models).toEqual({ convnet: [1, 1, 1] });
  });
});

describe('countFrames', () => {
  it('counts the frames that are missing between those that came', () => {
    expect(countFrames([0, 16.7, 33.3, 66.7, 83.4, 150])).toEqual({ count: 6, dropped: 4 });
  });
});

describe('quantile', () => {
  it('is a value that occurs', () => {
    expect([quantile([3, 1, 2], 0.5), quantile([3, 1, 2], 0.95)]).toEqual([2, 3]);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
