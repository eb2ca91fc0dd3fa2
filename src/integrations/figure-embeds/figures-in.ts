/** Finds the figures of a built page. */

export interface FoundFigure {
  readonly id: string;
  /** The whole element. */
  readonly html: string;
  /** Its heading, as HTML without tags. */
  readonly title: string;
  /** What to look for, likewise. */
  readonly look: string;
  /** Address of its numbers, as the page has it; null where there are none. */
  readonly csv: string | null;
}

/** In the order of the page. A frame may have figures in it, but no other frame. */
export function figuresIn(html: string): FoundFigure[] {
  return [...html.matchAll(/<figure\b[^>]* data-frame="([^"]*)"[^>]*>/g)].map(({ 1: id = '', index }) => {
    const whole = html.slice(index, endOfFigure(html, index));
    return {
      id,
      html: whole,
      title: wordsOf(/<(h\d)\b[^>]* id="[^"]*-title"[^>]*>([\s\S]*?)<\/\1>/.exec(whole)?.[2] ?? ''),
      look: wordsOf(/<p class="look"[^>]*>([\s\S]*?)(?:<span class="act|<\/p>)/.exec(whole)?.[1] ?? ''),
      csv: /<a data-as="csv" href="([^"]*)"/.exec(whole)?.[1] ?? null,
    };
  });
}

/** @throws Error for a figure that does not end. */
export function endOfFigure(html: string, start: number): number {
  const tag = /<(\/?)figure\b[^>]*>/g;
  tag.lastIndex = start;
  let depth = 0;
  for (let found = tag.exec(html); found !== null; found = tag.exec(html)) {
    depth += found[1] === '' ? 1 : -1;
    if (depth === 0) return tag.lastIndex;
  }
  throw new Error(`a figure does not end: ${html.slice(start, start + 80)}`);
}

const wordsOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
