import glossary from '../../../content/glossary.json';
import { type GlossaryEntry, glossarySchema } from '../../core/glossary.ts';

/** The glossary by the ids of its entries, in the order of its file. @throws ZodError when an entry is not as it should be. */
export const GLOSSARY: ReadonlyMap<string, GlossaryEntry> = new Map(
  glossarySchema.parse(glossary).map((entry) => [entry.id, entry]),
);
