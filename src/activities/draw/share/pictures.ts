/** Pictures of a drawing to keep. */

import { PAD_SIDE } from '../../../components/pad/drawing.ts';
import { strokePath } from '../../../components/pad/path.ts';
import { SIDE_PX } from '../../../core/bitmap-size.ts';
import type { Stroke } from '../../../core/strokes.ts';

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

/** The same as a PNG file of 1000 x 1000 pixels. @throws Error where the browser does not paint it. */
export function drawingPng(strokes: readonly Stroke[]): Promise<Blob> {
  return paint(PAD_SIDE, (context) => {
    context.fillStyle = '#fff';
    context.fillRect(0, 0, PAD_SIDE, PAD_SIDE);
    context.lineWidth = LINE_WIDTH;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    for (const stroke of strokes) context.stroke(new Path2D(strokePath(stroke)));
  });
}

/** What the models see as a PNG file of 28 x 28 pixels. @param pixels ink 0..255, white on black [784] */
export function pixelsPng(pixels: Uint8Array): Promise<Blob> {
  return paint(SIDE_PX, (context) => {
    const image = context.createImageData(SIDE_PX, SIDE_PX);
    for (const [i, ink] of pixels.entries()) image.data.set([ink, ink, ink, 255], 4 * i);
    context.putImageData(image, 0, 0);
  });
}

function paint(side: number, draw: (context: CanvasRenderingContext2D) => void): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (context === null) return Promise.reject(new Error('this browser has no canvas to paint on'));
  draw(context);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the picture could not be written'));
      else resolve(blob);
    }, 'image/png');
  });
}

/** Has the browser save a file. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
