/** The first rows of a folder's files, which are never learnt from: the site's exhibits as Google keeps them, dots and all. */
import path from 'node:path';
import { assertCount, classDrawings } from '../bitmaps.ts';
import type { Manifest } from '../manifest.ts';
import { type DrawingSource, FIRST_TRAINING_ROW } from '../source.ts';
import type { DrawingRows } from './drawingRows.ts';
import { listedRows } from './listedRows.ts';
import { loadParts } from './loadParts.ts';

interface Folder {
  readonly folder: string;
  /** What a class is read from, the first of which has the exhibits. */
  readonly rowsOf: (className: string) => readonly [DrawingRows, ...DrawingRows[]];
  readonly manifest: Manifest | undefined;
  /** Folder that remembers checksums. */
  readonly memory: string;
}

/** Rows 0-99 of every class, or all where a file has fewer. */
export function exhibitRows({ folder, rowsOf, manifest, memory }: Folder): DrawingSource {
  const partOf = (className: string) =>
    listedRows(rowsOf(className)[0], manifest?.classes[className], 0, memory);
  const available = async (className: string) =>
    Math.min(FIRST_TRAINING_ROW, await partOf(className).usable());
  return {
    kind: 'folder',
    description: `rows 0 to ${FIRST_TRAINING_ROW - 1} of each file in the folder ${folder}`,
    filesOf: (className) => [rowsOf(className)[0].file],
    available,
    isHere: async (className, count) => (await partOf(className).rows.atHand(0)) >= count,
    async load(className, count, onProgress) {
      const all = await available(className);
      assertCount(className, count, all, `${path.basename(rowsOf(className)[0].file)} has no more rows.`);
      const pixels = await loadParts([partOf(className)], [all], count, (bytes, totalBytes) =>
        onProgress?.({ className, bytes, totalBytes }),
      );
      return classDrawings(className, all, pixels);
    },
  };
}
