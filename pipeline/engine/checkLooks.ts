/** The one place where drawings that have been loaded, wherever from, are looked at for what gives wrong numbers in silence. */
import { faultsBetween, faultsOf, type LookFault } from '../../src/drawings/faults-of.ts';
import { lookOfBitmaps } from '../../src/drawings/look-of-bitmaps.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { DatasetError, type DrawingSource } from '../dataset/source.ts';
import type { Progress } from '../progress.ts';
import type { DrawingStore } from './job.ts';

/** Of the same fault as many classes are told, and the others counted. */
const MOST_TOLD = 3;

/**
 * @param store class by class from its first row on, in the order of its classes; what follows after them, such as
 *   exhibits, is let be.
 * @throws DatasetError for what is surely wrong; what is probably wrong is warned of.
 */
export function checkLooks(
  store: DrawingStore,
  source: Pick<DrawingSource, 'isOwn' | 'filesOf' | 'kind'>,
  { warn }: Pick<Progress, 'warn'>,
): void {
  const isOwn = source.isOwn === true;
  const looks = runsOf(store).map(({ label, from, to }) => {
    const word = store.classes[label] as string;
    const files = source.filesOf?.(word) ?? [];
    const name = `"${word}" (${files.length > 0 ? files.join(', ') : `${source.kind} drawings`})`;
    return { name, look: lookOfBitmaps(store.pixels.subarray(from * PIXELS, to * PIXELS)) };
  });
  const faults = [
    ...faultsBetween(looks, { isOwn }),
    ...looks.flatMap(({ name, look }) => faultsOf(look, name, { isOwn })),
  ];
  const grave = faults.filter(({ severity }) => severity === 'refuse');
  if (grave.length > 0) throw new DatasetError(together(grave).join('\n'));
  for (const message of together(faults)) warn(message);
}

/** By kind, the first few of each. */
function together(faults: readonly LookFault[]): string[] {
  return [...Map.groupBy(faults, ({ kind }) => kind).values()].flatMap((alike) => {
    const told = alike.slice(0, MOST_TOLD).map(({ message }) => message);
    const others = alike.length - told.length;
    return others > 0 ? [...told, `The same is so with ${others} more.`] : told;
  });
}

/** Rows of each class: from the first row on, as long as labels rise. */
function runsOf({ labels, classes, count }: DrawingStore) {
  const runs: { readonly label: number; readonly from: number; to: number }[] = [];
  for (let row = 0; row < count; row++) {
    const label = labels[row] as number;
    const run = runs.at(-1);
    if (run?.label === label) run.to = row + 1;
    else if (run === undefined || label > run.label) runs.push({ label, from: row, to: row + 1 });
    else break;
    if (runs.length > classes.length) break;
  }
  return runs;
}
