/** `dataset.json` of a folder of drawings: counts, checksums, and what its files are. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DatasetError } from './source.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits');
const manifestSchema = z.object({
  /** A sentence; see `leavesExhibitsOut`. */
  rows: z.string().optional(),
  /** A sentence; see `vectorsAreOthers`. */
  vectors: z.string().optional(),
  /** `own`: somebody's, as from the page that trains, and not the official ones. */
  drawings: z.enum(['official', 'own']).optional(),
  classes: z.record(
    z.string(),
    z.object({
      bitmaps: z.int().min(0),
      vectors: z.int().min(0).optional(),
      numpy_bitmap_sha256: sha256.optional(),
      simplified_sha256: sha256.optional(),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** @returns undefined where there is no such file. @throws DatasetError for one that is not as it should be. */
export async function readManifest(file: string): Promise<Manifest | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new DatasetError(`${file}: ${error.message}`, { cause: error });
  });
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new DatasetError(`${file}: not JSON (${(cause as Error).message}). Mend or delete it.`, { cause });
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new DatasetError(
    `${file}: ${issue?.path.join('.')}: ${issue?.message}. Expected classes.<name>.bitmaps, a number, 0 where there are strokes only; beside it there may be vectors, numpy_bitmap_sha256 and simplified_sha256. Mend or delete the file.`,
  );
}

/** Whether `rows` says that rows 0-99 of the official files, the exhibits, are not in the folder. */
export function leavesExhibitsOut(manifest: Manifest | undefined): boolean {
  return /\brows 0-99\b.*\bleft out\b/i.test(manifest?.rows ?? '');
}

/**
 * Whether `vectors` says, in this one sentence and no other, that no vector drawing of the folder is also one of its
 * bitmaps. In a complete official download each of them is, so that whoever pools both counts every drawing twice.
 */
export function vectorsAreOthers(manifest: Manifest | undefined): boolean {
  const said = manifest?.vectors?.trim() ?? '';
  return /^the vectors are other drawings than the bitmaps( of this folder)?\.?$/i.test(said);
}
