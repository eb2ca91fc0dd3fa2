import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import type { Crew } from '../../src/learning/crew.ts';
import { findSharedNeighbors, pixelNeighbors } from '../../src/learning/pixelNeighbors.ts';
import { wholeNeighbors } from '../../src/learning/wholeNeighbors.ts';
import { bars } from './bars.ts';

const train = bars(700, createRandom('train'), 2);
const queries = bars(300, createRandom('queries'), 2);
const k = 3;

/**
 * Helpers that come one after the other before the owner has begun, and are called off after so many portions; the
 * last of them may fail instead.
 */
function eagerCrew(portions: readonly number[], fails = false) {
  let asked = 0;
  const crew: Crew = {
    most: portions.length,
    share(_, input) {
      let failure: unknown;
      for (const [at, patience] of portions.entries()) {
        let looks = 0;
        const isCalledOff = () => {
          asked++;
          if (looks++ < patience) return false;
          if (fails && at === portions.length - 1) throw new Error('this helper is made to fail');
          return true;
        };
        try {
          void findSharedNeighbors(
            structuredClone(input) as never,
            () => {},
            isCalledOff,
            () => false,
          );
        } catch (error) {
          failure = error;
        }
      }
      return {
        isBroken: () => failure !== undefined,
        end: async () => {
          if (failure) throw failure;
        },
      };
    },
  };
  return { crew, asked: () => asked };
}

describe('a search shared with a crew', () => {
  const all = wholeNeighbors({ pixels: train.pixels, k })(queries);

  it('finds what one thread finds, and what a comparison of all finds', async () => {
    const search = pixelNeighbors({ pixels: train.pixels, k }, 1);
    expect(search.find(queries)).toEqual(all);
    expect(search.find(queries)).toEqual(all); // with the codes of before
    const small = pixelNeighbors({ pixels: train.pixels, k });
    expect(small.find(queries)).toEqual(all);
    const { crew, asked } = eagerCrew([1000]);
    expect(await small.share(queries, crew)).toEqual(all);
    expect(asked()).toBe(0); // so few are not worth another thread
  });

  it.each<[string, number[], boolean]>([
    ['nobody', [], false],
    ['one that does nothing', [0], false],
    ['one that helps with the directions', [9], false],
    ['one that does all', [1000], false],
    ['three that come and go', [1, 20, 40], false],
    ['one that fails before it has done its part', [30], true],
  ])('finds the same with the help of %s, and again with the codes of before', async (_, portions, fails) => {
    const search = pixelNeighbors({ pixels: train.pixels, k }, 1);
    const { crew, asked } = eagerCrew(portions, fails);
    expect(await search.share(queries, crew)).toEqual(all);
    expect(asked() > 0).toBe(portions.length > 0);
    expect(await search.share(queries, eagerCrew([1]).crew)).toEqual(all);
    expect(search.find(queries)).toEqual(all);
  });
});
