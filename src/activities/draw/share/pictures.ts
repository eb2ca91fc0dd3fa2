/** Pictures of a drawing to keep. */

import { PAD_SIDE } from '../../../components/pad/drawing.ts';
import { strokePath } from '../../../components/pad/path.ts';
import { SIDE_PX } from '../../../core/bitmap-size.ts';
import type { Stroke } from '../../../core/strokes.ts';
import { flattenStroke } from './flatten-stroke.ts';
import { paintLines } from './paint-lines.ts';

/** In pad units. */
const LINE_WIDTH = 14;

/** A drawing as an SVG document: black lines on white. @param strokes in pad units. */
export function drawingSvg(strokes: readonly Stroke[]): string {
  const paths = strokes.map((stroke) => `<path d="${strokePath(stroke)}"/>`).join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PAD_SIDE} ${PAD_SIDE}" ` +
    `width="${PAD_SIDE}" height="${PAD_SIDE}">` +
    `<rect width="100%" height="100%" fill="#fff"/>` +
    `<g fill="none" stroke="#000" stroke-width="${LINE_WIDTH}" stroke-linecap="round" stroke-linejoin="round">` +
    `${paths}</g></svg>\n`
  );
}

/** The same as a PNG file of 1000 x 1000 pixels. Rejects where the code for it does not come. */
export function drawingPng(strokes: readonly Stroke[]): Promise<Blob> {
  return greyPng(PAD_SIDE, paintLines(strokes.map(flattenStroke), PAD_SIDE, LINE_WIDTH));
}

/** What the models see as a PNG file of 28 x 28 pixels. @param pixels ink 0..255, white on black [784] */
export function pixelsPng(pixels: Uint8Array): Promise<Blob> {
  return greyPng(SIDE_PX, pixels);
}

/** No canvas takes part, so that no browser can falsify what is saved. @param data grey 0..255 [side * side] */
async function greyPng(side: number, data: Uint8Array): Promise<Blob> {
  const { encode } = await import('fast-png');
  const png = encode({ width: side, height: side, data, channels: 1, depth: 8 });
  return new Blob([new Uint8Array(png)], { type: 'image/png' });
}
