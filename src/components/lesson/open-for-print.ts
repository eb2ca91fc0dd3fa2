/** Opens folds (`<details>`) while the page is printed, and closes those again that were closed. */
export function openForPrint(window: Window, selector: string): void {
  let opened: HTMLDetailsElement[] = [];
  window.addEventListener('beforeprint', () => {
    opened = [...window.document.querySelectorAll<HTMLDetailsElement>(`details${selector}:not([open])`)];
    for (const fold of opened) fold.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });
}
