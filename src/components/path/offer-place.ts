/**
 * Offers a reader who comes back to a part the way to where they were: a line at the foot of the window. Nothing scrolls by
 * itself; and it is not offered to those who come for a certain place, or over the history, which has its own.
 */
import { type ChapterBlock, chapterBlocks } from './chapter-blocks.ts';
import { changePath, type PathStorage, readPath } from './kept-path.ts';

export interface Arrival {
  /** Fragment of the address, with its "#". */
  readonly hash: string;
  /** How the page was come to, as in `PerformanceNavigationTiming`. */
  readonly type: string;
  /** How far it was scrolled already, in windows. */
  readonly windowsDown: number;
}

export const isFresh = ({ hash, type, windowsDown }: Arrival): boolean =>
  hash === '' && (type === 'navigate' || type === 'prerender') && windowsDown < 0.5;

function arrival(): Arrival {
  const [navigation] = performance.getEntriesByType('navigation');
  return {
    hash: location.hash,
    type: (navigation as PerformanceNavigationTiming | undefined)?.type ?? '',
    windowsDown: scrollY / innerHeight,
  };
}

/** @param part `1` or `2`. @param offer the line, hidden: `PlaceOffer.astro` */
export function offerPlace(offer: HTMLElement | null, part: string, storage: PathStorage): void {
  const link = offer?.querySelector('a');
  const title = offer?.querySelector('[data-title]');
  const close = offer?.querySelector('button');
  const place = readPath(storage).places.get(part);
  if (!offer || !link || !title || !close || !place || !isFresh(arrival())) return;
  const chapter = chapterBlocks(document).filter((block) => block.chapter === place.chapter);
  const target = chapter[Math.min(place.block, chapter.length - 1)];
  const heading = chapter[0];
  if (target === undefined || heading === undefined) return; // there is no such chapter any more

  /** Not by `:has()`, which older browsers cannot read. */
  const show = (isShown: boolean) => {
    offer.hidden = !isShown;
    document.documentElement.classList.toggle('offers-place', isShown);
  };
  title.textContent = heading.element.textContent?.trim() ?? '';
  link.hash = nearestId(chapter, target);
  show(true);

  /** Whoever reads a window of the page, or draws in it, has gone on by themselves. */
  const begun = new AbortController();
  const { signal } = begun;
  const leave = () => {
    begun.abort();
    show(false);
  };
  const forget = () => {
    leave();
    focusOn(document.querySelector('main'));
    changePath(storage, (path) => {
      const places = new Map(path.places);
      places.delete(part);
      return { ...path, places };
    });
  };
  addEventListener('scroll', () => scrollY > innerHeight && leave(), { passive: true, signal });
  document.querySelector('.demo-place')?.addEventListener('pointerdown', leave, { signal });
  close.addEventListener('click', forget, { signal });
  offer.addEventListener('keydown', ({ key }) => key === 'Escape' && forget(), { signal });
  link.addEventListener(
    'click',
    (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      history.pushState(null, '', link.hash); // Back leads to the top again
      leave();
      goTo(target.element);
    },
    { signal },
  );
}

/** What an address can name: the block, or the last figure or heading of the chapter before it. */
function nearestId(chapter: readonly ChapterBlock[], { index }: ChapterBlock): string {
  return chapter.findLast((block) => block.index <= index && block.element.id !== '')?.element.id ?? '';
}

/** At once, however far it is; once more when the figures on the way have their sizes. */
function goTo(element: HTMLElement): void {
  const scroll = () => element.scrollIntoView({ behavior: 'instant', block: 'start' });
  scroll();
  focusOn(element);
  requestAnimationFrame(() => requestAnimationFrame(scroll));
}

/** The keyboard and a screen reader go on from there. */
function focusOn(element: HTMLElement | null): void {
  if (element === null) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
}
