/** What the embedded demo tells the page around it, whenever it grows or shrinks. */
export interface HeightMessage {
  readonly type: 'doodles:height';
  /** CSS pixels, whole. */
  readonly height: number;
}

/**
 * Tells the parent page the height of `element`, now and at every change; returns a function that ends it. Does nothing
 * outside a frame. The message goes to any origin: a height is no secret.
 */
export function reportHeight(element: HTMLElement): () => void {
  if (window.parent === window) return () => {};
  let sent = -1;
  const observer = new ResizeObserver(() => {
    const height = Math.ceil(element.getBoundingClientRect().height);
    if (height === sent) return;
    sent = height;
    window.parent.postMessage({ type: 'doodles:height', height } satisfies HeightMessage, '*');
  });
  observer.observe(element);
  return () => observer.disconnect();
}
