import * as z from 'zod';

/** The front matter of a lesson, `content/lessons/<id>.mdx`; its sheet is `content/sheets/<id>.mdx`. */
export const lessonSchema = z.strictObject({
  title: z.string(),
  /** Place among the lessons. */
  order: z.number(),
  /** For whom: "12 to 15 years". */
  who: z.string(),
  /** What those who were there can do afterwards, as it goes on from "can". */
  aim: z.string(),
  /** For the list of lessons, one sentence. */
  summary: z.string(),
});

/** The front matter of a sheet for pupils. */
export const sheetSchema = z.strictObject({
  title: z.string(),
});
