/**
 * An SVG as pixels. Workers cannot paint one, so the page does, as an <img>: scripts in it never run, and nothing from
 * outside is loaded.
 */
import type { Picture } from '../../../../drawings/shrink.ts';
import { DISHONEST, isHonest } from './honest-canvas.ts';
import { PictureError } from './picture-error.ts';
import { svgBox } from './svg-box.ts';

/** Longer side to paint at, in pixels: an SVG has any. */
const SIDE_PX = 800;
/** Larger files hold photos, or thousands of shapes that would hold the page up. */
export const MOST_SVG_BYTES = 5e6;

const XLINK = 'http://www.w3.org/1999/xlink';

/** @throws PictureError for the reader. */
export async function svgPicture(file: Blob): Promise<Picture> {
  if (file.size > MOST_SVG_BYTES)
    throw new PictureError(
      `This SVG has ${(file.size / 1e6).toFixed(1)} MB; ${MOST_SVG_BYTES / 1e6} MB are the most.`,
    );
  const root = new DOMParser().parseFromString(await file.text(), 'image/svg+xml').documentElement;
  if (root.localName !== 'svg' || root.querySelector('parsererror') !== null)
    throw new PictureError('This SVG is damaged: it is no well-formed XML.');
  if (root.namespaceURI !== 'http://www.w3.org/2000/svg')
    throw new PictureError('This SVG lacks its namespace, xmlns="http://www.w3.org/2000/svg".');
  for (const element of root.querySelectorAll('script, foreignObject, image')) {
    const address = element.getAttribute('href') ?? element.getAttributeNS(XLINK, 'href') ?? '';
    if (!address.startsWith('data:')) element.remove(); // it would be painted as a broken picture, or not at all
  }
  const { width, height } = svgBox((name) => root.getAttribute(name));
  const scale = SIDE_PX / Math.max(width, height);
  const [columns, rows] = [width, height].map((side) => Math.max(1, Math.round(side * scale))) as [
    number,
    number,
  ];
  if (!root.hasAttribute('viewBox')) root.setAttribute('viewBox', `0 0 ${width} ${height}`);
  root.setAttribute('width', String(columns));
  root.setAttribute('height', String(rows));

  const url = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(root)], { type: 'image/svg+xml' }),
  );
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = columns;
    canvas.height = rows;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null || !isHonest(context)) throw new PictureError(DISHONEST);
    context.clearRect(0, 0, columns, rows);
    context.drawImage(image, 0, 0, columns, rows);
    return { width: columns, height: rows, rgba: context.getImageData(0, 0, columns, rows).data };
  } catch (error) {
    if (error instanceof PictureError) throw error;
    throw new PictureError('Your browser cannot paint this SVG, or does not let a page read it.');
  } finally {
    URL.revokeObjectURL(url);
  }
}
