/** Side of a bitmap in pixels. */
export const SIDE_PX = 28;
