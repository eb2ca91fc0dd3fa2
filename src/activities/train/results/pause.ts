/** Resolves when the page has had its turn: what was pressed or drawn meanwhile has been seen to. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
