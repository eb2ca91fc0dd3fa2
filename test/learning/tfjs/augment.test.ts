import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/core/random.ts';
import { type Augmentation, createAugment } from '../../../src/learning/tfjs/augment.ts';

const EVERYTHING: Augmentation = { flip: true, shift: 2, scale: 0.2, rotation: 20, elastic: 1 };

/** A blot right of and above the centre, far from the border. */
function blot(): Float32Array {
  const ink = new Float32Array(784);
  for (let y = 8; y < 12; y++) for (let x = 15; x < 21; x++) ink[28 * y + x] = 1;
  return ink;
}

const mirrored = (ink: Float32Array) => ink.map((_, i) => ink[i - (i % 28) + 27 - (i % 28)] as number);
const total = (ink: Float32Array) => ink.reduce((sum, value) => sum + value, 0);

/** Where the ink is on average, in pixels from the centre. */
function balance(ink: Float32Array): [x: number, y: number] {
  const mean = (place: (i: number) => number) =>
    ink.reduce((sum, value, i) => sum + value * place(i), 0) / total(ink) - 13.5;
  return [mean((i) => i % 28), mean((i) => Math.floor(i / 28))];
}

/** The blot, distorted anew each time. */
function distorted(augmentation: Augmentation, times: number, seed = 'seed'): Float32Array[] {
  const distort = createAugment(augmentation, createRandom(seed));
  return Array.from({ length: times }, () => {
    const ink = blot();
    distort?.(ink);
    return ink;
  });
}

describe('createAugment', () => {
  test('leaves drawings alone when nothing is switched on', () => {
    expect(createAugment({}, createRandom(1))).toBeUndefined();
    const off = { flip: false, shift: 0, scale: 0, rotation: 0, elastic: 0 };
    expect(createAugment(off, createRandom(1))).toBeUndefined();
  });

  test('gives the same for the same seed, something else each time, and something else for another seed', () => {
    const [first, second] = distorted(EVERYTHING, 2) as [Float32Array, Float32Array];
    expect(distorted(EVERYTHING, 2)).toEqual([first, second]);
    expect(second).not.toEqual(first);
    expect(distorted(EVERYTHING, 1, 'other')).not.toEqual([first]);
  });

  test.each([
    ['a blot', blot()],
    [
      'noise up to the border',
      Float32Array.from(
        { length: 784 },
        (
          (r) => () =>
            r.next()
        )(createRandom(1)),
      ),
    ],
    ['a full sheet', new Float32Array(784).fill(1)],
  ])('keeps the ink of %s within 0..1', (_, drawing) => {
    const distort = createAugment(EVERYTHING, createRandom(1));
    for (let i = 0; i < 50; i++) {
      const ink = drawing.slice();
      distort?.(ink);
      expect(ink.every((value) => value >= 0 && value <= 1 + 1e-6)).toBe(true);
      expect(total(ink)).toBeGreaterThan(0);
    }
  });

  test('makes no ink of empty paper', () => {
    const ink = new Float32Array(784);
    createAugment(EVERYTHING, createRandom(1))?.(ink);
    expect(total(ink)).toBe(0);
  });

  test('changes only the drawing that it is given', () => {
    const pair = new Float32Array(2 * 784);
    pair.set(blot());
    pair.set(blot(), 784);
    createAugment(EVERYTHING, createRandom(1))?.(pair.subarray(784));
    expect(pair.subarray(0, 784)).toEqual(blot());
    expect(pair.subarray(784)).not.toEqual(blot());
  });

  test('mirrors about half of the drawings, exactly, and leaves the others as they are', () => {
    const drawings = distorted({ flip: true }, 200);
    const flips = drawings.filter(([...ink]) => ink[28 * 8 + 15] === 0);
    expect(flips.length).toBeGreaterThan(70);
    expect(flips.length).toBeLessThan(130);
    for (const ink of drawings) expect(ink).toEqual(flips.includes(ink) ? mirrored(blot()) : blot());
  });

  test('shifts by whole pixels, in both directions up to the given one, each place as often', () => {
    const [x, y] = balance(blot());
    const places = new Map<string, number>();
    for (const ink of distorted({ shift: 1 }, 900)) {
      expect(total(ink)).toBe(24);
      const [toX, toY] = balance(ink);
      const place = `${(toX - x).toFixed(3)} ${(toY - y).toFixed(3)}`.replaceAll('-0.000', '0.000');
      places.set(place, (places.get(place) ?? 0) + 1);
    }
    const steps = ['-1.000', '0.000', '1.000'];
    expect([...places.keys()].sort()).toEqual(steps.flatMap((a) => steps.map((b) => `${a} ${b}`)).sort());
    for (const times of places.values()) expect(times).toBeGreaterThan(60);
  });

  test('turns about the centre, up to the given degrees each way', () => {
    const [x, y] = balance(blot());
    const angles = distorted({ rotation: 30 }, 200).map((ink) => {
      const [toX, toY] = balance(ink);
      expect(Math.hypot(toX, toY)).toBeCloseTo(Math.hypot(x, y), 1);
      expect(total(ink)).toBeCloseTo(24, -0.5);
      return ((Math.atan2(toY, toX) - Math.atan2(y, x)) * 180) / Math.PI;
    });
    expect(Math.min(...angles)).toBeGreaterThan(-31);
    expect(Math.min(...angles)).toBeLessThan(-25);
    expect(Math.max(...angles)).toBeLessThan(31);
    expect(Math.max(...angles)).toBeGreaterThan(25);
  });

  test('grows and shrinks about the centre, up to the given share', () => {
    const [x, y] = balance(blot());
    const sizes = distorted({ scale: 0.2 }, 200).map((ink) => {
      const [toX, toY] = balance(ink);
      expect(toX / x).toBeCloseTo(toY / y, 1);
      expect(total(ink) / 24).toBeCloseTo((toX / x) ** 2, 0.5);
      return toX / x;
    });
    expect(Math.min(...sizes)).toBeGreaterThan(1 / 1.22);
    expect(Math.min(...sizes)).toBeLessThan(0.86);
    expect(Math.max(...sizes)).toBeLessThan(1.22);
    expect(Math.max(...sizes)).toBeGreaterThan(1.15);
  });

  test('displaces by the given deviation when it is elastic, and smoothly', () => {
    // Ink that grows by 0.02 a pixel to the right tells how far it was moved.
    const ramp = Float32Array.from({ length: 784 }, (_, i) => 0.2 + 0.02 * (i % 28));
    const distort = createAugment({ elastic: 1 }, createRandom(1));
    const inner = Array.from({ length: 784 }, (_, i) => i).filter(
      (i) => i % 28 >= 8 && i % 28 < 20 && i >= 28 * 8 && i < 28 * 20,
    );
    let squares = 0;
    let steps = 0;
    for (let n = 0; n < 200; n++) {
      const ink = ramp.slice();
      distort?.(ink);
      const moved = (i: number) => ((ink[i] as number) - (ramp[i] as number)) / 0.02;
      for (const i of inner) {
        squares += moved(i) ** 2;
        steps += (moved(i + 1) - moved(i)) ** 2;
      }
    }
    const deviation = Math.sqrt(squares / 200 / inner.length);
    expect(deviation).toBeGreaterThan(0.85);
    expect(deviation).toBeLessThan(1.15);
    expect(Math.sqrt(steps / 200 / inner.length)).toBeLessThan(0.4);
  });
});
