import { describe, expect, it } from 'vitest';
import {
  answerOf,
  leafOf,
  nextOther,
  pixelAt,
  questionOf,
  stationAt,
  tallyOf,
  votesOf,
  wayDown,
} from '../../../src/figures/HowModelsLook/forest-walk.ts';

const CLASSES = ['cat', 'sheep'];
const votes = (...list: number[]) => list.map((vote) => ({ vote }));

describe('a question', () => {
  it('names its square by column and row, counted from 1', () => {
    expect(pixelAt(28 * 4 + 11)).toEqual({ x: 11, y: 4 });
    expect(questionOf({ pixel: 28 * 4 + 11, threshold: 0 })).toBe('Column 12, row 5: any ink?');
  });

  it.each([
    [false, 0, 'No, this square is empty.'],
    [true, 255, 'Yes, this square is full of ink.'],
    [true, 128, 'Yes, this square holds 50\u00a0% ink.'],
    [false, 26, 'No, this square only holds 10\u00a0% ink.'],
  ])('is answered by the ink that is there: %s at %d', (right, ink, says) => {
    expect(answerOf({ right }, ink)).toBe(says);
  });
});

describe('a leaf', () => {
  it('says what share of the drawings that ended in it were called so, and votes', () => {
    expect(leafOf([0.93, 0.07], CLASSES)).toBe(
      'Of the drawings that ended here while the tree was learning, 93\u00a0% were called cat. This tree says cat.',
    );
  });

  it('of one class alone says so', () => {
    expect(leafOf([0, 1], CLASSES)).toBe(
      'Every drawing that ended here while the tree was learning was a sheep. This tree says sheep.',
    );
  });
});

describe('the votes', () => {
  it('are counted by class and told with the most first', () => {
    expect(votesOf(votes(1, 0, 1, 1), 2)).toEqual([1, 3]);
    expect(tallyOf([38, 62], CLASSES)).toBe('62 of the 100 trees say sheep, 38 say cat.');
    expect(tallyOf([0, 5, 2], ['a', 'b', 'c'])).toBe('5 of the 7 trees say b, 2 say c.');
  });

  it('of trees that all agree are told as one', () => {
    expect(tallyOf([100, 0], CLASSES)).toBe('All 100 trees say cat.');
  });

  it('lead to the next tree that disagrees, beyond the last to the first, or nowhere', () => {
    const trees = votes(1, 0, 0, 1);
    expect(nextOther(trees, 0)).toBe(1);
    expect(nextOther(trees, 2)).toBe(3);
    expect(nextOther(trees, 3)).toBe(1);
    expect(nextOther(votes(1, 1), 0)).toBeNull();
    expect(nextOther([], 0)).toBeNull();
  });
});

describe('the way down a tree', () => {
  it('turns left at a no and right at a yes, one step below the other', () => {
    expect(wayDown([{ right: false }, { right: false }, { right: true }])).toEqual([
      { x: 0, y: 0 },
      { x: -1, y: 1 },
      { x: -2, y: 2 },
      { x: -1, y: 3 },
    ]);
    expect(wayDown([])).toEqual([{ x: 0, y: 0 }]);
  });

  it.each([
    ['ArrowRight', 2, 3],
    ['ArrowDown', 5, 5],
    ['ArrowLeft', 2, 1],
    ['ArrowUp', 0, 0],
    ['Home', 4, 0],
    ['End', 1, 5],
    ['Tab', 1, null],
  ])('is walked with the arrow keys and never left: %s at %d', (key, station, to) => {
    expect(stationAt(key, station, 5)).toBe(to);
  });
});
