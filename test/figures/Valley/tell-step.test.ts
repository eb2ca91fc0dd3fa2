import { describe, expect, it } from 'vitest';
import { floorOf, frameOf, lossAt } from '../../../src/charts/loss-valley.ts';
import { descend } from '../../../src/charts/valley-descent.ts';
import { formatLoss, formatShort, formatWeight, tellSteps } from '../../../src/figures/Valley/tell-step.ts';

const valley = { offsets: [2, 3], gains: [1, -1.5] };
const floor = floorOf(valley);
const frame = frameOf(valley, 1.5);
const descent = { valley, floor, near: 0.1 };
const tell = (from: number, rate: number, steps: number, done: number) =>
  tellSteps(descent, [from, ...descend(valley, from, rate, steps)], rate, done, frame);

describe('a step in words', () => {
  it('has slope, way and both losses', () => {
    expect(tell(-2, 1, 1, 3)).toBe(
      'Step 4: the slope is −0.25, so the weight moves 0.25 to the right; loss 0.348 → 0.290. Downhill.',
    );
    expect(tell(2, 0.01, 1, 0)).toContain(
      'Step 1: the slope is 0.37, so the weight moves 0.0037 to the left',
    );
  });

  it('of many has the numbers of the steps, and where they led', () => {
    expect(tell(-2, 3, 10, 4)).toMatch(/^Steps 5 to 14: loss 0\.348 → 0\.\d{3}\. It has arrived: /);
    expect(tell(-2, 0.001, 10, 0)).toContain('it creeps');
  });

  it('says the loss of a ball that has left the picture', () => {
    const [gone] = descend(valley, -2, 100, 1) as [number];
    expect(tell(-2, 100, 1, 0)).toContain(
      `The ball is out of the picture, loss ${formatLoss(lossAt(valley, gone))}: too long a step.`,
    );
  });
});

describe('numbers of the valley', () => {
  it.each([
    [formatShort, 0.03024, '0.03'],
    [formatShort, -0.3166, '−0.32'],
    [formatShort, 15.6, '16'],
    [formatShort, 12345.6, '12,346'],
    [formatShort, 0, '0'],
    [formatShort, -3e-7, 'less than 0.0001'],
    [formatLoss, 0.41849, '0.418'],
    [formatLoss, 7.24, '7.2'],
    [formatLoss, 1234.5, '1,235'],
    [formatWeight, -6.968, '−6.97'],
    [formatWeight, 1234.5, '1235'],
  ])('%o of %d is "%s"', (format, value, text) => {
    expect(format(value)).toBe(text);
  });
});
