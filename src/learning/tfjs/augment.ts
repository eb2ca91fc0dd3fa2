import type { Random } from '../../core/random.ts';
import { PIXELS } from '../classifier.ts';
import { createDisplacement } from './displacement.ts';

/** By how much a drawing is distorted at most; what is left out, 0 or false is switched off. */
export interface Augmentation {
  /** Mirrors left and right, every other time. */
  readonly flip?: boolean;
  /**
   * Pixels, each way in both directions: a whole number is for shifts by whole ones, so that lines keep their sharpness,
   * any other for shifts by parts of a pixel.
   */
  readonly shift?: number;
  /** Grows or shrinks by up to this share: at 0.25, factors from 0.8 to 1.25. */
  readonly scale?: number;
  /** Degrees, each way. */
  readonly rotation?: number;
  /** Standard deviation, in pixels, of a smooth random displacement (Simard, Steinkraus and Platt, 2003). */
  readonly elastic?: number;
}

const SIDE = 28;
const CENTRE = (SIDE - 1) / 2;

/**
 * Makes a function that distorts a drawing, ink 0..1 [784], in place, each time anew: every pixel is read where the
 * inverse of the distortion puts it, between four pixels by bilinear interpolation. Beyond the border is no ink.
 *
 * @returns undefined when everything is switched off
 */
export function createAugment(
  { flip = false, shift = 0, scale = 0, rotation = 0, elastic = 0 }: Augmentation,
  random: Random,
): ((ink: Float32Array) => void) | undefined {
  if (!flip && shift === 0 && scale === 0 && rotation === 0 && elastic === 0) return undefined;
  const original = new Float32Array(PIXELS);
  const displacement = createDisplacement(SIDE, elastic, random);
  const uniform = () => 2 * random.next() - 1;
  const drawShift = () => {
    if (shift === 0) return 0;
    return Number.isInteger(shift) ? random.int(2 * shift + 1) - shift : shift * uniform();
  };
  return (ink) => {
    original.set(ink);
    const mirror = flip && random.next() < 0.5 ? -1 : 1;
    const shiftX = drawShift();
    const shiftY = drawShift();
    const size = scale === 0 ? 1 : (1 + scale) ** uniform();
    const angle = rotation === 0 ? 0 : (uniform() * rotation * Math.PI) / 180;
    const cos = Math.cos(angle) / size;
    const sin = Math.sin(angle) / size;
    const [movedX, movedY] = displacement();
    for (let y = 0, at = 0; y < SIDE; y++)
      for (let x = 0; x < SIDE; x++, at++) {
        const dx = x - CENTRE - shiftX;
        const dy = y - CENTRE - shiftY;
        const fromX = CENTRE + mirror * (cos * dx + sin * dy) + (movedX[at] as number);
        const fromY = CENTRE + cos * dy - sin * dx + (movedY[at] as number);
        ink[at] = bilinear(original, fromX, fromY);
      }
  };
}

function bilinear(ink: Float32Array, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < -1 || left >= SIDE || top < -1 || top >= SIDE) return 0;
  const right = x - left;
  const below = y - top;
  const at = top * SIDE + left;
  let sum = 0;
  if (top >= 0) {
    if (left >= 0) sum += (1 - below) * (1 - right) * (ink[at] as number);
    if (left < SIDE - 1) sum += (1 - below) * right * (ink[at + 1] as number);
  }
  if (top < SIDE - 1) {
    if (left >= 0) sum += below * (1 - right) * (ink[at + SIDE] as number);
    if (left < SIDE - 1) sum += below * right * (ink[at + SIDE + 1] as number);
  }
  return sum;
}
