/**
 * Turns the picture of a line drawing, a scan or a photo of paper or a file, into a drawing in the look of the data set:
 * ink is told from ground, thinned to lines, and traced into strokes, which go the way of everything that is drawn here.
 */
import { rasterize } from '../core/rasterize.ts';
import { type MutableStroke, simplifyDrawing } from '../core/strokes.ts';
import { distanceToGround } from './distance.ts';
import { enlarge } from './enlarge.ts';
import { type FoundMask, findMask } from './find-mask.ts';
import { hollow } from './hollow.ts';
import { lineWidth } from './line-width.ts';
import { NoLineError } from './no-line-error.ts';
import { type Box, findSheet } from './sheet.ts';
import { type Picture, type Planes, shrink } from './shrink.ts';
import { edgeLength, skeletonGraph } from './skeleton-graph.ts';
import { thin } from './thin.ts';
import { tidyGraph } from './tidy-graph.ts';
import { traceStrokes } from './trace.ts';

/** Pictures may be so wide and high. */
export const MAX_SIDE_PX = 8192;
/** Smaller pictures, also after they were shrunk, hold no drawing. */
const LEAST_SIDE_PX = 8;
/** Lines are longer than this between ends and junctions, on average, in pixels: noise is a tangle. */
const LEAST_LINE_PX = 6;
/** From so much length, in sides of the picture, it is likelier a photo of a thing than a drawing of it. */
const MANY_LINES = 25;

export interface PictureDrawing {
  /** Simplified: whole numbers 0..255, the longest first. */
  strokes: MutableStroke[];
  /** Ink 0..255, row by row: `rasterize(strokes)`. [784] */
  pixels: Uint8Array;
  /** Share of the picture that is ink, 0..1. */
  inkShare: number;
  /** For the reader: what was assumed or left away, a sentence each. */
  notes: string[];
}

/**
 * Deterministic. In one thread half a second for 12 megapixels, a tenth for a quarter of one.
 * @throws RangeError when the picture's size is none, too large, or does not fit its bytes
 * @throws NoLineError when no drawing is in it
 */
export function drawingFromPicture(picture: Picture): PictureDrawing {
  assertPicture(picture);
  const planes = workingPlanes(picture);
  const found = findMask(planes);
  const sheet = found.polarity === 'light' && planes.enlargedBy === 1 ? findSheet(found.mask) : undefined;
  if (sheet)
    try {
      const drawing = drawingOf(findMask(workingPlanes(crop(picture, sheet, planes))));
      drawing.notes.unshift('Only the sheet of paper was looked at.');
      return drawing;
    } catch (error) {
      if (!(error instanceof NoLineError)) throw error; // what looked like a sheet is the drawing itself
    }
  return drawingOf(found);
}

/** Thins and traces what was found. */
function drawingOf({ mask, polarity, framed }: FoundMask): PictureDrawing {
  const notes: string[] = [];
  if (polarity === 'light') notes.push('Light lines on a dark ground.');
  if (framed) notes.push('What comes in from the border of the picture was left away.');

  const distance = distanceToGround(mask);
  const width = lineWidth(mask, distance);
  const outlined = hollow(mask, distance, width);
  if (outlined !== mask) notes.push('Filled areas were drawn as their outlines.');
  const graph = tidyGraph(skeletonGraph(thin(outlined)), width);
  const length = graph.edges.reduce((sum, edge) => sum + edgeLength(edge), 0);
  const sides = length / Math.max(mask.width, mask.height);
  if (sides > 1 && length < LEAST_LINE_PX * graph.edges.length)
    throw new NoLineError('it is noise, or a texture');
  if (sides > MANY_LINES) notes.push('There are very many lines in it: is it a photo rather than a drawing?');

  const strokes = simplifyDrawing(traceStrokes(graph, width));
  const ink = mask.bits.reduce((sum, bit) => sum + bit, 0);
  return { strokes, pixels: rasterize(strokes), inkShare: ink / mask.bits.length, notes };
}

/** The picture at the size that is worked at. */
function workingPlanes(picture: Picture): Planes {
  const { width, height } = picture;
  const planes = shrink(picture);
  if (Math.min(planes.width, planes.height) >= LEAST_SIDE_PX) return enlarge(planes);
  const narrow = Math.min(width, height) < Math.max(width, height) / LEAST_SIDE_PX;
  throw new NoLineError(
    `it is ${width} x ${height} pixels, too ${narrow ? 'narrow' : 'small'} for a drawing`,
  );
}

/** Cuts out what corresponds to a box in the planes. */
function crop({ width, height, rgba }: Picture, box: Box, planes: Planes): Picture {
  const scale = Math.max(width / planes.width, height / planes.height);
  const [left, top] = [Math.floor(box.left * scale), Math.floor(box.top * scale)];
  const columns = Math.min(width - left, Math.ceil(box.width * scale));
  const rows = Math.min(height - top, Math.ceil(box.height * scale));
  const part = new Uint8Array(4 * columns * rows);
  for (let y = 0; y < rows; y++) {
    const from = 4 * ((top + y) * width + left);
    part.set(rgba.subarray(from, from + 4 * columns), 4 * columns * y);
  }
  return { width: columns, height: rows, rgba: part };
}

function assertPicture({ width, height, rgba }: Picture): void {
  for (const [name, value] of Object.entries({ width, height }))
    if (!Number.isInteger(value) || value < 1 || value > MAX_SIDE_PX)
      throw new RangeError(
        `picture ${name} is ${value}: expected a whole number of pixels from 1 to ${MAX_SIDE_PX}`,
      );
  if (rgba.length !== 4 * width * height)
    throw new RangeError(
      `picture of ${width} x ${height} has ${rgba.length} bytes: expected ${4 * width * height}, red, green, blue and opacity of every pixel`,
    );
}
