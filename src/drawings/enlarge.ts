/** Small pictures, such as the 28 x 28 bitmaps of the data set, made larger, so that their lines have a middle to find. */
import type { Planes } from './shrink.ts';
import { soften } from './soften.ts';

/** Pictures whose longer side is below the first are enlarged to about the second, in pixels. */
const SMALL_PX = 160;
const TARGET_PX = 300;

/** Enlarges by a whole number, bilinearly, and rounds off the corners that this leaves; larger pictures stay as they are. */
export function enlarge(planes: Planes): Planes {
  const longer = Math.max(planes.width, planes.height);
  if (longer >= SMALL_PX) return planes;
  const factor = Math.min(12, Math.floor(TARGET_PX / longer));
  const [width, height] = [planes.width * factor, planes.height * factor];
  const grey = planes.mean.every((plane) => plane === planes.mean[0]);
  const enlarged = planes.mean.slice(0, grey ? 1 : 3).map((plane) => {
    let large = stretch(plane, planes.width, planes.height, factor);
    for (let radius = factor >> 1; radius > 0; radius -= 2) large = soften(large, width, height);
    return large;
  });
  const mean = grey ? Array.from({ length: 3 }, () => enlarged[0]!) : enlarged;
  return { width, height, enlargedBy: factor, mean, darkest: mean, lightest: mean };
}

function stretch(plane: Float32Array, width: number, height: number, factor: number): Float32Array {
  const large = new Float32Array(plane.length * factor * factor);
  for (let y = 0, i = 0; y < height * factor; y++) {
    const [top, bottom, down] = between(y, height, factor);
    for (let x = 0; x < width * factor; x++, i++) {
      const [left, right, along] = between(x, width, factor);
      const above = plane[top * width + left]! * (1 - along) + plane[top * width + right]! * along;
      const below = plane[bottom * width + left]! * (1 - along) + plane[bottom * width + right]! * along;
      large[i] = above * (1 - down) + below * down;
    }
  }
  return large;
}

/** The two old pixels around the centre of a new one, and how far it lies from the first to the second, 0..1. */
function between(at: number, count: number, factor: number): [first: number, second: number, share: number] {
  const place = Math.min(count - 1, Math.max(0, (at + 0.5) / factor - 0.5));
  const first = Math.floor(place);
  return [first, Math.min(count - 1, first + 1), place - first];
}
