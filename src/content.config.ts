import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import * as z from 'zod';
import { RESULTS_FOLDER } from './components/results-folder.ts';
import { resultSchema } from './core/results.ts';

/** The article: one MDX file a chapter, shown in `order` on the page of its part: 1 is the front page, 2 `/part-2/`. */
const chapters = defineCollection({
  loader: glob({ base: './content/article', pattern: '**/*.mdx' }),
  schema: z.strictObject({
    title: z.string(),
    order: z.number(),
    part: z.union([z.literal(1), z.literal(2)]).default(1),
    summary: z.string().optional(),
  }),
});

/** Every number of the site, written by the pipeline. */
const results = defineCollection({
  loader: glob({ base: RESULTS_FOLDER, pattern: '*.json' }),
  schema: resultSchema,
});

export const collections = { chapters, results };
