import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import * as z from 'zod';
import { resultSchema } from './core/results.ts';

/** The article: one MDX file a chapter, shown in `order`. */
const chapters = defineCollection({
  loader: glob({ base: './content/article', pattern: '**/*.mdx' }),
  schema: z.strictObject({ title: z.string(), order: z.number(), summary: z.string().optional() }),
});

/** Every number of the site, written by the pipeline. SITE_RESULTS shows another run's, e.g. one made with `--out`. */
const results = defineCollection({
  loader: glob({ base: process.env.SITE_RESULTS ?? './content/results', pattern: '*.json' }),
  schema: resultSchema,
});

export const collections = { chapters, results };
