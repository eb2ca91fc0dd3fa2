/**
 * `public/rows/<experiment>.json`: which drawings an experiment has loaded, in their order, so that whoever has the files
 * that they are from can lay out the very same sets. A drawing is named by a checksum: the rows of other people's copies
 * are sorted otherwise.
 */
import * as z from 'zod';
import { count, identitySchema, sha256 } from './result-parts.ts';

/** Characters of a drawing's checksum: 48 bits in base64. */
export const CHECKSUM_CHARACTERS = 8;

/** Said in every file, for people who find one. */
export const CHECKSUM = 'the first 48 bits of SHA-256 over the 784 bytes of a drawing, in base64';

const rowsOfClassSchema = z
  .strictObject({
    name: z.string().min(1),
    /** Drawings that the source offered: the sizes of all sets were planned by this. */
    available: count,
    /** Drawings that were loaded. */
    count: z.int().min(1),
    /** Beside these, drawings that were loaded and left out, since the site shows them. */
    onShow: count,
    /** Where bitmaps and rendered vectors were pooled: how many of the drawings, the first ones, are bitmaps. */
    bitmaps: count.optional(),
    /** Over the pixels of all of them, in their order. */
    sha256,
    /** Their checksums in the order in which they were loaded, one after the other. */
    drawings: z.string().refine((text) => !/[^A-Za-z0-9+/]/.test(text), 'expected checksums in base64'),
  })
  .refine((rows) => rows.drawings.length === rows.count * CHECKSUM_CHARACTERS, {
    error: 'expected eight characters for each of `count` drawings',
    path: ['drawings'],
  })
  .refine(({ bitmaps = 0, count }) => bitmaps <= count, {
    error: 'expected no more than `count`',
    path: ['bitmaps'],
  });
export type RowsOfClass = z.infer<typeof rowsOfClassSchema>;

export const rowManifestSchema = z.strictObject({
  kind: z.literal('rows'),
  schemaVersion: z.literal(1),
  experiment: identitySchema.experiment,
  /** Where they came from, as in the results. */
  source: z.enum(['folder', 'official']),
  checksum: z.literal(CHECKSUM),
  /** In the order of the results' `dataset.classes`. */
  classes: z.array(rowsOfClassSchema).min(2),
});
export type RowManifest = z.infer<typeof rowManifestSchema>;

/** The checksums of a class's drawings, one each. [count] */
export const checksumsOf = ({ drawings, count }: RowsOfClass): string[] =>
  Array.from({ length: count }, (_, i) =>
    drawings.slice(i * CHECKSUM_CHARACTERS, (i + 1) * CHECKSUM_CHARACTERS),
  );

/**
 * Validates the parsed JSON of one list of drawings.
 * @param file named in the error.
 * @throws Error that names the first offending field with what was expected.
 */
export function parseRowManifest(json: unknown, file: string): RowManifest {
  const parsed = rowManifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(
    `${file} is no list of drawings, such as rows/cats-and-sheep.json of this site: ${issue?.path.join('.') || '(top level)'}: ${issue?.message}`,
  );
}
