/** For so long a button says what came of its press. */
const SAID_MS = 2000;

/**
 * Makes a button copy its `data-copy`, and shows it; where the page may not reach the clipboard it stays hidden. What it says
 * in `[data-said]` becomes the outcome for a moment.
 */
export function wireCopy(button: HTMLElement): void {
  const said = button.querySelector<HTMLElement>('[data-said]');
  if (!navigator.clipboard || !said) return;
  const words = said.textContent;
  let back: ReturnType<typeof setTimeout> | undefined;
  said.setAttribute('aria-live', 'polite');
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy ?? '');
      said.textContent = 'Copied';
    } catch {
      said.textContent = 'Not copied';
    }
    clearTimeout(back);
    back = setTimeout(() => {
      said.textContent = words;
    }, SAID_MS);
  });
}
