/**
 * The prose of a chapter in the length that the chapter has, so that places in the one are places in the other: front
 * matter, imports, headings, links (no term can stand in one), exercises (their answers are folded away), tags with their
 * attributes and entities are blank.
 */
export function proseOf(mdx: string): string {
  let text = mdx;
  for (const gone of NOT_PROSE) text = text.replace(gone, blank);
  for (let start = text.search(TAG); start >= 0; ) {
    const end = tagEnd(text, start);
    text = text.slice(0, start) + blank(text.slice(start, end)) + text.slice(end);
    const next = text.slice(end).search(TAG);
    start = next < 0 ? -1 : end + next;
  }
  return text;
}

const NOT_PROSE = [
  /^---\n[\s\S]*?\n---/,
  /^(?:import|export)\s.*$/gm,
  /^#+\s.*$/gm,
  /<(a|TryIt|Exercise)\b[\s\S]*?<\/\1>/g,
  /\[[^\]]*\]\([^)]*\)/g,
  /&#?\w+;/g,
];
const TAG = /<\/?[A-Za-z]/;

/** Line breaks stay, for the numbers of the lines. */
const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** Behind the `>` that closes the tag at `start`: one in quotes or braces closes nothing. */
function tagEnd(text: string, start: number): number {
  let quote = '';
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const at = text[i] as string;
    if (quote !== '') {
      if (at === quote) quote = '';
    } else if (at === '"' || at === "'") quote = at;
    else if (at === '{') depth++;
    else if (at === '}') depth--;
    else if (at === '>' && depth === 0) return i + 1;
  }
  throw new Error(`a tag is never closed: ${text.slice(start, start + 60)}`);
}
