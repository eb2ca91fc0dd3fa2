/** Part of what a browser tells of its connection (https://wicg.github.io/savedata/); not in TypeScript's own types. */
type Connected = Navigator & { readonly connection?: { readonly saveData?: boolean } };

/** Whether the reader's browser asks pages to fetch little. False outside a browser. */
export function savesData(): boolean {
  if (typeof matchMedia === 'undefined') return false;
  const { connection } = navigator as Connected;
  return connection?.saveData === true || matchMedia('(prefers-reduced-data: reduce)').matches;
}
