/** How many drawings of each class a source gives, and why there are too few of one. */
import { DatasetError, type DrawingSource } from '../dataset/source.ts';

/** With fewer nothing can be learnt and tested. */
const FEWEST = 10;

/** @throws DatasetError for a class with fewer than ten usable drawings, with its files and why their rows do not count. */
export async function availableOf(
  classes: readonly string[],
  source: Pick<DrawingSource, 'available' | 'accountOf'>,
): Promise<number[]> {
  const available = await Promise.all(classes.map((name) => source.available(name)));
  const c = available.findIndex((count) => count < FEWEST);
  if (c < 0 || source.accountOf === undefined) return available;
  const name = classes[c] as string;
  throw new DatasetError(
    `class "${name}" has ${available[c]} usable drawings, expected at least ${FEWEST}. ${await source.accountOf(name)}`,
  );
}
