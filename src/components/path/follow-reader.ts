/**
 * Notes on the device what a reader of the article has seen, and where they are. A chapter has been read once each of its
 * blocks has been in the window for a while (`dwell.ts`), in whatever order.
 */
import { addSeen } from './add-seen.ts';
import { type ChapterBlock, chapterBlocks } from './chapter-blocks.ts';
import { Dwell } from './dwell.ts';
import { changePath, type PathStorage } from './kept-path.ts';
import { placeAfter, type Reading } from './place-after.ts';

/** What stands at the very edge of the window is not yet read. */
const EDGES = '-10% 0px';
const SECOND_MS = 1000;

/** @param part `1` or `2`. @param onnoted when something may have been noted */
export function followReader(page: Document, part: string, storage: PathStorage, onnoted: () => void): void {
  const blocks = chapterBlocks(page);
  const byElement = new Map<Element, ChapterBlock>(blocks.map((block) => [block.element, block]));
  const dwell = new Dwell<ChapterBlock>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const block = byElement.get(target);
        if (block !== undefined) dwell.show(block, isIntersecting);
      }
    },
    { rootMargin: EDGES },
  );
  for (const { element } of blocks) observer.observe(element);

  /** Where the reader was a second ago: who stays there has been noted, and what is forgotten meanwhile stays forgotten. */
  let before = '';
  setInterval(() => {
    if (page.hidden) return;
    const seen = dwell.tick();
    const reading = readingAmong(dwell.stayedWith());
    const now = JSON.stringify(reading);
    if (seen.length === 0 && now === before) return;
    before = now;
    changePath(storage, (path) => {
      let next = path;
      for (const { chapter, index, count } of seen) next = addSeen(next, chapter, [index], count);
      return reading === null ? next : placeAfter(next, part, reading);
    });
    if (seen.length > 0) onnoted();
  }, SECOND_MS);
}

/** The first of the blocks that reaches below the window's first quarter: there a reader is, or is about to be. */
function readingAmong(blocks: readonly ChapterBlock[]): Reading | null {
  const below = blocks.filter(
    ({ element }) => element.getBoundingClientRect().bottom > window.innerHeight / 4,
  );
  const [first] = below.sort((a, b) => a.chapterIndex - b.chapterIndex || a.index - b.index);
  if (first === undefined) return null;
  const { chapter, chapterIndex, index } = first;
  return { chapter, chapterIndex, block: index, atEnd: blocks.some(({ isLast }) => isLast) };
}
