import { describe, expect, it } from 'vitest';
import type { Moment } from '../../../../src/activities/draw/timeline/moment.ts';
import { isOpen, settled, settledSentence } from '../../../../src/activities/draw/timeline/settled.ts';

const CLASSES = ['cat', 'sheep'];

/** Moments of a convnet that gives "cat" these probabilities; each is the end of a stroke. */
const moments = (...cats: (number | null)[]): Moment[] =>
  cats.map((cat, i) => ({
    strokes: i + 1,
    points: 5,
    penMs: 100 * i,
    whole: true,
    answers: cat === null ? {} : { convnet: [cat, 1 - cat] },
  }));

describe('isOpen', () => {
  it.each([
    ['every stroke was asked about', moments(0.9, 0.1), false],
    ['a stroke was not asked about', moments(0.9, null, 0.1), true],
    ['nobody is asked about it', [{ ...(moments(null)[0] as Moment), passed: true }, ...moments(0.1)], false],
    ['only what is within a stroke was not', [{ ...(moments(null)[0] as Moment), whole: false }], false],
  ])('tells whether a model is still to be asked: %s', (_, all, open) => {
    expect(isOpen(all, 'convnet')).toBe(open);
  });
});

describe('settled', () => {
  it.each([
    ['it was sure from the first', [0.9, 0.8, 0.7], 0],
    ['it once was of another mind', [0.9, 0.1, 0.8, 0.9], 2],
    ['it once was unsure of the same', [0.9, 0.64, 0.65, 0.9], 2],
    ['a moment was not asked about', [0.1, 0.9, null, 0.9], 1],
    ['the last moment was not asked about', [0.1, 0.9, null], 1],
    ['the end is another class', [0.9, 0.2, 0.1], 1],
    ['there is only one moment', [0.7], 0],
  ])('finds since when the last answer holds: %s', (_, cats, moment) => {
    expect(settled(moments(...cats), 'convnet')).toMatchObject({ moment, strokes: moment + 1 });
  });

  it.each([
    ['it is unsure in the end', [0.9, 0.6]],
    ['it is level in the end', [0.9, 0.5]],
    ['it has not answered', [null, null]],
    ['there is nothing', []],
  ])('is null when %s', (_, cats) => {
    expect(settled(moments(...cats), 'convnet')).toBeNull();
  });

  it('asks for the favourite of many with at least 0.65', () => {
    const [moment] = moments(0.9);
    const of = (...convnet: number[]) =>
      settled([{ ...(moment as Moment), answers: { convnet } }], 'convnet');
    expect(of(0.1, 0.1, 0.7, 0.05, 0.05)).toMatchObject({ choice: 2 });
    expect(of(0.1, 0.2, 0.5, 0.1, 0.1)).toBeNull();
  });
});

describe('settledSentence', () => {
  it.each([
    [0, true, 3, 'The convnet knew after 1 stroke: cat.'],
    [2, true, 3, 'The convnet knew after 3 strokes: cat.'],
    [2, false, 3, 'The convnet knew during stroke 3: cat.'],
    [0, true, 1, 'The convnet knew at the end of the only stroke: cat.'],
    [0, false, 1, 'The convnet knew before the only stroke was done: cat.'],
  ])('says when: moment %i, whole %s, of %i strokes', (moment, whole, total, sentence) => {
    const found = { choice: 0, moment, strokes: moment + 1, whole };
    expect(settledSentence('convnet', found, CLASSES, total)).toBe(sentence);
  });

  it('says that a model never settled', () => {
    expect(settledSentence('nearest', null, CLASSES, 3)).toBe('The neighbours never settled.');
  });
});
