/** The terms of the article and what they mean: the schema of `content/glossary.json`. */
import * as z from 'zod';

const words = z.string().trim().min(1);

export const glossaryEntrySchema = z.strictObject({
  /** In addresses and in `<Term of="log-loss">`. */
  id: z.string().regex(/^[a-z0-9-]+$/, 'expected small letters, digits and hyphens, such as "log-loss"'),
  /** As it heads the entry. */
  name: words,
  /** Other names of the same thing, which the glossary lists too and sends here. */
  also: z.array(words).default([]),
  /** The words by which prose may use it: where one of them comes first in a chapter, `<Term>` marks it. */
  forms: z.array(words).min(1),
  /** One to four plain sentences. */
  says: words,
  /** Its usual name in German. */
  de: words,
  /** Its usual name in French. */
  fr: words,
});

/** One term. */
export type GlossaryEntry = z.infer<typeof glossaryEntrySchema>;

export const glossarySchema = z.array(glossaryEntrySchema);
