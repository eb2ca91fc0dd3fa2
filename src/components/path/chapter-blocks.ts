/** A piece of a chapter that is read in one go: a heading, a paragraph, a list, a figure, an exercise. */
export interface ChapterBlock {
  readonly element: HTMLElement;
  /** Id of the chapter's heading. */
  readonly chapter: string;
  /** Place of the chapter in its part, and of the block in its chapter, from 0. */
  readonly chapterIndex: number;
  readonly index: number;
  /** How many blocks the chapter has. */
  readonly count: number;
  /** Whether nothing of the part comes after it. */
  readonly isLast: boolean;
}

/** No box of their own, or none of the text. */
const NO_BLOCKS = 'script, style, template, noscript, link, astro-island';

/** The blocks of all chapters of a page, in reading order. */
export function chapterBlocks(page: Document): ChapterBlock[] {
  const chapters = [...page.querySelectorAll<HTMLElement>('section.chapter')];
  return chapters.flatMap((section, chapterIndex) => {
    const elements = [...section.children].filter((child) => !child.matches(NO_BLOCKS)) as HTMLElement[];
    return elements.map((element, index) => ({
      element,
      chapter: section.getAttribute('aria-labelledby') ?? '',
      chapterIndex,
      index,
      count: elements.length,
      isLast: chapterIndex === chapters.length - 1 && index === elements.length - 1,
    }));
  });
}
