/** What the held-out share means in drawings, and what so few can tell. */
import { wilsonInterval } from '../../../core/statistics.ts';
import { FEWEST_EXAMPLES, type Settings } from '../project.ts';
import { heldOutCount } from '../split.ts';

const drawings = (count: number) => `${count} ${count === 1 ? 'drawing' : 'drawings'}`;
const percent = (share: number) => Math.round(100 * share);

/** "80 drawings: 64 to learn from, 16 to test on", of one class. */
export function heldOutSentence(
  count: number,
  { heldOut, perClass }: Pick<Settings, 'heldOut' | 'perClass'>,
): string {
  if (count < FEWEST_EXAMPLES) return `${drawings(count)}: at least ${FEWEST_EXAMPLES} are needed`;
  const test = heldOutCount(count, heldOut);
  const train = count - test;
  const used = Math.min(train, perClass ?? train);
  const rest = used < train ? `, ${train - used} put aside` : '';
  return `${drawings(count)}: ${used} to learn from, ${test} to test on${rest}`;
}

/** Drawings that are tested on, of all classes together. @param counts examples of each class. */
export function testCount(counts: readonly number[], heldOut: number): number {
  return counts.reduce((sum, count) => sum + heldOutCount(count, heldOut), 0);
}

/** What an accuracy measured on so few drawings is worth; empty for none. @param tests in all. */
export function whatTestsTell(tests: number): string {
  if (tests === 0) return '';
  const right = Math.round(0.9 * tests);
  const { low, high } = wilsonInterval(right, tests);
  const width = high - low;
  const verdict =
    width > 0.25 ? 'That is hardly more than a rumour.' : width > 0.12 ? 'A fair guess, no more.' : '';
  return `With ${drawings(tests)} to test on, a model that gets ${right} of them right might get anything from ${percent(low)} to ${percent(high)} % of all such drawings right (95 % interval). ${verdict}`.trim();
}
