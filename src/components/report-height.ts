import { settleHeight } from './settle-height.ts';

/** What the page in a frame tells the page around it, when it has grown or shrunk for good. */
export interface HeightMessage {
  readonly type: 'doodles:height';
  /** CSS pixels, whole. */
  readonly height: number;
}

/** A change must last for so long. Enough to be told once of what comes in one go. */
const SETTLED_MS = 150;
/** And so long, where it only makes the frame higher than it need be. */
const SHRUNK_MS = 1000;

/**
 * Tells the parent page the height of `element`, now and when it has changed; returns a function that ends it. Does
 * nothing outside a frame. The message goes to any origin: a height is no secret.
 * @param ontold gets what the parent was told, in CSS pixels.
 */
export function reportHeight(element: HTMLElement, ontold: (heightPx: number) => void): () => void {
  if (window.parent === window) return () => {};
  let told: number | null = null;
  let toldWidth = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    const box = element.getBoundingClientRect();
    // In a frame of another width all is laid out anew, and what it was before says nothing.
    const height = settleHeight(box.height, box.width === toldWidth ? told : null);
    toldWidth = box.width;
    if (height === told) return;
    told = height;
    ontold(height);
    window.parent.postMessage({ type: 'doodles:height', height } satisfies HeightMessage, '*');
  };
  const observer = new ResizeObserver(() => {
    clearTimeout(timer);
    const grown = told === null || element.getBoundingClientRect().height > told;
    timer = setTimeout(tell, told === null ? 0 : grown ? SETTLED_MS : SHRUNK_MS);
  });
  observer.observe(element);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
