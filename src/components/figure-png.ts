/** A figure's SVG as a PNG file. */
import { svgText } from './figure-svg.ts';
import { isHonest } from './honest-canvas.ts';
import { isOneColour } from './is-one-colour.ts';
import { pngSize } from './png-size.ts';

export interface Png {
  readonly file: Blob;
  readonly width: number;
  readonly height: number;
}

/**
 * @param wantedPx width of the picture; a figure that is very tall gets less, so that browsers can make it
 * @throws Error for the reader: where the browser falsifies canvases, or paints nothing.
 */
export async function figurePng(sheet: SVGSVGElement, wantedPx: number): Promise<Png> {
  const [, , across = 0, down = 0] = (sheet.getAttribute('viewBox') ?? '').split(' ').map(Number);
  const { width, height } = pngSize({ width: across, height: down }, wantedPx);
  const copy = sheet.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null || !isHonest(context))
    throw new Error(
      'your browser falsifies what a page reads from a canvas, a protection against trackers, and the picture would be noise. Take the SVG: it shows the same',
    );
  const url = URL.createObjectURL(new Blob([svgText(copy)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    context.clearRect(0, 0, width, height);
    context.drawImage(image, 0, 0, width, height);
  } finally {
    URL.revokeObjectURL(url);
  }
  const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (file === null || isOneColour(context.getImageData(0, 0, width, height).data))
    throw new Error('your browser painted an empty picture. Take the SVG');
  return { file, width, height };
}
