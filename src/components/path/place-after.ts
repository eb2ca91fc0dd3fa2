import type { Path, Place } from './kept-path.ts';

/** Where a reader is, as far as it bears on where they will go on. */
export interface Reading extends Place {
  /** Place of the chapter in its part, from 0. */
  readonly chapterIndex: number;
  /** Whether the end of the part is in the window, and has been for a while. */
  readonly atEnd: boolean;
}

/**
 * The path once a reader has stayed at a place of a part. Of the first chapter nothing is kept, since everyone comes by it,
 * also on the way back to where they were; who has come to the end goes on nowhere.
 */
export function placeAfter(path: Path, part: string, { chapter, block, chapterIndex, atEnd }: Reading): Path {
  const kept = path.places.get(part);
  if (!atEnd && (chapterIndex === 0 || (kept?.chapter === chapter && kept.block === block))) return path;
  if (atEnd && kept === undefined) return path;
  const places = new Map(path.places);
  if (atEnd) places.delete(part);
  else places.set(part, { chapter, block });
  return { ...path, places };
}
