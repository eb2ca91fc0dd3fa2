import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { lessonSchema, sheetSchema } from './components/lesson/lesson-schema.ts';
import { RESULTS_FOLDER } from './components/site-folders.ts';
import { resultSchema } from './core/results.ts';
import { chapterSchema } from './layouts/chapter-schema.ts';

/** The article: one MDX file a chapter, shown in `order` on the page of its part: 1 is the front page, 2 `/part-2/`. */
const chapters = defineCollection({
  loader: glob({ base: './content/article', pattern: '**/*.mdx' }),
  schema: chapterSchema,
});

/** Lessons for classes, `/teach/<id>/`, and the sheet to print of each. */
const lessons = defineCollection({
  loader: glob({ base: './content/lessons', pattern: '*.mdx' }),
  schema: lessonSchema,
});
const sheets = defineCollection({
  loader: glob({ base: './content/sheets', pattern: '*.mdx' }),
  schema: sheetSchema,
});

/** Every number of the site, written by the pipeline. */
const results = defineCollection({
  loader: glob({ base: RESULTS_FOLDER, pattern: '*.json' }),
  schema: resultSchema,
});

export const collections = { chapters, lessons, sheets, results };
