/** Sets of drawings to test and to train on, of sizes that hold although some drawings stand twice. */
import type { Random } from '../../src/core/random.ts';
import type { LabelledDrawings } from '../../src/learning/classifier.ts';
import { DatasetError } from '../dataset/source.ts';
import { copiesIn, drawBalanced, type Split, splitDrawings } from '../dataset/split.ts';
import { type Experiment, planSizes, type Sizes } from '../experiments/experiment.ts';

export interface DrawnSets {
  readonly sizes: Sizes;
  /** Drawings that were left out before anything was drawn. */
  readonly copies: number;
  /** A fixed test set and the rest; or rows to be cross-validated. */
  readonly sets: Split | Int32Array;
}

/**
 * Of the planned sizes, where they hold: copies of test drawings are left out of training, and others do no harm. Where too
 * few drawings are left so, every copy is left out from the start, and the sizes are planned for the rest; then no drawing
 * can be on both sides.
 * @param drawings all that are loaded, without the exhibits.
 * @throws DatasetError when a class has too few different drawings.
 */
export function drawSets(
  experiment: Experiment,
  drawings: LabelledDrawings,
  planned: Sizes,
  random: Random,
): DrawnSets {
  const sets = tryToDraw(drawings, planned, { random });
  if (sets !== undefined) return { sizes: planned, copies: 0, sets };
  const leftOut = copiesIn(drawings);
  const different = countByClass(drawings, (row) => !leftOut.has(row));
  const fewest = Math.min(...different);
  const name = drawings.classes[different.indexOf(fewest)];
  const tooFew = `"${name}" has ${fewest} different drawings: ${leftOut.size} of all ${drawings.count} are copies of others`;
  let sizes: Sizes;
  try {
    sizes = planSizes(experiment, fewest);
  } catch (cause) {
    throw new DatasetError(`${(cause as Error).message}. ${tooFew}`, { cause });
  }
  const without = tryToDraw(drawings, sizes, { random, leftOut });
  if (without === undefined) throw new DatasetError(`${experiment.id}: ${tooFew}`);
  return { sizes, copies: leftOut.size, sets: without };
}

/** Undefined where a class has too few drawings. */
function tryToDraw(
  drawings: LabelledDrawings,
  { method, testPerClass, trainPerClass }: Sizes,
  options: { readonly random: Random; readonly leftOut?: ReadonlySet<number> },
): Split | Int32Array | undefined {
  try {
    if (method === 'cross-validation') return drawBalanced(drawings, { ...options, perClass: testPerClass });
    const split = splitDrawings(drawings, { ...options, testPerClass });
    const isInPool = new Set(split.pool);
    const largest = trainPerClass.at(-1) as number;
    const suffices = countByClass(drawings, (row) => isInPool.has(row)).every((count) => count >= largest);
    return suffices ? split : undefined;
  } catch (error) {
    if (error instanceof DatasetError) return undefined;
    throw error;
  }
}

function countByClass(
  { labels, classes, count }: LabelledDrawings,
  counts: (row: number) => boolean,
): number[] {
  const found = new Array<number>(classes.length).fill(0);
  for (let row = 0; row < count; row++)
    if (counts(row)) found[labels[row] as number] = (found[labels[row] as number] as number) + 1;
  return found;
}
