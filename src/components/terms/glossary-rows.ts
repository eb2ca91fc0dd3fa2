import type { GlossaryEntry } from '../../core/glossary.ts';

/** A row of the glossary: an entry, or another name that sends to one. */
export type GlossaryRow =
  | { readonly name: string; readonly entry: GlossaryEntry }
  | { readonly name: string; readonly see: GlossaryEntry };

/** All rows of the glossary by the alphabet, other names of a thing among them. */
export function glossaryRows(entries: readonly GlossaryEntry[]): GlossaryRow[] {
  const rows = entries.flatMap((entry): GlossaryRow[] => [
    { name: entry.name, entry },
    ...entry.also.map((name) => ({ name, see: entry })),
  ]);
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** The letter under which a row stands; `#` for what begins with a digit. */
export const letterOf = ({ name }: GlossaryRow): string =>
  /^[a-z]/i.test(name) ? (name[0] as string).toUpperCase() : '#';
