import { describe, expect, it } from 'vitest';
import { pixelName } from '../../../../src/activities/draw/evidence/pixel-words.ts';
import { smoothed } from '../../../../src/activities/draw/evidence/smoothed.ts';
import {
  formatOdds,
  formatPush,
  fromTo,
  listed,
  tally,
} from '../../../../src/activities/draw/evidence/words.ts';

describe('the words of the evidence', () => {
  it('give pushes a sign, and odds a factor', () => {
    expect([1.24, -0.42, -0.01].map(formatPush)).toEqual(['+1.2', '−0.4', '+0.0']);
    expect([Math.log(3.3), -Math.log(2), Math.log(48)].map(formatOdds)).toEqual([
      '×\u00a03.3',
      '÷\u00a02.0',
      '×\u00a048',
    ]);
  });

  it('say a range with its unit once where they can', () => {
    expect([fromTo(0.98, 0.61), fromTo(0.9999, 0.5)]).toEqual(['98 to 61\u00a0%', '>99\u00a0% to 50\u00a0%']);
  });

  it('list and count', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
    expect(tally([1, 0, 1], 3)).toEqual([1, 2, 0]);
  });

  it('count rows and columns of pixels from 1', () => {
    expect([pixelName(0), pixelName(783), pixelName(29)]).toEqual([
      'row 1, column 1',
      'row 28, column 28',
      'row 2, column 2',
    ]);
  });
});

describe('smoothed', () => {
  it('leaves an even picture as it is, also at the edge, and spreads a point', () => {
    for (const value of smoothed(new Float32Array(784).fill(2))) expect(value).toBeCloseTo(2);
    const point = new Float32Array(784);
    point[29] = 16;
    const picture = smoothed(point);
    expect([picture[29], picture[30], picture[58], picture[31]]).toEqual([4, 2, 1, 0]);
  });
});
