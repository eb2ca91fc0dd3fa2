import { expect, it } from 'vitest';
import { guessSentence } from '../../src/components/guess-sentence.ts';

const CLASSES = ['lighthouse', 'candle', 'eye', 'scissors', 'The Eiffel Tower'];

it.each([
  [[0.97, 0.01, 0.01, 0.01, 0], 'A lighthouse, without a doubt.'],
  [[0.7, 0.2, 0.05, 0.05, 0], 'A lighthouse.'],
  [[0.5, 0.3, 0.1, 0.1, 0], 'A lighthouse, most likely; or a candle.'],
  [[0.05, 0.1, 0.02, 0.03, 0.8], 'The Eiffel Tower.'],
  [[0.02, 0.03, 0.55, 0.4, 0], 'An eye, most likely; or scissors.'],
  [[0.3, 0.05, 0.05, 0.05, 0.05], 'Perhaps a lighthouse.'],
  [[0.12, 0.1, 0.05, 0.11, 0.02], 'Hard to say: a lighthouse, scissors or a candle?'],
  [[], ''],
])('of %j it says: %s', (probabilities, sentence) => {
  expect(guessSentence(probabilities, CLASSES)).toBe(sentence);
});
