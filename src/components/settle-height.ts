/** Frames are whole multiples of it, so that a line more or less seldom changes them. In CSS pixels. */
const STEP_PX = 24;
/** What is too high by less stays: answers take more lines now and fewer later. */
const SLACK_PX = 192;
/** What has grown once will again: room for two lines more. */
const ROOM_PX = 2 * STEP_PX;

/**
 * The height of a frame for contents of this height.
 * @param neededPx of the contents
 * @param beforePx of the frame so far; null for none
 */
export function settleHeight(neededPx: number, beforePx: number | null): number {
  const height = STEP_PX * Math.ceil(neededPx / STEP_PX);
  if (beforePx === null || beforePx - height >= SLACK_PX) return height;
  return height <= beforePx ? beforePx : height + ROOM_PX;
}
