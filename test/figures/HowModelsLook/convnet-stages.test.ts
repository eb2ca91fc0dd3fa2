import { describe, expect, it } from 'vitest';
import type { ConvnetSteps } from '../../../src/core/convnet-forward.ts';
import {
  barsPath,
  convnetStages,
  SHOWN_MAPS,
  sharePercent,
  strongestMaps,
} from '../../../src/figures/HowModelsLook/convnet-stages.ts';

/** Maps of 2 x 2, of which the later ones are brighter. */
const maps = (count: number) => ({
  count,
  side: 2,
  values: Float32Array.from({ length: count * 4 }, (_, i) => (i % 4 === 0 ? 1 + Math.floor(i / 4) : 0)),
});
const SEEN: ConvnetSteps = {
  conv1: maps(8),
  pool1: maps(8),
  conv2: maps(8),
  pool2: maps(8),
  hidden1: Float32Array.from([1, 2]),
  hidden2: Float32Array.from([3]),
  probabilities: Float32Array.from([0.9, 0.1]),
};

describe('the layers of the convnet', () => {
  it('are nine, in order, and name what it tells apart', () => {
    const stages = convnetStages(SEEN, ['cat', 'sheep']);
    expect(stages.map(({ name }) => name.slice(0, 1)).join('')).toBe('123456789');
    expect(stages[8]?.what).toBe('cat or sheep: shares of 100 %');
    expect(stages[0]?.maps?.places).toMatch(/^The 6 strongest maps light up most in the upper left/);
    expect(stages[5]?.values).toBe(SEEN.pool2.values);
  });

  it('show the maps that light up most, each to its own brightest spot', () => {
    const shown = strongestMaps(maps(8));
    expect(shown).toHaveLength(SHOWN_MAPS);
    for (const map of shown) expect(Math.max(...map)).toBe(1);
    expect(strongestMaps(maps(2))).toHaveLength(2);
  });
});

it('bars stand on the foot, as high as their share of the greatest', () => {
  expect(barsPath(Float32Array.from([2, 0, 1]), 12)).toBe('M0 12v-12.0h1v12.0zM2 12v-6.0h1v6.0z');
});

it.each([
  [0.99951, '> 99.9\u202f%'],
  [0.0004, '< 0.1\u202f%'],
  [0.5, '50.0\u202f%'],
])('a share is never rounded to certainty: %d', (share, says) => {
  expect(sharePercent(share)).toBe(says);
});
