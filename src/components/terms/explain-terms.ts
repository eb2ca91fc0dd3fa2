/**
 * Makes the links to the glossary (`Term.astro`) explain themselves: each opens a note beside it, on tap, on hover and
 * when the keyboard comes to it; pressed, it stays. Escape closes the note, and so does a press elsewhere; a mouse can go into it. In browsers
 * without popovers (Chrome before 114, Safari before 17, Firefox before 125) the links stay links.
 */
import glossary from '../../../content/glossary.json';
import { noteContent, SAYS_ID } from './note-content.ts';
import { type Box, placeNote } from './place-note.ts';

/** Milliseconds: a mouse that only passes opens nothing, and one on its way into the note does not close it. */
const OPENS_AFTER = 150;
const CLOSES_AFTER = 300;

const NOTE_ID = 'term-note';

/** To be called once a page. */
export function explainTerms(page: Document): void {
  const terms = [...page.querySelectorAll<HTMLAnchorElement>('a.term')];
  if (terms.length === 0 || !('popover' in HTMLElement.prototype)) return;
  const note = page.createElement('span');
  note.id = NOTE_ID;
  note.className = 'term-note';
  note.popover = 'auto';

  /** The word that is explained, and whether it was pressed: a mouse that leaves then closes nothing. */
  let open: HTMLAnchorElement | null = null;
  let pinned = false;
  /** Where the note stands, and its word, in CSS pixels of the page. */
  let at = { left: 0, top: 0, word: { left: 0, top: 0 } };
  let timer = 0;
  const after = (milliseconds: number, act: () => void) => {
    clearTimeout(timer);
    timer = window.setTimeout(act, milliseconds);
  };

  function show(term: HTMLAnchorElement): void {
    clearTimeout(timer);
    if (open === term) return;
    hide();
    const entry = glossary.find(({ id }) => id === decodeURIComponent(term.hash.slice(1)));
    if (entry === undefined) return;
    note.replaceChildren(...noteContent(entry, term.href));
    term.after(note); // next in reading order, and for Tab
    note.showPopover?.();
    note.style.maxHeight = 'none';
    const { left, top, height } = placeNote(
      [...term.getClientRects()] as unknown as [Box, ...Box[]],
      { width: note.offsetWidth, height: note.offsetHeight },
      { width: page.documentElement.clientWidth, height: window.innerHeight },
    );
    at = { left: left + window.scrollX, top: top + window.scrollY, word: placeOf(term) };
    note.style.left = `${at.left}px`;
    note.style.top = `${at.top}px`;
    note.style.maxHeight = `${height}px`;
    layout.observe(page.body);
    term.setAttribute('aria-expanded', 'true');
    term.setAttribute('aria-controls', NOTE_ID);
    term.setAttribute('aria-describedby', SAYS_ID);
    open = term;
  }

  const placeOf = (term: Element) => {
    const { left, top } = term.getBoundingClientRect();
    return { left: left + window.scrollX, top: top + window.scrollY };
  };

  /** Figures above the word may come late and move it: its note goes with it. */
  const layout = new ResizeObserver(() => {
    if (open === null) return;
    const { left, top } = placeOf(open);
    note.style.left = `${at.left + left - at.word.left}px`;
    note.style.top = `${at.top + top - at.word.top}px`;
  });

  function pin(): void {
    pinned = true;
    for (const link of note.querySelectorAll('a')) link.tabIndex = 0;
  }

  function hide(): void {
    clearTimeout(timer);
    if (open !== null) note.hidePopover?.();
  }

  // Whoever closes it: `hide`, Escape, or a press elsewhere.
  note.addEventListener('beforetoggle', ({ newState }) => {
    if (newState !== 'closed' || open === null) return;
    open.setAttribute('aria-expanded', 'false');
    open.removeAttribute('aria-controls');
    open.removeAttribute('aria-describedby');
    layout.disconnect();
    open = null;
    pinned = false;
  });

  const within = (target: EventTarget | null) =>
    target instanceof Node && (note.contains(target) || (open?.contains(target) ?? false));
  const leave = () => {
    if (!pinned && !within(page.activeElement)) after(CLOSES_AFTER, hide);
  };
  note.addEventListener('pointerenter', () => clearTimeout(timer));
  note.addEventListener('pointerleave', leave);
  note.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget !== null && !within(relatedTarget)) hide();
  });
  window.addEventListener('resize', hide);

  for (const term of terms) {
    let wasPinned = false;
    term.setAttribute('role', 'button');
    term.setAttribute('aria-expanded', 'false');
    term.addEventListener('pointerenter', ({ pointerType }) => {
      if (pointerType === 'mouse') after(OPENS_AFTER, () => show(term));
    });
    term.addEventListener('pointerleave', ({ pointerType }) => {
      if (pointerType !== 'mouse') return;
      clearTimeout(timer);
      if (open === term) leave();
    });
    term.addEventListener('focus', () => {
      if (term.matches(':focus-visible')) show(term);
    });
    term.addEventListener('blur', ({ relatedTarget }) => {
      if (relatedTarget !== null && !within(relatedTarget)) hide();
    });
    term.addEventListener('pointerdown', () => {
      wasPinned = open === term && pinned; // before a press outside of the note closes it
    });
    term.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // a new tab
      event.preventDefault();
      const closes = event.detail === 0 ? open === term && pinned : wasPinned; // 0: by keyboard, or a screen reader
      wasPinned = false;
      if (closes) hide();
      else {
        show(term);
        pin();
      }
    });
    term.addEventListener('keydown', (event) => {
      if (event.key !== ' ') return;
      event.preventDefault();
      term.click();
    });
  }
}
