import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { pixelNeighbors } from '../../src/learning/pixelNeighbors.ts';
import { wholeNeighbors } from '../../src/learning/wholeNeighbors.ts';
import { bars } from './bars.ts';
import { inProcessCrew } from './inProcessCrew.ts';

const train = bars(700, createRandom('train'), 2);
const queries = bars(300, createRandom('queries'), 2);
const k = 3;

describe('a search shared with a crew', () => {
  const all = wholeNeighbors({ pixels: train.pixels, k })(queries);
  const search = pixelNeighbors({ pixels: train.pixels, k }, 1);

  it('finds what one thread finds, and what a comparison of all finds', async () => {
    expect(search.find(queries)).toEqual(all);
    const small = pixelNeighbors({ pixels: train.pixels, k });
    expect(small.find(queries)).toEqual(all);
    const { crew, calls } = inProcessCrew([{ patience: 9 }]);
    expect(await small.share(queries, crew)).toEqual(all);
    expect(calls()).toBe(0); // so few are not worth another thread
  });

  it.each([
    ['nobody', []],
    ['one that stays', [{ patience: 1000 }]],
    ['three that come and go', [{ patience: 1 }, { patience: 0 }, { patience: 2 }]],
    ['one that fails before it has done its part', [{ patience: 1, fails: true }, { patience: 1 }]],
  ])('finds the same with the help of %s', async (_, helpers) => {
    const { crew, calls } = inProcessCrew(helpers);
    expect(await search.share(queries, crew)).toEqual(all);
    expect(calls() > 0).toBe(helpers.length > 0);
  });
});
