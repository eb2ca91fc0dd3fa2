/** Sentences of a chapter that compare models or scores and stand in no `<Claim>`, so that no result can contradict them. */

/** Comparatives, superlatives, and what amounts to one. */
const COMPARES =
  /\b(more|most|best|better|worse|worst|only|never|nothing|always|least|fewest|fewer|less|higher|lower|ahead|hardly|any)\b/i;
/** What results are about. */
const OF_RESULTS =
  /\b(forest|neighbours?|perceptron|convnet|network|models?|accurac(?:y|ies)|scores?|whiskers?|epochs?|trees)\b/i;

/**
 * @param mdx the chapter
 * @returns each on one line, without tags; a number of the results is written "N"
 */
export function comparingSentences(mdx: string): string[] {
  const prose = mdx
    .replace(/^---\n[\s\S]*?\n---/, '')
    .replace(/^import .*$/gm, '')
    .replace(/<(Claim|Exercise)\b[\s\S]*?<\/\1>/g, ' … ')
    .replace(/^#+ .*$/gm, '')
    .replace(/<(?:Result)\b[^>]*\/>/g, 'N')
    .replace(/<[A-Z]\w*\b(?:"[^"]*"|'[^']*'|\{[^}]*\}|[^>"'{])*\/>/g, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&#8239;', ' ');
  return prose
    .split(/(?<=[.!?][")*]*)\s+|\n\n+/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => COMPARES.test(sentence) && OF_RESULTS.test(sentence));
}
