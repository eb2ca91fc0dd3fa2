/** Significant digits of a number: more than any of these numbers is known to, and all that a 32-bit one has. */
const DIGITS = 9;

/**
 * The text of a results file: one field a line, so that a difference can be read, and lists of numbers in one line each,
 * so that the file stays small. Numbers are written with nine digits; the order of two of them never turns.
 */
export function resultText(result: unknown): string {
  const text = JSON.stringify(
    result,
    (_, value) =>
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(DIGITS)) : value,
    1,
  );
  // No text of JSON holds a line break, so that what begins with one is a list.
  return `${text.replace(/\[\n[^[\]{}"]*\]/g, (list) => list.replace(/\s+/g, ''))}\n`;
}
