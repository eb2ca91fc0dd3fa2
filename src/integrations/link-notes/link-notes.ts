import { noteAddress } from './note-address.ts';
import { type Tag, tagsIn } from './tags-in.ts';

/** A part of a page with a list of its own: links by address, in order; the first is 1. */
interface Part {
  readonly notes: Map<string, number>;
  /** Whether the list comes behind the part, not at its end: what is in a chapter counts as to be read. */
  readonly listFollows: boolean;
}

interface Open {
  readonly name: string;
  readonly part: Part | null;
  /** The element that began the part. */
  readonly begins: boolean;
  readonly isPrinted: boolean;
}

/**
 * What paper leaves out, or has with no marks: controls, folds, figures, whose links are part of what they show, words
 * that explain themselves on the screen, and islands, which scripts write anew.
 */
const UNMARKED_ELEMENTS = new Set(['astro-island', 'button', 'figure', 'form', 'nav', 'noscript', 'svg']);
const UNMARKED_CLASSES = ['screen-only', 'try-it', 'term', 'contents', 'back', 'place-offer', 'path'];

/**
 * Numbers the links of a page for paper: each gets `data-note="3"`, which `print.css` shows, and each part of the page (a
 * chapter, what opens and closes an article, else the whole `<main>`, and the footer) a hidden list of their addresses,
 * each of them once. Links within the page get none.
 * @param address of the page, whole, or from `/` on where it is not known where the site stands
 */
export function linkNotes(html: string, address: string): string {
  const open: Open[] = [];
  const insertions: [at: number, text: string][] = [];
  for (const tag of tagsIn(html)) {
    if (tag.kind === 'closes') {
      const last = open.findLastIndex(({ name }) => name === tag.name);
      const closed = last < 0 ? [] : open.splice(last);
      for (const { begins, part } of closed.reverse())
        if (begins && part !== null && part.notes.size > 0)
          insertions.push([part.listFollows ? tag.end : tag.start, listOf(part.notes)]);
      continue;
    }
    const around = open.at(-1);
    const own = partOf(tag);
    const part = own ?? around?.part ?? null;
    const isPrinted = (around?.isPrinted ?? true) && !isUnmarked(tag);
    if (tag.kind === 'opens') open.push({ name: tag.name, part, begins: own !== null, isPrinted });
    const href = tag.name === 'a' && isPrinted ? tag.attribute('href') : undefined;
    const target = href === undefined || part === null ? null : noteAddress(href, address);
    if (target === null || part === null) continue;
    const number = part.notes.get(target) ?? part.notes.size + 1;
    part.notes.set(target, number);
    insertions.push([tag.end - 1, ` data-note="${number}"`]);
  }
  return inserted(html, insertions);
}

const classesOf = (tag: Tag): string[] => tag.attribute('class')?.split(/\s+/) ?? [];

function partOf(tag: Tag): Part | null {
  const classes = classesOf(tag);
  const isChapter = classes.includes('chapter');
  const begins =
    isChapter ||
    /^(main|footer)$/.test(tag.name) ||
    classes.some((each) => each === 'opening' || each === 'closing');
  return begins ? { notes: new Map(), listFollows: isChapter } : null;
}

function isUnmarked(tag: Tag): boolean {
  return (
    UNMARKED_ELEMENTS.has(tag.name) ||
    tag.attribute('hidden') !== undefined ||
    classesOf(tag).some((each) => UNMARKED_CLASSES.includes(each))
  );
}

/** Hidden by itself, so that it stays so without styles. */
const listOf = (notes: ReadonlyMap<string, number>): string =>
  `<ol class="link-notes" translate="no" hidden>${[...notes.keys()].map((each) => `<li>${each}</li>`).join('')}</ol>`;

function inserted(html: string, insertions: readonly (readonly [at: number, text: string])[]): string {
  let done = 0;
  let result = '';
  for (const [at, text] of insertions) {
    result += html.slice(done, at) + text;
    done = at;
  }
  return result + html.slice(done);
}
