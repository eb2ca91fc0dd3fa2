import { expect, test } from 'vitest';
import {
  guessSentence,
  knownAfter,
  knownSentence,
  missedSentence,
} from '../../../src/activities/play/speech.ts';

const WORDS = ['dog', 'bee', 'octopus'];

test.each([
  ['empty', null, 'I am looking…'],
  ['dot', null, 'A dot. Go on…'],
  ['scribble', null, 'So much ink… I cannot see a thing.'],
  ['drawing', null, 'Hmm…'],
  ['drawing', [0.29, 0.29, 0.28], 'I have no idea yet…'],
  ['drawing', [0.5, 0.1, 0.1], 'Perhaps a dog…'],
  ['drawing', [0.3, 0.4, 0.3], 'I see a bee… or a dog…'],
  ['drawing', [0.1, 0.2, 0.7], 'I see an octopus…'],
] as const)('of %s with %j it says: %s', (extent, probabilities, sentence) => {
  expect(guessSentence(WORDS, probabilities, extent)).toBe(sentence);
});

test('an empty pad silences what was thought of the last drawing', () => {
  expect(guessSentence(WORDS, [0.1, 0.2, 0.7], 'empty')).toBe('I am looking…');
});

test('a known word is cried out, in other words each round', () => {
  const cries = Array.from({ length: 6 }, (_, round) => knownSentence('octopus', round));
  for (const cry of cries) expect(cry).toMatch(/ an octopus!$/);
  expect(new Set(cries).size).toBeGreaterThan(3);
});

test.each([
  [[], 'Time’s up, and I saw nothing.'],
  [[{ word: 'dog', probability: 0.2 }], 'Time’s up. I had no idea.'],
  [[{ word: 'octopus', probability: 0.8 }], 'Time’s up. I thought it was an octopus.'],
  [[{ word: 'bee', probability: 0.5 }], 'Time’s up. I was beginning to think of a bee, but was not sure.'],
])('a bee that was seen as %j is told so', (thoughts, sentence) => {
  expect(missedSentence('bee', thoughts)).toBe(sentence);
});

test('what it took is told in seconds and strokes', () => {
  expect(knownAfter(4234, 3)).toBe('known after 4.2\u00a0s, 3\u00a0strokes');
  expect(knownAfter(900, 1)).toBe('known after 0.9\u00a0s, 1\u00a0stroke');
});
