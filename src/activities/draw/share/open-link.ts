/** What the page does with a drawing in its address. */
import type { MutableStroke } from '../../../core/strokes.ts';
import { carriesDrawing } from './carries-drawing.ts';
import { readLink } from './link.ts';
import { placeOnPad } from './place.ts';

export interface Opened {
  readonly task: string;
  /** In pad units. */
  readonly strokes: readonly MutableStroke[];
}

/**
 * Opens the drawing in the page's address, if there is one.
 * @returns the drawing; a sentence for the reader when the link is of no use; null when there is none.
 */
export async function openLink(): Promise<Opened | string | null> {
  if (!carriesDrawing(location.hash)) return null;
  const reading = await readLink(location.hash);
  if (!reading.ok) return reading.message;
  const { task, strokes } = reading.shared;
  return { task, strokes: placeOnPad(strokes) };
}

/** Takes the drawing out of the address: what is on the canvas is another by now. */
export function leaveLink(): void {
  if (!carriesDrawing(location.hash)) return;
  history.replaceState(history.state, '', location.pathname + location.search);
}
