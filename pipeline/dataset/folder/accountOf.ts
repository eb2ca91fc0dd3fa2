import type { DrawingRows } from './drawingRows.ts';

/** Of files whose first hundred rows are skipped. */
const OFFICIAL_ADVICE =
  'Ask for fewer, or use --data official. If they are your own drawings, give the class a name that is no word of Quick, Draw!, or write "drawings": "own" into dataset.json.';

/**
 * For people: what is in the files of a class, which of it does not count, and what to do.
 * @param first row that counts
 */
export async function accountOf(parts: readonly DrawingRows[], first: number): Promise<string> {
  const told = [];
  for (const { file, form, count } of parts) {
    const rows = await count(0);
    const skipped =
      first === 0
        ? ''
        : rows > first
          ? `, of which the first ${first} are left out as the site's exhibits`
          : `, and the first ${first} of every file are left out as the site's exhibits`;
    told.push(`${file} has ${rows} ${form === 'bitmaps' ? 'rows' : 'vectors'}${skipped}`);
  }
  return `${told.join('; ')}. ${first > 0 ? OFFICIAL_ADVICE : 'Ask for fewer, or collect more.'}`;
}
