import { type PathStorage, readPath } from './kept-path.ts';

/** Ticks off in the tables of contents of a page the chapters that have been read. */
export function markContents(page: Document, storage: PathStorage): void {
  const { read } = readPath(storage);
  const chapters = '.contents > * > ol > li > a[href^="#"]';
  for (const link of page.querySelectorAll<HTMLAnchorElement>(chapters)) {
    const isRead = read.has(link.hash.slice(1));
    const tick = link.querySelector('.tick');
    if (isRead === (tick !== null)) continue;
    if (tick !== null) tick.remove();
    else link.append(newTick(page));
  }
}

/** Its word is for those who do not see it; the sign is drawn by the stylesheet. */
function newTick(page: Document): HTMLElement {
  const tick = page.createElement('span');
  tick.className = 'tick';
  const word = page.createElement('span');
  word.className = 'visually-hidden';
  word.textContent = ' (read)';
  tick.append(word);
  return tick;
}
