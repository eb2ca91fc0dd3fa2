import * as z from 'zod';

/** The front matter of a chapter; what each field means to an author: `content/README.md`. */
export const chapterSchema = z.strictObject({
  title: z.string(),
  /** Place among the chapters of its part. */
  order: z.number(),
  /** 1 is the front page, 2 `/part-2/`. */
  part: z.union([z.literal(1), z.literal(2)]).default(1),
  summary: z.string().optional(),
  /** An experiment without whose results there is no such chapter. */
  needs: z.string().optional(),
});

export type Chapter = z.infer<typeof chapterSchema>;
