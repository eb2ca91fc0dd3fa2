/** Between the canvas and whatever ends above or below it, in pixels. */
const MARGIN_PX = 8;

export function prefersReducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Whether this layout keeps the element in view while the page scrolls. */
export function isSticky(element: HTMLElement): boolean {
  return getComputedStyle(element).position === 'sticky';
}

/**
 * Scrolls, if need be, until the canvas is in the window and free of the answers that stick to its lower edge; and
 * the tools below it too, where the window is high enough for both.
 */
export function revealCanvas(canvas: HTMLElement, tools: HTMLElement, answers: HTMLElement): void {
  const box = canvas.getBoundingClientRect();
  const covered = isSticky(answers) ? answers.offsetHeight : 0;
  const top = box.top - MARGIN_PX;
  const bottom = Math.max(box.bottom, tools.getBoundingClientRect().bottom);
  const below = bottom + MARGIN_PX - (innerHeight - covered);
  const by = top < 0 ? top : Math.min(Math.max(0, below), top);
  if (by !== 0) scrollBy({ top: by, behavior: prefersReducedMotion() ? 'auto' : 'smooth' });
}
