import { describe, expect, it } from 'vitest';
import { facts } from '../../../src/core/lookup.ts';
import { wilsonInterval } from '../../../src/core/statistics.ts';
import { DRAWINGS_A_LINE, endLines, wordEnds } from '../../../src/figures/WordEnds/word-ends.ts';
import { smallGame } from '../../fixtures/small-game.ts';

const result = smallGame();
const ends = wordEnds(result);

describe('wordEnds', () => {
  it('ranks the words from either end, as the facts do', () => {
    expect(ends.best.map(({ word }) => word)).toEqual(['sun', 'cat', 'coffee cup', 'mug']);
    expect(ends.least.map(({ word }) => word)).toEqual(['mug', 'coffee cup', 'cat', 'sun']);
    expect(facts(result).get('words.1.name')?.value).toBe(ends.best[0]?.word);
    expect(facts(result).get('words.-1.name')?.value).toBe(ends.least[0]?.word);
  });

  it('tells of each word how often it is known and what else it is called', () => {
    expect(ends.least[0]).toMatchObject({
      index: 2,
      top1: wilsonInterval(2, 10),
      takenFor: ['coffee cup', 5],
    });
    expect(ends.best[0]?.takenFor).toBeNull();
  });

  it('tells of a pair how many drawings of both are taken for the other', () => {
    expect(
      ends.pairs.map(({ words, count, of }) => [words.map(({ word }) => word).join(), count, of]),
    ).toEqual([
      ['coffee cup,mug', 11, 20],
      ['mug,sun', 3, 20],
      ['cat,coffee cup', 1, 20],
      ['cat,sun', 1, 20],
    ]);
  });

  it('shows the first exhibits of a word by their place in the sprite, whatever the network says of them', () => {
    expect(ends.best[0]?.rows).toEqual([2, 4, 7]);
    expect(DRAWINGS_A_LINE).toBe(3);
  });

  it('gives every word that is shown a line of the sheet, in the order of the figure', () => {
    expect(endLines(ends).map(({ word }) => word)).toEqual([
      ...['sun', 'cat', 'coffee cup', 'mug'],
      ...['mug', 'coffee cup', 'cat', 'sun'],
      ...['coffee cup', 'mug', 'mug', 'sun', 'cat', 'coffee cup', 'cat', 'sun'],
    ]);
  });
});
