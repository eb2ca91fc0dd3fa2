/** Puts focus and window where a game goes on, and leaves a reader alone who is elsewhere on the page. */
import { prefersReducedMotion } from '../draw/reveal.ts';

export interface GoOnOptions {
  /** Whether the reader's own press brought the scene: else it came by itself. */
  readonly pressed: boolean;
}

/** Whether the focus is in this part of the page, or nowhere, as after what had it is gone. */
export function isAttended(part: Element): boolean {
  const { activeElement } = part.ownerDocument;
  return activeElement === null || activeElement.localName === 'body' || part.contains(activeElement);
}

/**
 * To be called once for every scene, when it is on the page. The focus goes to what the scene marks with `data-focus`,
 * else to its drawing pad. A scene that was asked for goes to the top of the window where it does not fit; for one that
 * comes by itself the page moves only as far as what has the focus, and not for who has scrolled away from the game.
 */
export function goOn(stage: HTMLElement, { pressed }: GoOnOptions): void {
  if (!isAttended(stage)) return;
  const next =
    stage.querySelector<HTMLElement>('[data-focus]') ??
    stage.querySelector<HTMLElement>('[role=application]');
  next?.focus({ preventScroll: true });
  const behavior = prefersReducedMotion() ? 'auto' : 'smooth';
  const { top, bottom } = stage.getBoundingClientRect();
  if (pressed && (top < 0 || bottom > innerHeight)) stage.scrollIntoView({ block: 'start', behavior });
  if (!pressed && top >= 0) next?.scrollIntoView({ block: 'nearest', behavior });
}
