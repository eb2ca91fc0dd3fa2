/** What a folder's source asks of each of its files, whatever the form. */
import type { StrokeDrawing } from '../../../src/drawings/read/drawings-of-file.ts';

/** Drawings of one class, in one form. Rows are numbered from 0, those too that are passed over since they are no drawings. */
export interface DrawingRows {
  /** `vectors` are painted. */
  readonly form: 'bitmaps' | 'vectors';
  /** In words, for people: "bitmaps", "pictures". */
  readonly what: string;
  /** File, or folder of pictures, for messages. */
  readonly file: string;
  /** Drawings from row `first` on. @throws DatasetError for a file that is not what it should be. */
  count(first: number): Promise<number>;
  /** How many of those can be had with nothing left to read whole or to paint. */
  atHand(first: number): Promise<number>;
  /**
   * Ink 0..255 of the first `count` drawings from row `first` on. [count, 784]
   * @param tell how many are there.
   * @throws DatasetError where there are fewer.
   */
  read(first: number, count: number, tell?: (rows: number) => void): Promise<Uint8Array>;
  /** The strokes of the same drawings, or of fewer where there are fewer; absent where a form has none. */
  strokes?(first: number, count: number): Promise<readonly StrokeDrawing[]>;
}

/** What the rows of every form need from their folder's source. */
export interface RowsContext {
  /** Folder that remembers checksums and counts, and keeps what is painted. */
  readonly cacheDir: string;
  readonly log: (line: string) => void;
}
