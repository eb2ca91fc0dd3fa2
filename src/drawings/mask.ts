/** Which pixels are ink: a threshold that follows the strength of the line. */
import type { Ink } from './ink.ts';
import { NoLineError } from './no-line-error.ts';

/** Ones where there is ink, row by row. [width height] */
export interface Mask {
  width: number;
  height: number;
  bits: Uint8Array;
}

export interface InkMask extends Mask {
  /** Mean strength of the stronger ink, 0..1. */
  strong: number;
  /** Share of the pixels that are neither ground nor strong ink; where it is large, the ground is not understood. */
  weakShare: number;
}

const BINS = 128;
/** Ink must be this strong, and this many deviations of the noise. */
const LEAST_STRENGTH = 0.07;
const LEAST_DEVIATIONS = 5;
/** Strong ink must rise so far above the noise. */
const LEAST_RATIO = 7;
/** Ink that is weaker than this share of the strong ink is a smudge or the ruling of the paper. */
const FAINT = 0.22;
/**
 * A pixel is ink when it has this share of the strongest ink within this reach, a share of the longer side, and at
 * least within one pixel of the picture.
 */
const LOCAL_SHARE = 0.45;
const LOCAL_REACH = 1 / 100;
/** Ink is weak when nothing within three times that reach has this share of the strong ink; every 7th pixel is asked. */
const WEAK = 0.6;
const WEAK_STEP = 7;
/** More ink than this is no line drawing. */
const MOST_INK = 0.75;

/**
 * The lower bound is set by the noise and by the strong ink, which Otsu's threshold (1979) parts from the weak; above
 * it each line is cut at about half of its own height, so that thin and faint lines stay beside thick and dark ones.
 * @throws NoLineError when nothing rises clearly above the ground, or nearly everything does
 */
export function maskInk({ width, height, enlargedBy, values, noise }: Ink): InkMask {
  const least = Math.max(LEAST_STRENGTH, LEAST_DEVIATIONS * noise);
  const strong = strongInk(values, least);
  if (strong === 0)
    throw new NoLineError(
      noise > LEAST_STRENGTH / LEAST_DEVIATIONS
        ? 'nothing in it rises above the noise'
        : 'it is blank, or of one even colour',
    );
  if (strong < LEAST_RATIO * noise) throw new NoLineError('nothing in it rises clearly above the noise');

  const faint = Math.max(least, FAINT * strong);
  const reach = Math.max(enlargedBy, Math.round(LOCAL_REACH * Math.max(width, height)));
  const bits = new Uint8Array(values.length);
  let ink = 0;
  let weak = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! <= least) continue;
    const highest = strongestNear(values, width, height, i, reach);
    if (i % WEAK_STEP === 0 && strongestNear(values, width, height, i, 3 * reach) < WEAK * strong) weak++;
    if (values[i]! < Math.max(faint, LOCAL_SHARE * Math.min(1, highest))) continue;
    bits[i] = 1;
    ink++;
  }
  if (ink > MOST_INK * bits.length) throw new NoLineError('it is nearly all ink');
  return { width, height, bits, strong, weakShare: (weak * WEAK_STEP) / values.length };
}

/** Mean of the values above Otsu's threshold among those above `least`; 0 where there are none. */
function strongInk(values: Float32Array, least: number): number {
  const histogram = new Float64Array(BINS);
  let count = 0;
  let sum = 0;
  for (const value of values) {
    if (value <= least) continue;
    const bin = Math.min(BINS - 1, Math.floor(value * BINS));
    histogram[bin]!++;
    count++;
    sum += bin;
  }
  if (count === 0) return 0;
  let best = -1;
  let mean = sum / count;
  for (let bin = 0, below = 0, sumBelow = 0; bin < BINS; bin++) {
    below += histogram[bin]!;
    sumBelow += bin * histogram[bin]!;
    if (below === 0 || below === count) continue;
    const apart = (sum - sumBelow) / (count - below) - sumBelow / below;
    const between = below * (count - below) * apart * apart;
    if (between <= best) continue;
    best = between;
    mean = (sum - sumBelow) / (count - below);
  }
  return (mean + 0.5) / BINS;
}

/** The largest value within `reach` in both directions of a pixel, or 1 where it is reached. */
function strongestNear(
  values: Float32Array,
  width: number,
  height: number,
  at: number,
  reach: number,
): number {
  const x = at % width;
  const y = (at - x) / width;
  const [left, right] = [Math.max(0, x - reach), Math.min(width - 1, x + reach)];
  let highest = 0;
  for (let ny = Math.max(0, y - reach); ny <= Math.min(height - 1, y + reach); ny++) {
    for (let i = ny * width + left; i <= ny * width + right; i++)
      if (values[i]! > highest) highest = values[i]!;
    if (highest >= 1) return 1;
  }
  return highest;
}
