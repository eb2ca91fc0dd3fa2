import { type DrawingSource, FIRST_TRAINING_ROW } from '../dataset/source.ts';
import { exhibitsAmong } from './exhibitsAmong.ts';

/** Of the rows that are to be shown, so many must be known; the rest may have lost or kept a dot. */
const MOST_STRANGE = 0.5;

interface Options {
  /** Rows 0-99 as they were looked at, one by one, from the package. */
  readonly embedded: DrawingSource;
  /** Whether they may be fetched to be looked at; else what is not here is taken at its word. */
  readonly mayFetch: boolean;
  readonly log: (line: string) => void;
}

/**
 * Rows 0-99 of a source as what the site shows, where it has them and they are the drawings that the block list was made for:
 * files that are sorted otherwise would show what nobody has looked at.
 * @returns undefined where the embedded ones have to do.
 */
export async function exhibitsOfSource(
  source: DrawingSource,
  classes: readonly string[],
  { embedded, mayFetch, log }: Options,
): Promise<DrawingSource | undefined> {
  const rows = source.exhibitsOf?.(classes);
  if (rows === undefined) return undefined;
  for (const name of classes) {
    const count = await rows.available(name);
    if (count < FIRST_TRAINING_ROW) return undefined;
    if (!mayFetch && ((await rows.bytesToFetch?.(name, count)) ?? 0) > 0) continue;
    const [own, known] = await Promise.all([rows.load(name, count), embedded.load(name, count)]);
    const strange = count - exhibitsAmong(own.pixels, known.pixels).length;
    if (strange <= MOST_STRANGE * count) continue;
    log(
      `rows 0 to ${count - 1} of "${name}" in ${source.description} are other drawings than Google's file has there, which nobody has looked at: the site shows those of the package instead`,
    );
    return undefined;
  }
  return rows;
}
