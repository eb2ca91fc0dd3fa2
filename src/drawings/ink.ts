/** How much ink lies on every pixel, whatever its colour and whether it is darker or lighter than the ground. */
import { median } from './ground.ts';
import type { Planes } from './shrink.ts';
import { soften } from './soften.ts';

export interface Ink {
  width: number;
  height: number;
  /** Pixels for one of the picture (see Planes). */
  enlargedBy: number;
  /** About 0 on the ground, 1 for black on white or white on black; noise goes below 0. [width height] */
  values: Float32Array;
  /** Standard deviation of the ground, by its median absolute deviation. */
  noise: number;
  /** Whether the ink is darker or lighter than the ground. */
  polarity: Polarity;
  /** Whether there is some contrast on the other side too: of a white table, or of the shadow of the hand. */
  contested: boolean;
}

export type Polarity = 'dark' | 'light';

/** What a plane would be without ink. [width height] */
export type Ground = (plane: Float32Array, width: number, height: number) => Float32Array;

/** Contrast is relative to the light on the ground, but to no less than this, of 255. */
const LEAST_RANGE = 40;
/** Contrast below this is no evidence of ink, and neither are this many deviations of the noise. */
const LEAST_CONTRAST = 0.04;
const LEAST_DEVIATIONS = 4;
/** From this share of the contrast on, the weaker side is a candidate too. */
const CONTESTED = 0.02;
/** The ground may be off by so much contrast; more is a picture that is mostly ink. */
const MOST_OFF = 0.2;
/** Noisier pictures than this are softened, at most so often. */
const NOISY = 0.02;
const MOST_SOFTENINGS = 2;
/** Values that noise is measured on. */
const SAMPLES = 4000;
const LOPSIDED = 2;
const GOLDEN = 0.6180339887498949;

/**
 * Subtracts the ground from each colour. Ink is on the side, dark or light, where the contrast is; colours count as
 * they show it, so that yellow on white is read in blue.
 * @param side whether dark or light ink is looked for; if left out, the one with more contrast
 */
export function findInk(planes: Planes, groundOf: Ground, side?: Polarity): Ink {
  const { width, height, mean } = planes;
  const grounds = distinct(mean, (plane) => groundOf(plane, width, height));
  const contrasts = (sign: 1 | -1) => distinct(mean, (plane, c) => contrast(plane, grounds[c]!, sign));
  const onDark = contrasts(1);
  const onLight = contrasts(-1);
  const dark = total(distinct(onLight, energy));
  const light = total(distinct(onDark, energy));
  const polarity = side ?? (dark >= light ? 'dark' : 'light');
  const extreme = polarity === 'dark' ? planes.darkest : planes.lightest;
  let chosen = polarity === 'dark' ? onLight : onDark;
  if (extreme !== mean)
    chosen = distinct(extreme, (plane) =>
      contrast(plane, groundOf(plane, width, height), polarity === 'dark' ? -1 : 1),
    );

  let values = weigh(chosen);
  let noise = noiseOf(values);
  for (let k = 0; k < MOST_SOFTENINGS && noise > NOISY; k++) {
    values = soften(values, width, height);
    noise = noiseOf(values);
  }
  return {
    width,
    height,
    enlargedBy: planes.enlargedBy,
    values,
    noise,
    polarity,
    contested: Math.min(dark, light) > CONTESTED * Math.max(dark, light),
  };
}

/** Maps the colours, all three the same in a grey picture, which is asked for once then. */
function distinct<T>(planes: readonly Float32Array[], of: (plane: Float32Array, c: number) => T): T[] {
  const known = new Map<Float32Array, T>();
  return planes.map((plane, c) => {
    if (!known.has(plane)) known.set(plane, of(plane, c));
    return known.get(plane) as T;
  });
}

/** The colours' mean, each with the share of the contrast that it shows. */
function weigh(colours: readonly Float32Array[]): Float32Array {
  if (colours.every((plane) => plane === colours[0])) return colours[0]!;
  const energies = colours.map(energy);
  const sum = total(energies);
  const values = new Float32Array(colours[0]!.length);
  for (const [c, plane] of colours.entries()) {
    const share = sum > 0 ? energies[c]! / sum : 1 / colours.length;
    for (let i = 0; i < values.length; i++) values[i]! += share * plane[i]!;
  }
  return values;
}

/** Relative to the ground; where that is a little off, its own median is subtracted. */
function contrast(plane: Float32Array, ground: Float32Array, sign: 1 | -1): Float32Array {
  const values = new Float32Array(plane.length);
  for (let i = 0; i < values.length; i++) {
    const light = ground[i]!;
    values[i] = (sign * (plane[i]! - light)) / Math.max(LEAST_RANGE, sign > 0 ? 255 - light : light);
  }
  const middle = median(sampled(values));
  if (Math.abs(middle) < MOST_OFF) for (let i = 0; i < values.length; i++) values[i]! -= middle;
  return values;
}

function energy(values: Float32Array): number {
  const least = Math.max(LEAST_CONTRAST, LEAST_DEVIATIONS * noiseOf(values));
  let sum = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! > least) sum += values[i]! * values[i]!;
  return sum;
}

/** On both sides of the middle, unless the side without ink is far more even: much ink is not to be taken for noise. */
function noiseOf(values: Float32Array): number {
  const some = sampled(values);
  const deviation = (of: Float32Array) => 1.4826 * median(of.map(Math.abs));
  return Math.min(deviation(some), LOPSIDED * deviation(some.filter((value) => value <= 0)));
}

/** About 4,000 of the values, spread over the plane. */
function sampled(values: Float32Array): Float32Array {
  const count = Math.min(values.length, SAMPLES);
  // Steps of the golden ratio fall on all rows and columns alike.
  return Float32Array.from(
    { length: count },
    (_, k) => values[Math.floor(((k * GOLDEN) % 1) * values.length)]!,
  );
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
