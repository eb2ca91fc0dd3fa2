/**
 * When an island with `client:near` comes alive: when it is a window's height from being seen, when the focus is in it or
 * in the neighbourhood, or when it is pressed. Its controls, which are off in the HTML for readers without JavaScript,
 * can be reached from the start: nobody who tabs passes them, and what was done to them early is done again as soon as
 * somebody listens. A file that does not come is said, with a button to try again.
 */
import { earlyActions } from './early-actions.ts';
import { hydrateIsland } from './hydrate.ts';
import { sayFailure } from './say-failure.ts';

const AHEAD = '100% 0px';
const OFF = ':is(fieldset, button, input, select):disabled';

/** What wakes the islands that are not alive, in the order of the page. */
const waiting = new Map<HTMLElement, () => void>();

// Where the focus goes next: by Tab to the island after it, by Shift+Tab to the one before.
document.addEventListener('focusin', ({ target }) => {
  if (!(target instanceof Element)) return;
  const side = (which: number) =>
    [...waiting.keys()].filter((island) => target.compareDocumentPosition(island) & which);
  const after = side(Node.DOCUMENT_POSITION_FOLLOWING).slice(0, 2);
  const before = side(Node.DOCUMENT_POSITION_PRECEDING).slice(-1);
  for (const island of [...after, ...before]) waiting.get(island)?.();
});

export default function near(
  load: () => Promise<() => Promise<void>>,
  _options: unknown,
  island: HTMLElement,
): void {
  const off = [...island.querySelectorAll(OFF)];
  const reachable = (yes: boolean) => {
    for (const control of off) control.toggleAttribute('disabled', !yes);
  };
  const early = earlyActions(island);
  const wait = () => {
    reachable(true);
    const sight = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) wake();
      },
      { rootMargin: AHEAD },
    );
    const wake = () => {
      if (!waiting.delete(island)) return;
      sight.disconnect();
      for (const type of ['focusin', 'pointerdown']) island.removeEventListener(type, wake);
      hydrateIsland(island, load)
        .then(early.replay)
        .catch((error) => {
          reachable(false);
          sayFailure(island, error, () => {
            wait();
            waiting.get(island)?.();
          });
        });
    };
    waiting.set(island, wake);
    for (const type of ['focusin', 'pointerdown']) island.addEventListener(type, wake);
    // The frame, where there is one: what is in it may not be laid out yet, and then is nowhere.
    for (const seen of [island.closest('figure'), ...island.children]) if (seen) sight.observe(seen);
  };
  wait();
}
