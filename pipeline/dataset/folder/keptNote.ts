/** What is long to find out about a file, kept beside what is painted from it. */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { PassedOver } from '../../../src/drawings/read/drawings-of-file.ts';
import { sha256 } from '../bitmaps.ts';
import type { KeptPlace } from '../keptRows.ts';
import { writeWhole } from '../writeWhole.ts';

const noteSchema = z.object({
  drawings: z.int().min(0),
  passedOver: z.object({
    count: z.int().min(0),
    examples: z.array(z.string()),
    emptyStrokes: z.int().min(0).optional(),
  }),
});
export type Note = z.infer<typeof noteSchema>;

/** The note of a place, found out where there is none that is sound; where it cannot be kept, only time is lost. */
export async function keptNote(
  { folder, className, drawnFrom, drawnBy }: KeptPlace,
  find: () => Promise<{ readonly drawings: number; readonly passedOver: PassedOver }>,
): Promise<Note> {
  const key = sha256(Buffer.from(`${drawnFrom} ${drawnBy}`)).slice(0, 16);
  const file = path.join(folder, `${className}-${key}.json`);
  const known = noteSchema.safeParse(await readJson(file)).data;
  if (known !== undefined) return known;
  const { drawings, passedOver } = await find();
  const note = { drawings, passedOver: { ...passedOver, examples: [...passedOver.examples] } };
  try {
    await mkdir(folder, { recursive: true });
    await writeWhole(file, `${JSON.stringify(note)}\n`);
  } catch {
    // Only costs the time to find it out again.
  }
  return note;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
