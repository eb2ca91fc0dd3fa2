import { describe, expect, it } from 'vitest';
import { favourite, verdictSentence } from '../../src/components/verdict.ts';
import type { ModelId } from '../../src/core/models.ts';

const CLASSES = ['cat', 'sheep'];

/** Opinions by the probability of cat. */
function opinions(cat: Partial<Record<ModelId, number>>) {
  return (Object.entries(cat) as [ModelId, number][]).map(([model, p]) => ({
    model,
    probabilities: [p, 1 - p],
  }));
}

describe('verdictSentence', () => {
  it.each<[string, Partial<Record<ModelId, number>>]>([
    ['', {}],
    ['The convnet says cat.', { convnet: 0.8 }],
    ['The neighbours say sheep.', { nearest: 0.2 }],
    ['The neighbours say sheep, but are not sure.', { nearest: 0.4 }],
    ['The perceptron and the convnet say cat.', { convnet: 0.8, perceptron: 0.9 }],
    ['All three say cat.', { convnet: 0.8, perceptron: 0.9, nearest: 0.7 }],
    ['All four say cat.', { convnet: 0.9, perceptron: 0.9, nearest: 0.7, forest: 0.8 }],
    ['All four say cat, without a doubt.', { convnet: 0.99, perceptron: 0.97, nearest: 1, forest: 0.95 }],
    [
      'All four say cat, but the forest is not sure.',
      { convnet: 0.99, perceptron: 0.97, nearest: 1, forest: 0.55 },
    ],
    [
      'All four say sheep, but the forest and the neighbours are not sure.',
      { convnet: 0.1, perceptron: 0.1, nearest: 0.4, forest: 0.45 },
    ],
    ['All four say cat, but none is sure.', { convnet: 0.6, perceptron: 0.6, nearest: 0.6, forest: 0.6 }],
    ['Three say cat, the forest says sheep.', { convnet: 0.9, perceptron: 0.9, nearest: 0.8, forest: 0.4 }],
    ['Three say sheep, the neighbours say cat.', { convnet: 0, perceptron: 0, nearest: 0.8, forest: 0.4 }],
    [
      'The forest and the convnet say cat, the neighbours and the perceptron say sheep.',
      { convnet: 0.9, perceptron: 0.1, nearest: 0.2, forest: 0.6 },
    ],
    ['The forest says sheep, the convnet says cat.', { convnet: 0.9, forest: 0.1 }],
    [
      'Three say cat, the forest cannot decide.',
      { convnet: 0.9, perceptron: 0.9, nearest: 0.8, forest: 0.5 },
    ],
    ['The forest cannot decide.', { forest: 0.5 }],
    [
      'All five say cat, but the improved convnet is not sure.',
      { convnet: 0.9, perceptron: 0.9, nearest: 0.8, forest: 0.7, 'convnet-plus': 0.6 },
    ],
  ])('says %j', (sentence, cat) => {
    expect(verdictSentence(opinions(cat), CLASSES)).toBe(sentence);
  });

  it('names three camps of a game with more classes, the largest first', () => {
    const classes = ['cat', 'sheep', 'owl'];
    const vote = (model: ModelId, index: number) => ({
      model,
      probabilities: classes.map((_, i) => (i === index ? 0.8 : 0.1)),
    });
    expect(
      verdictSentence(
        [vote('forest', 0), vote('nearest', 2), vote('perceptron', 2), vote('convnet', 1)],
        classes,
      ),
    ).toBe('The neighbours and the perceptron say owl, the forest says cat, the convnet says sheep.');
  });
});

describe('favourite', () => {
  it('is the most probable class, and none when two are level', () => {
    expect(favourite(Float32Array.of(0.2, 0.5, 0.3))).toBe(1);
    expect(favourite([0.5, 0.5])).toBeNull();
    expect(favourite([NaN, NaN])).toBeNull();
  });
});
