/** A box in the window, in CSS pixels from its top left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Between the note and the edge of the window, and between the note and its word. */
const EDGE_PX = 12;
const GAP_PX = 6;

/** The top left corner of a note and the height that it may have, in CSS pixels of the window. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

/**
 * Where a note stands, whole within the window: below the last line of its word, or above the first; where it has room
 * neither here nor there, on the side that has more, as high as that.
 * @param lines boxes of the word, one for each line that it is broken over
 */
export function placeNote(lines: readonly [Box, ...Box[]], note: Size, view: Size): Place {
  const first = lines[0];
  const last = lines.at(-1) as Box;
  const below = view.height - last.bottom - GAP_PX - EDGE_PX;
  const above = first.top - GAP_PX - EDGE_PX;
  const isBelow = note.height <= below || (note.height > above && below >= above);
  const height = Math.min(note.height, isBelow ? below : above);
  return {
    left: Math.max(EDGE_PX, Math.min(isBelow ? last.left : first.left, view.width - note.width - EDGE_PX)),
    top: isBelow ? last.bottom + GAP_PX : first.top - GAP_PX - height,
    height,
  };
}
