/** A word of the game whose drawings can be fetched: one sprite of 28 x 28 cells, ten a row. */
export interface Word {
  readonly word: string;
  /** Of the sprite, a path below the site's base. Drawing r is in column r % 10 of line floor(r / 10). */
  readonly file: string;
  /** Drawings in the sprite. */
  readonly count: number;
  /** Rows that are not to be shown, nor trained on. */
  readonly blocked: readonly number[];
}
