/** Frames are whole multiples of it, so that a line more or less seldom changes them. In CSS pixels. */
const STEP_PX = 24;
/** What is too high by less stays: an answer takes two lines now and one later. */
const SLACK_PX = 96;

/**
 * The height of a frame for contents of this height.
 * @param neededPx of the contents
 * @param beforePx of the frame so far; null for none
 */
export function settleHeight(neededPx: number, beforePx: number | null): number {
  const height = STEP_PX * Math.ceil(neededPx / STEP_PX);
  const tooHighPx = beforePx === null ? 0 : beforePx - height;
  return beforePx !== null && tooHighPx >= 0 && tooHighPx < SLACK_PX ? beforePx : height;
}
