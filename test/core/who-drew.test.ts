import { expect, test } from 'vitest';
import { officialWords } from '../../src/core/official-words.ts';
import { WHO_DREW } from '../../src/core/who-drew.ts';

test('the parts are parts of the whole, and the word is one of the game’s', () => {
  const { word, drawings, countries, unitedStates, fourOfEnglish, unrecognised } = WHO_DREW;
  expect(officialWords()).toContain(word);
  expect(unitedStates).toBeLessThan(fourOfEnglish);
  // Every other country has a drawing at least.
  expect(drawings - fourOfEnglish).toBeGreaterThanOrEqual(countries - 4);
  expect(unrecognised).toBeLessThan(drawings);
});
