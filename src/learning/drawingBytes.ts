/** What a drawing takes in memory: its pixels, and a label of two bytes. */
export const DRAWING_BYTES = 786;
