/** Which drawings a run has loaded: the list that is published beside its results. */
import type { ExperimentResult } from '../../src/core/results.ts';
import { CHECKSUM, type RowManifest } from '../../src/core/row-manifest.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { rowsAt } from '../../src/learning/rowsAt.ts';
import { sha256 } from '../dataset/bitmaps.ts';
import { rowChecksums } from '../dataset/rowChecksums.ts';
import type { DrawingSource } from '../dataset/source.ts';
import type { Experiment } from '../experiments/experiment.ts';
import type { DrawingStore, Rows } from './job.ts';

export interface LoadedDrawings {
  readonly store: DrawingStore;
  /** By class. */
  readonly exhibits: readonly Rows[];
  readonly dataset: ExperimentResult['dataset'];
  /** By class, drawings that were loaded and left out, since they are on show. */
  readonly shownToo?: readonly number[];
}

/** What a list is called, below `public`. */
export const rowsFile = (experiment: string) => `rows/${experiment}.json`;

/**
 * @param source that they are from: where that is such a list itself, it knows what was left out before
 * @returns undefined for the embedded drawings: they are on show, and everybody has them.
 * @throws Error where the rows of the store are not those that the results are about.
 */
export function rowManifestOf(
  experiment: string,
  { store, exhibits, dataset, shownToo }: LoadedDrawings,
  source: Pick<DrawingSource, 'leftOut'>,
): RowManifest | undefined {
  if (dataset.source === 'embedded') return undefined;
  const isExhibit = new Set(exhibits.flatMap((rows) => [...rows]));
  const rowsOf = dataset.classes.map((): number[] => []);
  for (const [row, label] of store.labels.entries()) if (!isExhibit.has(row)) rowsOf[label]?.push(row);
  return {
    kind: 'rows',
    schemaVersion: 1,
    experiment,
    source: dataset.source,
    checksum: CHECKSUM,
    classes: dataset.classes.map(({ name, available, sha256: expected, pooled }, c) => {
      const rows = rowsOf[c] as number[];
      const pixels = rowsAt(store.pixels, rows);
      if (sha256(pixels) !== expected)
        throw new Error(
          `${experiment}: the drawings of "${name}" that are to be listed are not those loaded`,
        );
      const bitmaps = pooled?.find(({ form }) => form === 'bitmaps')?.count ?? 0;
      return {
        name,
        available,
        count: rows.length,
        onShow: (shownToo?.[c] ?? 0) + (source.leftOut?.(name) ?? 0),
        ...(pooled && { bitmaps }),
        sha256: expected,
        drawings: rowChecksums(pixels),
      };
    }),
  };
}

/**
 * The same of drawings that published models are shown.
 * @param shown by class, all that were read, painted. [n, 784]
 */
export const shownManifest = (
  experiment: string,
  source: RowManifest['source'],
  shown: ReadonlyMap<string, { readonly pixels: Uint8Array }>,
): RowManifest => ({
  kind: 'rows',
  schemaVersion: 1,
  experiment,
  source,
  checksum: CHECKSUM,
  classes: [...shown].map(([name, { pixels }]) => ({
    name,
    available: pixels.length / PIXELS,
    count: pixels.length / PIXELS,
    onShow: 0,
    sha256: sha256(pixels),
    drawings: rowChecksums(pixels),
  })),
});

/** Whether somebody else can have them: Google has published its drawings, others are their author's. */
export const areListed = (
  { exhibits }: Pick<Experiment, 'exhibits'>,
  { publishable }: Pick<ExperimentResult['dataset'], 'publishable'>,
): boolean => publishable && exhibits !== 'own';

/** What is written of a list: its bytes below `public`, and what the results say of them. */
export function writtenRows(manifest: RowManifest) {
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  const content = Buffer.from(text);
  const file = rowsFile(manifest.experiment);
  return { text, rows: { file, bytes: content.length, sha256: sha256(content) } };
}
