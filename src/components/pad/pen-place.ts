import type { Point } from './clip.ts';
import { PAD_SIDE } from './drawing.ts';

/** Where the pen is, to be spoken: hundredths of the pad from its left and from its top, and the edge it has met. */
export function penPlace({ x, y }: Point): string {
  const hundredths = (value: number) => Math.round((100 * value) / PAD_SIDE);
  const edges = [
    y <= 0 ? 'top' : y >= PAD_SIDE ? 'bottom' : '',
    x <= 0 ? 'left' : x >= PAD_SIDE ? 'right' : '',
  ].filter(Boolean);
  const edge = edges.length > 0 ? `, at the ${edges.join(' ')} ${edges.length > 1 ? 'corner' : 'edge'}` : '';
  return `${hundredths(x)} across, ${hundredths(y)} down${edge}`;
}
