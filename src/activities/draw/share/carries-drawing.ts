/** Whether a fragment is meant to carry a drawing: `link.ts` reads it. */
export function carriesDrawing(fragment: string): boolean {
  return /^#?d=/.test(fragment);
}
