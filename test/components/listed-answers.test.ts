import { describe, expect, it } from 'vitest';
import { listsAnswers, ranked } from '../../src/components/listed-answers.ts';
import { verdictSentence } from '../../src/components/verdict.ts';

const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

describe('answers', () => {
  it.each([
    [['cat', 'sheep'], false],
    [['The Great Wall of China', 'The Eiffel Tower'], false],
    [['dog', 'octopus', 'bee', 'hedgehog', 'giraffe'], false],
    [['dog', 'octopus', 'The Mona Lisa'], true],
    [many, true],
  ])('of %j are listed: %s', (classes, listed) => {
    expect(listsAnswers(classes)).toBe(listed);
  });

  it('come with the likeliest first, of equals the first', () => {
    expect(ranked([0.1, 0.4, 0.1, 0.4], 3)).toEqual([
      { index: 1, probability: 0.4 },
      { index: 3, probability: 0.4 },
      { index: 0, probability: 0.1 },
    ]);
    expect(ranked([], 3)).toEqual([]);
  });
});

describe('the verdict on many things', () => {
  const says = (place: number) => many.map((_, i) => (i === place ? 0.7 : 0.05));
  const of = (...places: number[]) =>
    verdictSentence(
      places.map((place, i) => ({
        model: (['forest', 'nearest', 'perceptron'] as const)[i] as 'forest',
        probabilities: says(place),
      })),
      many,
    );
  it('does not repeat what each of them names when all name another', () => {
    expect(of(0, 1, 2)).toBe('Each of them says something else.');
    expect(of(0, 0, 2)).toBe('Two say a, the perceptron says c.');
  });
});
