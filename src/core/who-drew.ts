/**
 * Where drawings come from. Not in `content/results`, since no experiment is about it: Google's files
 * `full/simplified/<word>.ndjson` (https://github.com/googlecreativelab/quickdraw-dataset) name the country of the player beside
 * each drawing, and most copies of them have lost it. Counted on 28 November 2026 in 899 drawings of one word, of early 2017.
 */
export const WHO_DREW = {
  word: 'monkey',
  drawings: 899,
  /** Country codes in all, and drawings from the United States, and from there, Britain, Canada and Australia together. */
  countries: 76,
  unitedStates: 352,
  fourOfEnglish: 481,
  /** Drawings that the game itself did not recognise in its twenty seconds. */
  unrecognised: 156,
} as const;
