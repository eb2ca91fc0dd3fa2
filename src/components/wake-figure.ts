/**
 * Wakes the islands of a figure, which otherwise wait until they are nearly seen. Resolves when all of them listen; never,
 * where the code of one does not come.
 */
export async function wakeFigure(figure: Element): Promise<void> {
  const asleep = () => figure.querySelectorAll('astro-island[ssr]');
  if (asleep().length > 0) {
    const awake = new Promise<void>((resolve) => {
      new MutationObserver((_, observer) => {
        if (asleep().length > 0) return;
        observer.disconnect();
        resolve();
      }).observe(figure, { attributes: true, attributeFilter: ['ssr'], subtree: true });
    });
    for (const island of asleep()) island.dispatchEvent(new Event('pointerdown')); // `client:near` wakes at a press
    await awake;
  }
  await new Promise((resolve) => setTimeout(resolve)); // their effects have run
}
