/** What every source of drawings offers; the same row of the same class is the same drawing in all of them. */
import type { StrokeDrawing } from '../../src/drawings/read/drawings-of-file.ts';

export { DatasetError } from '../../src/drawings/dataset-error.ts';

export type SourceKind = 'embedded' | 'folder' | 'official';

/** Rows below this one are the exhibits: shown on the site, never trained or tested on. */
export const FIRST_TRAINING_ROW = 100;

/** Drawings of one class, in row order. */
export interface ClassDrawings {
  readonly name: string;
  /** Usable drawings that the source holds for the class. */
  readonly available: number;
  readonly count: number;
  /** Ink 0..255. [count, 784] */
  readonly pixels: Uint8Array;
  /** Over `pixels`. */
  readonly sha256: string;
  /** Where they are of two sorts: what stands after what in `pixels`. */
  readonly pooled?: readonly PooledPart[];
}

/** Drawings of one sort: `vectors` are rendered. */
export interface PooledPart {
  readonly form: 'bitmaps' | 'vectors';
  readonly count: number;
  /** Over their pixels. */
  readonly sha256: string;
}

/** How far a load has come. */
export interface LoadProgress {
  readonly className: string;
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface DrawingSource {
  readonly kind: SourceKind;
  /** One line for people: where the drawings come from. */
  readonly description: string;
  /**
   * How many drawings of a class can be had.
   * @throws DatasetError for an unknown class, naming the nearest ones.
   */
  available(className: string): Promise<number>;
  /**
   * The first `count` usable drawings of a class (all rows of the embedded source are usable; the official
   * one starts at row 100; so do a folder's files, unless its `dataset.json` says that rows 0-99 are left out). A folder
   * whose vectors are other drawings than its bitmaps gives its bitmaps first, then its vectors, rendered.
   * @throws DatasetError when there are fewer, or when the file is not what it should be.
   */
  load(
    className: string,
    count: number,
    onProgress?: (progress: LoadProgress) => void,
  ): Promise<ClassDrawings>;
  /** Whether somebody has collected these, so that even a word's may be those that the site shows. */
  readonly isOwn?: boolean;
  /** Whether these are made up in the place of drawings that are not there yet, so that a run can be planned. */
  readonly areStandIns?: boolean;
  /** Of drawings that a list names: how many of a class are not among them since they are on show. */
  leftOut?(className: string): number;
  /** The same with the list of another experiment, which lies beside the first. @throws DatasetError where it does not. */
  withListOf?(experiment: string): Promise<DrawingSource>;
  /** Paths of what a class is read from, for messages; left out by sources that are no files. */
  filesOf?(className: string): readonly string[];
  /** For people: how many rows the files of a class have, which of them do not count and why, and what to do. */
  accountOf?(className: string): Promise<string>;
  /** Whether `load` has them at hand, with nothing left to render; left out by sources that render nothing. */
  isHere?(className: string, count: number): Promise<boolean>;
  /**
   * Rows 0-99 of these classes, which `load` never gives: what the site shows, as the official files have it; undefined where
   * they are not at hand. Left out by sources that never have them.
   */
  exhibitsOf?(classes: readonly string[]): DrawingSource | undefined;
  /** Bytes that `load` would have to fetch from elsewhere; left out by sources that are all here. */
  bytesToFetch?(className: string, count: number): Promise<number>;
  /**
   * The strokes, in the simplified form, of the first `count` usable vector drawings of a class, or of all where there are
   * fewer and `orFewer` is set; absent where a source has bitmaps only. They need not be the drawings of the same rows of bitmaps.
   * @throws DatasetError when there are fewer, or when the file is not what it should be.
   */
  loadStrokes?(
    className: string,
    count: number,
    options?: { readonly orFewer?: boolean },
  ): Promise<StrokeDrawing[]>;
}
