/**
 * Embedded drawings that the site does not show: public drawings can be rude, hateful or empty.
 */

/** Rows 0-99 by class, each with the reason. */
const BLOCKED: Readonly<Record<string, Readonly<Record<number, string>>>> = {};

/** Rows of a class that are not to be shown, rising. */
export function blockedRows(className: string): number[] {
  return Object.keys(BLOCKED[className] ?? {}).map(Number);
}
