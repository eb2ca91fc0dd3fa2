import type { GlossaryEntry } from '../../src/core/glossary.ts';
import { proseOf } from './proseOf.ts';

/** A use of a term in the text of a chapter; `end` is behind its last letter. */
interface Use {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** A form as prose has it: over line breaks and signs of emphasis, with either apostrophe, and no part of a longer word. */
function patternOf(form: string): RegExp {
  const words = form
    .split(' ')
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/['’]/g, "['’]"));
  return new RegExp(`(?<![\\w-])${words.join('[\\s*_]+')}(?![\\w-])`, 'gi');
}

/** Every use of every term, in reading order; of two that overlap the longer: “weight decay” is no “weight”. */
export function usesOf(mdx: string, glossary: readonly GlossaryEntry[]): Use[] {
  const prose = proseOf(mdx);
  const found = glossary.flatMap(({ id, forms }) =>
    forms.flatMap((form) =>
      [...prose.matchAll(patternOf(form))].map(
        ({ 0: text, index }): Use => ({ id, start: index, end: index + text.length }),
      ),
    ),
  );
  const longestFirst = found.sort((a, b) => b.end - b.start - (a.end - a.start));
  const kept: Use[] = [];
  for (const use of longestFirst)
    if (!kept.some(({ start, end }) => use.start < end && start < use.end)) kept.push(use);
  return kept.sort((a, b) => a.start - b.start);
}

/** The places of `<Term of="...">` in a chapter. */
export const marksOf = (mdx: string): { id: string; start: number }[] =>
  [...mdx.matchAll(/<Term\s+of="([^"]*)"/g)].map(({ 1: id = '', index }) => ({ id, start: index }));

/**
 * What is wrong with the marks of a chapter: each term of the glossary that it uses has one, at its first use or before
 * (a heading takes none), and no second.
 * @param name of the chapter, for the messages, each of which says what to do
 */
export function termFaults(name: string, mdx: string, glossary: readonly GlossaryEntry[]): string[] {
  const lineOf = (place: number) => `${name}:${mdx.slice(0, place).split('\n').length}`;
  const marks = marksOf(mdx);
  const uses = usesOf(mdx, glossary);
  const faults: string[] = [];
  for (const { id } of glossary) {
    const first = uses.find((use) => use.id === id);
    const [mark, ...more] = marks.filter((each) => each.id === id);
    if (first && (mark === undefined || mark.start >= first.end)) {
      const words = mdx.slice(first.start, first.end).replace(/\s+/g, ' ');
      faults.push(`${lineOf(first.start)} first use, to be marked: <Term of="${id}">${words}</Term>`);
    }
    for (const { start } of more)
      faults.push(`${lineOf(start)} second mark of "${id}": only the first stays`);
  }
  for (const { id, start } of marks)
    if (!glossary.some((entry) => entry.id === id))
      faults.push(`${lineOf(start)} content/glossary.json has no "${id}"`);
  return faults;
}
