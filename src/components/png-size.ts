/** More pixels than that a phone does not paint. */
const MOST_PIXELS = 16e6;

/** Size in whole pixels of a picture as wide as is wanted, or less wide where it would have too many of them. */
export function pngSize(
  drawn: { readonly width: number; readonly height: number },
  wantedPx: number,
): { width: number; height: number } {
  const shape = drawn.height / drawn.width;
  const width = Math.min(wantedPx, Math.floor(Math.sqrt(MOST_PIXELS / shape)));
  return { width, height: Math.max(1, Math.round(width * shape)) };
}
