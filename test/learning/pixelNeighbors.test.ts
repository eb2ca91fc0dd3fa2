import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { pixelNeighbors } from '../../src/learning/pixelNeighbors.ts';
import { wholeNeighbors } from '../../src/learning/wholeNeighbors.ts';
import { bars } from './bars.ts';
import { eagerCrew } from './eagerCrew.ts';
import type { Helper } from './inProcessCrew.ts';

const train = bars(700, createRandom('train'), 2);
const queries = bars(300, createRandom('queries'), 2);
const k = 3;

describe('a search shared with a crew', () => {
  const all = wholeNeighbors({ pixels: train.pixels, k })(queries);

  it('finds what one thread finds, and what a comparison of all finds', async () => {
    const search = pixelNeighbors({ pixels: train.pixels, k }, 1);
    expect(search.find(queries)).toEqual(all);
    expect(search.find(queries)).toEqual(all); // with the codes of before
    const small = pixelNeighbors({ pixels: train.pixels, k });
    expect(small.find(queries)).toEqual(all);
    const { crew, asked } = await eagerCrew('near-pixels', [{ patience: 1000 }]);
    expect(await small.share(queries, crew)).toEqual(all);
    expect(asked()).toBe(0); // so few are not worth another thread
  });

  it.each<[string, Helper[]]>([
    ['nobody', []],
    ['one that does nothing', [{ patience: 0 }]],
    ['one that helps with the directions', [{ patience: 9 }]],
    ['one that does all', [{ patience: 1000 }]],
    ['three that come and go', [{ patience: 1 }, { patience: 20 }, { patience: 40 }]],
    ['one that fails before it has done its part', [{ patience: 30, fails: true }]],
  ])('finds the same with the help of %s, and again with the codes of before', async (_, helpers) => {
    const search = pixelNeighbors({ pixels: train.pixels, k }, 1);
    const { crew, asked } = await eagerCrew('near-pixels', helpers);
    expect(await search.share(queries, crew)).toEqual(all);
    expect(asked() > 0).toBe(helpers.length > 0);
    expect(await search.share(queries, (await eagerCrew('near-pixels', [{ patience: 1 }])).crew)).toEqual(
      all,
    );
    expect(search.find(queries)).toEqual(all);
  });
});
