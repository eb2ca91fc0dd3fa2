/** Puts focus and window where a game goes on, and leaves a reader alone who is elsewhere on the page. */
import { prefersReducedMotion } from '../draw/reveal.ts';

export interface GoOnOptions {
  /** Whether the reader's own press brought the scene: else it came by itself, and the page is not moved for it. */
  readonly pressed: boolean;
}

/** Whether the focus is in this part of the page, or nowhere, as after what had it is gone. */
export function isAttended(part: Element): boolean {
  const { activeElement } = part.ownerDocument;
  return activeElement === null || activeElement.localName === 'body' || part.contains(activeElement);
}

/**
 * To be called once for every scene, when it is on the page. The focus goes to what the scene marks with `data-focus`,
 * else to its drawing pad; and a scene that was asked for, but does not fit where it is, goes to the top of the window.
 */
export function goOn(stage: HTMLElement, { pressed }: GoOnOptions): void {
  if (!isAttended(stage)) return;
  const next =
    stage.querySelector<HTMLElement>('[data-focus]') ??
    stage.querySelector<HTMLElement>('[role=application]');
  next?.focus({ preventScroll: true });
  if (!pressed) return;
  const { top, bottom } = stage.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight)
    stage.scrollIntoView({ block: 'start', behavior: prefersReducedMotion() ? 'auto' : 'smooth' });
}
