import { MANY_CLASSES } from '../../src/core/metrics.ts';
import type { ExperimentResult } from '../../src/core/results.ts';

/** Significant digits of a number: more than any of these numbers is known to, and all that a 32-bit one has. */
const DIGITS = 9;

/** A comparison of so many classes that a list for each drawing on show is most of its file. */
const isWide = (result: unknown): boolean => {
  const { kind, dataset } = result as Partial<Pick<ExperimentResult, 'kind' | 'dataset'>>;
  return kind === 'comparison' && (dataset?.classes.length ?? 0) > MANY_CLASSES;
};

/**
 * The text of a results file: one field a line, so that a difference can be read, and lists of numbers in one line each,
 * so that the file stays small; of many classes, which have a thousand lists for each, without their indentation. Numbers are written with nine digits; the order of two of them never turns.
 */
export function resultText(result: unknown): string {
  const text = JSON.stringify(
    result,
    (_, value) =>
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(DIGITS)) : value,
    1,
  );
  // No text of JSON holds a line break, so that what begins with one is a list.
  const lines = text.replace(/\[\n[^[\]{}"]*\]/g, (list) => list.replace(/\s+/g, ''));
  return `${isWide(result) ? lines.replace(/\n +(?=\[[^[]*\],?\n)/g, '\n') : lines}\n`;
}
