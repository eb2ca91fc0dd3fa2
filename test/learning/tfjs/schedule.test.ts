import { describe, expect, test } from 'vitest';
import { createSchedule } from '../../../src/learning/tfjs/schedule.ts';

const at = [0, 0.25, 0.5, 0.75, 1];

describe('createSchedule', () => {
  test.each([
    ['none', [1, 1, 1, 1, 1]],
    ['linear', [1, 0.75, 0.5, 0.25, 0]],
    ['cosine', [1, (1 + Math.SQRT1_2) / 2, 0.5, (1 - Math.SQRT1_2) / 2, 0]],
  ])('falls as "%s" says', (decay, shares) => {
    const schedule = createSchedule('convnet', decay);
    for (const [i, done] of at.entries()) expect(schedule(done)).toBeCloseTo(shares[i] as number, 12);
  });

  test.each([
    ['none', [0, 0.5, 1, 1, 1]],
    ['linear', [0, 0.5, 1, 0.5, 0]],
    ['cosine', [0, 0.5, 1, 0.5, 0]],
  ])('rises in a line first, then falls as "%s" says over the rest', (decay, shares) => {
    const schedule = createSchedule('convnet', decay, 0.5);
    for (const [i, done] of at.entries()) expect(schedule(done)).toBeCloseTo(shares[i] as number, 12);
  });

  test('refuses a name that it does not know, and names those that it does', () => {
    expect(() => createSchedule('convnet', 'step')).toThrow(
      'convnet decay must be "none", "linear" or "cosine", got "step"',
    );
  });
});
