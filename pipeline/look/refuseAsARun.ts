/** What a run would refuse, said before an experiment is declared on it. */
import { PIXELS } from '../../src/learning/classifier.ts';
import type { FolderSource } from '../dataset/folder.ts';
import { checkLooks } from '../engine/checkLooks.ts';
import type { Progress } from '../progress.ts';
import { MOST_SAMPLED } from './lookInto.ts';
import { sampleRows } from './sampleRows.ts';

/**
 * @param isOwn whether they are somebody's own drawings, which may look different.
 * @throws DatasetError as the run itself would, of a sample of each class; what is doubtful is warned of.
 */
export async function refuseAsARun(
  source: FolderSource,
  classes: readonly string[],
  isOwn: boolean,
  progress: Pick<Progress, 'warn'>,
): Promise<void> {
  const samples = await Promise.all(
    classes.map(async (name) =>
      sampleRows(source.rowsOf(name), source.firstRowOf(name), await source.available(name), MOST_SAMPLED),
    ),
  );
  const bytes = samples.reduce((sum, { length }) => sum + length, 0);
  const store = {
    classes,
    count: bytes / PIXELS,
    pixels: new Uint8Array(new SharedArrayBuffer(bytes)),
    labels: new Uint16Array(new SharedArrayBuffer((2 * bytes) / PIXELS)),
  };
  let row = 0;
  for (const [label, pixels] of samples.entries()) {
    store.pixels.set(pixels, row * PIXELS);
    store.labels.fill(label, row, row + pixels.length / PIXELS);
    row += pixels.length / PIXELS;
  }
  const { kind } = source;
  checkLooks(store, { isOwn, kind, filesOf: (name) => source.filesOf?.(name) ?? [] }, progress);
}
