import type { DenseLayer } from '../../../core/evidence/layers.ts';
import { smoothed } from './smoothed.ts';

export interface UnitPicture {
  /** [784] */
  readonly weights: Float32Array;
  /** The same for the eye. [784] */
  readonly smooth: Float32Array;
  /** Greatest absolute value of `smooth`: every picture has a scale of its own. */
  readonly greatest: number;
}

/**
 * The units of a first layer as pictures of what they weigh; each is made once.
 * @param layer over the 784 pixels
 */
export function unitPictures({ weights, outputs }: DenseLayer): (unit: number) => UnitPicture {
  const known = new Map<number, UnitPicture>();
  return (unit) => {
    const made = known.get(unit);
    if (made !== undefined) return made;
    const own = Float32Array.from({ length: 784 }, (_, pixel) => weights[pixel * outputs + unit] ?? 0);
    const smooth = smoothed(own);
    const greatest = smooth.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const picture = { weights: own, smooth, greatest };
    known.set(unit, picture);
    return picture;
  };
}
