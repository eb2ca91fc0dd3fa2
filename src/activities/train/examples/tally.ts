import { FEWEST_EXAMPLES, MOST_EXAMPLES } from '../project.ts';

/** A class with so many examples has a better start. */
const BETTER_START = 20;

/** How a class is doing with so many examples: "7 drawings; 20 make a better start". */
export function tally(count: number): string {
  const have = `${count} ${count === 1 ? 'drawing' : 'drawings'}`;
  if (count < FEWEST_EXAMPLES) return `${have} of at least ${FEWEST_EXAMPLES} needed`;
  if (count < BETTER_START) return `${have}: enough to try; ${BETTER_START} make a better start`;
  if (count >= MOST_EXAMPLES) return `${have}: full`;
  return have;
}
