/** Sentences that the results contradict, and numbers that they do not have: collected over a build, told at its end. */

const KEY = Symbol.for('doodles.contradictions');
type Shared = { [KEY]?: Set<string> };

/** Of this build, in the order in which the pages were made. Pages and the integration that tells it share the process. */
export const contradictions = (): Set<string> => {
  const shared = globalThis as Shared;
  shared[KEY] ??= new Set();
  return shared[KEY];
};

/**
 * Notes what is wrong, so that a build tells all of it at once.
 * @throws Error at once while the site is being worked on, where each page is looked at by itself.
 */
export function noteContradiction(text: string): void {
  if (!import.meta.env.PROD) throw new Error(text);
  contradictions().add(text);
}
