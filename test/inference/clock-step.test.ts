import { describe, expect, it } from 'vitest';
import { clockStep } from '../../src/inference/clock-step.ts';

/** A clock that ticks in `stepMs`, of which each reading takes `readingMs`. */
function clock(stepMs: number, readingMs = 0.01): () => number {
  let ms = 5.4321;
  return () => {
    ms += readingMs;
    return Math.floor(ms / stepMs) * stepMs;
  };
}

describe('clockStep', () => {
  it.each([0.1, 1, 16])('finds that a clock ticks in %d ms', (stepMs) => {
    expect(clockStep(clock(stepMs))).toBeCloseTo(stepMs, 6);
  });

  it('takes the smallest of several ticks, since a reading may have come late', () => {
    const readings = [0, 0, 3, 3, 4, 6];
    expect(clockStep(() => readings.shift() ?? 7)).toBe(1);
  });

  it('gives up on a clock that stands still', () => {
    expect(clockStep(() => 1000)).toBeNull();
  });
});
