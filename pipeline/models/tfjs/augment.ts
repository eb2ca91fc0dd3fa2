import type { Random } from '../../../src/core/random.ts';
import { PIXELS } from '../classifier.ts';

/** By how much drawings are distorted at most; 0 or false leaves an ingredient out. */
export interface Augmentation {
  /** Mirrors left and right, every other time. */
  readonly flip?: boolean;
  /** Whole pixels, each way. */
  readonly shift?: number;
  /** Share of the size by which it grows or shrinks. */
  readonly scale?: number;
  /** Share by which one axis grows while the other shrinks. */
  readonly stretch?: number;
  /** Degrees, each way. */
  readonly rotation?: number;
  readonly shear?: number;
  /** Standard deviation, in pixels, of a smooth random displacement. */
  readonly elastic?: number;
}

const SIDE = 28;
const CENTRE = (SIDE - 1) / 2;

/** Nodes of the displacement field along a side; pixels between them are moved by a cubic B-spline. */
const NODES = 6;

export function createAugment(
  { flip = false, shift = 0, scale = 0, stretch = 0, rotation = 0, shear = 0, elastic = 0 }: Augmentation,
  random: Random,
): ((ink: Float32Array) => void) | undefined {
  if (!flip && !shift && !scale && !stretch && !rotation && !elastic && !shear) return undefined;
  const original = new Float32Array(PIXELS);
  const spline = splineWeights();
  const uniform = (most: number) => (most === 0 ? 0 : most * (2 * random.next() - 1));
  const fieldX = new Float64Array(PIXELS);
  const fieldY = new Float64Array(PIXELS);
  return (ink) => {
    original.set(ink);
    const mirror = flip && random.next() < 0.5 ? -1 : 1;
    const shiftX = shift === 0 ? 0 : random.int(2 * shift + 1) - shift;
    const shiftY = shift === 0 ? 0 : random.int(2 * shift + 1) - shift;
    const size = Math.exp(uniform(scale));
    const aspect = Math.exp(uniform(stretch));
    const angle = (uniform(rotation) * Math.PI) / 180;
    const slant = uniform(shear);
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    if (elastic > 0) {
      displace(fieldX, spline, elastic, random);
      displace(fieldY, spline, elastic, random);
    }
    for (let y = 0, at = 0; y < SIDE; y++)
      for (let x = 0; x < SIDE; x++, at++) {
        const dx = (x - CENTRE - shiftX) / size;
        const dy = (y - CENTRE - shiftY) / size;
        const rx = (cos * dx + sin * dy) * aspect;
        const ry = (cos * dy - sin * dx) / aspect;
        const fromX = CENTRE + mirror * (rx + slant * ry) + (fieldX[at] as number);
        const fromY = CENTRE + ry + (fieldY[at] as number);
        ink[at] = bilinear(original, fromX, fromY);
      }
  };
}

function bilinear(ink: Float32Array, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < -1 || left >= SIDE || top < -1 || top >= SIDE) return 0;
  const toRight = x - left;
  const toBottom = y - top;
  const at = top * SIDE + left;
  const hasLeft = left >= 0;
  const hasRight = left < SIDE - 1;
  let sum = 0;
  if (top >= 0) {
    if (hasLeft) sum += (1 - toBottom) * (1 - toRight) * (ink[at] as number);
    if (hasRight) sum += (1 - toBottom) * toRight * (ink[at + 1] as number);
  }
  if (top < SIDE - 1) {
    if (hasLeft) sum += toBottom * (1 - toRight) * (ink[at + SIDE] as number);
    if (hasRight) sum += toBottom * toRight * (ink[at + SIDE + 1] as number);
  }
  return sum;
}

/** Weight of every node for every pixel along a side; they sum to 1. [28, NODES] */
function splineWeights(): Float64Array {
  const weights = new Float64Array(SIDE * NODES);
  for (let x = 0; x < SIDE; x++) {
    const at = 1 + (x / (SIDE - 1)) * (NODES - 3);
    for (let node = 0; node < NODES; node++) {
      const d = Math.abs(at - node);
      weights[x * NODES + node] = d < 1 ? 2 / 3 - d * d + (d * d * d) / 2 : d < 2 ? (2 - d) ** 3 / 6 : 0;
    }
  }
  return weights;
}

function displace(field: Float64Array, spline: Float64Array, deviation: number, random: Random): void {
  const nodes = Float64Array.from({ length: NODES * NODES }, () => deviation * random.normal());
  const rows = new Float64Array(SIDE * NODES);
  for (let y = 0; y < SIDE; y++)
    for (let j = 0; j < NODES; j++) {
      let sum = 0;
      for (let i = 0; i < NODES; i++)
        sum += (spline[y * NODES + i] as number) * (nodes[i * NODES + j] as number);
      rows[y * NODES + j] = sum;
    }
  for (let y = 0, at = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++, at++) {
      let sum = 0;
      for (let j = 0; j < NODES; j++)
        sum += (spline[x * NODES + j] as number) * (rows[y * NODES + j] as number);
      field[at] = sum;
    }
}
