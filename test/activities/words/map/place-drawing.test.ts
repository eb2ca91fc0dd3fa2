import { describe, expect, it } from 'vitest';
import { readFeatures } from '../../../../src/activities/words/map/features.ts';
import { neighbourWords } from '../../../../src/activities/words/map/neighbour-words.ts';
import { placeDrawing } from '../../../../src/activities/words/map/place-drawing.ts';
import { writeNpy } from '../../../../src/drawings/write-npy.ts';

/** Two heaps, of eight and of six drawings, that look in two directions; and four far away that look in the third. */
const heap = (count: number, x: number, y: number, codes: readonly [number, number, number]) =>
  Array.from({ length: count }, (_, i) => ({
    at: { x: x + (i % 3), y: y + i },
    codes: Int8Array.from(codes),
  }));
const all = [
  ...heap(8, 100, 100, [120, 10, 0]),
  ...heap(6, 900, 900, [110, 40, 0]),
  ...heap(4, 500, 100, [0, 0, 127]),
];
const points = all.map(({ at }) => at);
const npy = writeNpy(
  '|i1',
  3,
  all.map(({ codes }) => codes),
);
const features = readFeatures(npy, all.length, 'features.npy');

describe('a drawing', () => {
  it('is placed in the middle of the heap that is most like it, whatever the unit of its features', () => {
    for (const scale of [0.001, 1, 50]) {
      const placed = placeDrawing(Float32Array.of(12 * scale, scale, 0), features, points);
      expect(placed?.x).toBeCloseTo(101, 0);
      expect(placed?.y).toBeCloseTo(103.5, 1);
      expect(placed?.neighbours.slice(0, 8).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      expect(placed?.neighbours).toHaveLength(12);
    }
  });

  it('is never placed between two heaps', () => {
    const placed = placeDrawing(Float32Array.of(115, 25, 0), features, points);
    expect(
      Math.min(
        Math.hypot((placed?.x ?? 0) - 101, (placed?.y ?? 0) - 103),
        Math.hypot((placed?.x ?? 0) - 901, (placed?.y ?? 0) - 902),
      ),
    ).toBeLessThan(5);
  });

  it('without features has no place, nor has one of another network', () => {
    expect(placeDrawing(new Float32Array(3), features, points)).toBeNull();
    expect(placeDrawing(Float32Array.of(1, 2), features, points)).toBeNull();
  });
});

describe('features', () => {
  it('of another number of drawings are refused, with what to do', () => {
    expect(() => readFeatures(npy, 3, 'features.npy')).toThrow(
      'features.npy holds |i1 of shape (18, 3), expected |i1 with a row for each of 3 drawings. The page and its files are of different builds: load the page anew.',
    );
  });

  it('that end too early, or are of another type, are refused', () => {
    expect(() => readFeatures(npy.subarray(0, npy.length - 1), all.length, 'features.npy')).toThrow(
      'expected',
    );
    const unsigned = writeNpy('|u1', 3, [new Uint8Array(3)]);
    expect(() => readFeatures(unsigned, 1, 'features.npy')).toThrow('holds |u1');
  });
});

it('what stands around is told, the most frequent first', () => {
  expect(neighbourWords(['vase', 'teapot', 'kettle', 'teapot'])).toBe(
    'Around it: 2 times teapot, once vase, once kettle.',
  );
  expect(neighbourWords([])).toBe('');
});
