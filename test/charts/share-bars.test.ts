import { describe, expect, it } from 'vitest';
import { shareBars, verdict } from '../../src/charts/share-bars.ts';

const names = ['dog', 'octopus', 'bee'];

describe('shareBars', () => {
  it('keeps the order of the classes and marks what was drawn and what it is called', () => {
    expect(shareBars(names, [0.2, 0.1, 0.7], 1)).toEqual([
      { name: 'dog', share: 0.2, drawn: false, called: false },
      { name: 'octopus', share: 0.1, drawn: true, called: false },
      { name: 'bee', share: 0.7, drawn: false, called: true },
    ]);
  });
});

describe('verdict', () => {
  it.each([
    [[0.7, 0.2, 0.1], 0, 'dog, right'],
    [[0.7, 0.2, 0.1], 1, 'dog, wrong: it is an octopus'],
    [[0.4, 0.4, 0.2], 0, 'dog, right'],
    [[0.1, 0.2, 0.7], 0, 'bee, wrong: it is a dog'],
  ])('of %j where class %i was drawn is "%s"', (shares, truth, expected) => {
    expect(verdict(shareBars(names, shares, truth))).toBe(expected);
  });
});
