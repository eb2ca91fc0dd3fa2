export { isHonest } from '../../../../components/honest-canvas.ts';

/** For the reader, where a canvas is not honest. */
export const DISHONEST =
  'Your browser falsifies pixels that a page reads (a protection against trackers), so only PNG files can be read here. Save the picture as PNG, or allow this page to read canvases.';
