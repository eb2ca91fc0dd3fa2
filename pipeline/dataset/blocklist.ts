/**
 * Embedded drawings that the site does not show: public drawings can be rude, hateful, somebody's name, or empty.
 * All 100 drawings of these classes were looked at one by one: cat, sheep, dog, octopus, bee, hedgehog, giraffe,
 * bird, flower, house. Other classes were not: look at them before an article shows them.
 */

/** Rows 0-99 by class, each with the reason in a word. */
const BLOCKED: Readonly<Record<string, Readonly<Record<number, 'anatomy' | 'name'>>>> = {
  bird: { 32: 'anatomy' },
  cat: { 20: 'anatomy' },
  dog: { 95: 'name' },
};

/** Rows of a class that are not to be shown, rising; none for classes without an entry. */
export function blockedRows(className: string): number[] {
  return Object.hasOwn(BLOCKED, className) ? Object.keys(BLOCKED[className] ?? {}).map(Number) : [];
}
