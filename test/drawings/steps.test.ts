/** The steps from ink to strokes, on masks that can be read. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { components, extent } from '../../src/drawings/components.ts';
import { despeckle } from '../../src/drawings/despeckle.ts';
import { distanceToGround } from '../../src/drawings/distance.ts';
import { dropFrame } from '../../src/drawings/frame.ts';
import { localGround, smoothGround } from '../../src/drawings/ground.ts';
import { hollow } from '../../src/drawings/hollow.ts';
import { lineWidth } from '../../src/drawings/line-width.ts';
import type { Mask } from '../../src/drawings/mask.ts';
import { findSheet } from '../../src/drawings/sheet.ts';
import { shrink } from '../../src/drawings/shrink.ts';
import { skeletonGraph } from '../../src/drawings/skeleton-graph.ts';
import { thin } from '../../src/drawings/thin.ts';
import { tidyGraph } from '../../src/drawings/tidy-graph.ts';
import { traceStrokes } from '../../src/drawings/trace.ts';
import { backingGrey } from '../../src/drawings/transparency.ts';

function read(...rows: string[]): Mask {
  return {
    width: rows[0]?.length ?? 0,
    height: rows.length,
    bits: Uint8Array.from(rows.join(''), (letter) => (letter === '#' ? 1 : 0)),
  };
}

function write({ width, height, bits }: Mask): string[] {
  const text = Array.from(bits, (bit) => (bit ? '#' : '.')).join('');
  return Array.from({ length: height }, (_, y) => text.slice(y * width, (y + 1) * width));
}

function fill(width: number, height: number, isInk: (x: number, y: number) => boolean): Mask {
  const bits = Uint8Array.from({ length: width * height }, (_, i) =>
    isInk(i % width, Math.floor(i / width)) ? 1 : 0,
  );
  return { width, height, bits };
}

const ink = ({ bits }: Mask) => bits.reduce((sum, bit) => sum + bit, 0);
const trace = (mask: Mask, width = 1) => traceStrokes(tidyGraph(skeletonGraph(thin(mask)), width), width);

describe('backingGrey', () => {
  const pixels = (count: number, grey: number, alpha: number) =>
    Array.from({ length: count }, () => [grey, grey, grey, alpha]).flat();
  it.each([
    ['an opaque picture', pixels(9, 0, 255), undefined],
    ['black on nothing', [...pixels(90, 0, 0), ...pixels(9, 0, 255)], 255],
    ['white on nothing', [...pixels(90, 0, 0), ...pixels(9, 255, 255)], 0],
    [
      'white with black lines on nothing',
      [...pixels(90, 0, 0), ...pixels(9, 255, 255), ...pixels(2, 0, 255)],
      255,
    ],
    ['a sheet with clear corners', [...pixels(9, 0, 0), ...pixels(90, 240, 255), ...pixels(5, 0, 255)], 240],
    ['nothing at all', pixels(9, 0, 0), 255],
  ])('lays %s over what shows it', (_, rgba, grey) => {
    const found = backingGrey(rgba);
    if (grey === undefined) expect(found).toBeUndefined();
    else expect(Math.abs(found! - grey)).toBeLessThan(3);
  });
});

describe('shrink', () => {
  it('keeps a fifth of the contrast of a line of one pixel on 8,000', () => {
    const [width, height] = [8000, 40];
    const rgba = new Uint8Array(4 * width * height).fill(255);
    for (let x = 0; x < width; x++) rgba.fill(0, 4 * (20 * width + x), 4 * (20 * width + x) + 3);
    const planes = shrink({ width, height, rgba });
    expect(planes.width).toBeLessThanOrEqual(600);
    expect(Math.min(...planes.darkest[0]!)).toBeCloseTo(0.8 * 255, 3);
  });

  it('averages squares of two pixels in a picture of 1,000', () => {
    const rgba = Uint8Array.from({ length: 4 * 1000 * 2 }, (_, i) =>
      i % 4 === 3 ? 255 : Math.floor(i / 4) % 2 ? 100 : 50,
    );
    const { width, height, mean } = shrink({ width: 1000, height: 2, rgba });
    expect([width, height]).toEqual([500, 1]);
    expect(mean[0]!.every((value) => value === 75)).toBe(true);
  });
});

describe('the ground', () => {
  const [width, height] = [200, 150];
  const gradient = Float32Array.from(
    { length: width * height },
    (_, i) => 100 + (i % width) / 2 + i / width / 3,
  );
  const drawn = gradient.map((value, i) =>
    i % width > 60 && i % width < 110 && i > 60 * width ? 20 : value,
  );
  it('is a smooth surface below a filled area', () => {
    const ground = smoothGround(drawn, width, height);
    expect(Math.max(...ground.map((value, i) => Math.abs(value - gradient[i]!)))).toBeLessThan(6);
  });

  it('follows the edge of a shadow', () => {
    const shaded = Float32Array.from({ length: width * height }, (_, i) => (i % width < 90 ? 100 : 220));
    const ground = localGround(shaded, width, height);
    expect(Math.abs(ground[75 * width + 20]! - 100)).toBeLessThan(2);
    expect(Math.abs(ground[75 * width + 180]! - 220)).toBeLessThan(2);
  });
});

describe('distanceToGround', () => {
  it('is what trying every pixel gives', () => {
    const random = createRandom('distance');
    const mask = fill(23, 17, () => random.next() < 0.8);
    const expected = Array.from(mask.bits, (bit, i) => {
      if (!bit) return 0;
      let best = Infinity;
      for (let y = -1; y <= 17; y++)
        for (let x = -1; x <= 23; x++)
          if (x < 0 || y < 0 || x === 23 || y === 17 || !mask.bits[23 * y + x])
            best = Math.min(best, Math.hypot(x - (i % 23), y - Math.floor(i / 23)));
      return best;
    });
    expect(Array.from(distanceToGround(mask))).toEqual(expected.map(Math.fround));
  });
});

describe('components', () => {
  it('hang together over corners', () => {
    const found = components(read('#..##', '.#...', '....#', '....#'));
    expect(found.map(({ pixels }) => pixels.length)).toEqual([2, 2, 2]);
    expect(found.map(extent)).toEqual([2, 2, 2]);
  });
});

describe('lineWidth', () => {
  it.each([1, 3, 5, 9, 15])('finds lines of %i pixels', (wide) => {
    const mask = fill(200, 200, (x, y) => (x > 40 && x <= 40 + wide) || (y > 90 && y <= 90 + wide));
    expect(Math.abs(lineWidth(mask, distanceToGround(mask)) - wide)).toBeLessThanOrEqual(1);
  });
});

describe('despeckle', () => {
  const face = (x: number, y: number) => Math.abs(Math.hypot(x - 60, y - 60) - 40) < 2.5;
  const dot = (cx: number, cy: number, radius: number) => (x: number, y: number) =>
    Math.hypot(x - cx, y - cy) < radius;
  it.each([
    ['keeps an eye', dot(50, 50, 2.5), true],
    ['keeps a full dot beside the drawing', dot(110, 60, 2.5), true],
    ['drops dust', dot(70, 70, 0.5), false],
    ['drops a dot far away', dot(170, 170, 2.5), false],
  ])('%s', (_, extra, isKept) => {
    const mask = fill(180, 180, (x, y) => face(x, y) || extra(x, y));
    expect(ink(despeckle(mask, 5)) === ink(mask)).toBe(isKept);
  });
});

describe('dropFrame', () => {
  const line = (x: number, y: number) => x > 30 && x < 70 && y >= 50 && y < 53;
  const drop = (frame: (x: number, y: number) => boolean) =>
    dropFrame(fill(100, 100, (x, y) => line(x, y) || frame(x, y)));
  const alone = write(fill(100, 100, line));
  it.each([
    ['a scanner', (x: number, y: number) => x < 6 || y < 6 || x > 92 || y > 92],
    ['one side', (x: number) => x < 7],
    ['a slanted side', (x: number, y: number) => x < 5 + y / 20],
    ['a thumb', (x: number, y: number) => Math.hypot(x, y - 90) < 15],
  ])('takes away %s', (_, frame) => {
    expect(write(drop(frame))).toEqual(alone);
  });

  it('keeps lines that leave the picture, and a base as thick as the other lines', () => {
    const lines = fill(100, 100, (x, y) => line(x, y) || (y > 10 && y < 14) || y > 96);
    expect(dropFrame(lines)).toBe(lines);
  });
});

describe('hollow', () => {
  it('makes a ring of a disc, and leaves lines and their crossings', () => {
    const lines = (x: number, y: number) => (x >= 20 && x < 24) || (y >= 20 && y < 24) || Math.abs(x - y) < 3;
    const cross = fill(120, 120, lines);
    expect(hollow(cross, distanceToGround(cross), 4)).toBe(cross);
    const disc = fill(120, 120, (x, y) => lines(x, y) || Math.hypot(x - 80, y - 40) < 20);
    const ring = hollow(disc, distanceToGround(disc), 4);
    expect(ring.bits[40 * 120 + 80]).toBe(0);
    expect(ring.bits[40 * 120 + 98]).toBe(1);
  });
});

describe('findSheet', () => {
  const sheet = (x: number, y: number) => x > 60 + y / 20 && y > 50 + x / 30 && x < 200 && y < 150;
  const drawing = (x: number, y: number) => Math.abs(Math.hypot(x - 130, y - 100) - 25) < 2;
  it('finds paper that is drawn on', () => {
    const box = findSheet(fill(300, 220, (x, y) => sheet(x, y) && !drawing(x, y)))!;
    expect(Math.abs(box.left - 63)).toBeLessThan(3);
    expect(Math.abs(box.left + box.width - 200)).toBeLessThan(3);
    expect(Math.abs(box.top + box.height - 150)).toBeLessThan(3);
  });

  it.each([
    ['paper without a drawing', (x: number, y: number) => x > 60 && x < 200 && y > 50 && y < 150],
    ['a disc', (x: number, y: number) => Math.hypot(x - 150, y - 110) < 80 && !drawing(x, y)],
    ['lines', (x: number, y: number) => drawing(x, y)],
  ])('does not take %s for one', (_, isLight) => {
    expect(findSheet(fill(300, 220, isLight))).toBeUndefined();
  });
});

describe('thin', () => {
  it.each([
    ['a square of two', read('....', '.##.', '.##.', '....')],
    ['a slanting line of two', fill(20, 20, (x, y) => x - y === 0 || x - y === 1)],
    ['a bar', fill(40, 20, (x, y) => x > 4 && x < 35 && y > 6 && y < 13)],
    ['a ring', fill(40, 40, (x, y) => Math.abs(Math.hypot(x - 20, y - 20) - 12) < 3)],
    ['what fills the picture', fill(15, 9, () => true)],
  ])('keeps %s in one piece and one pixel thin', (_, mask) => {
    const skeleton = thin(mask);
    expect(components(skeleton)).toHaveLength(components(mask).length);
    expect(skeleton.bits.every((bit, i) => bit <= mask.bits[i]!)).toBe(true);
    expect(Math.max(...distanceToGround(skeleton))).toBe(1);
  });

  it('keeps the number of parts of random masks', () => {
    const random = createRandom('thin');
    for (let k = 0; k < 50; k++) {
      const mask = fill(30, 30, () => random.next() < 0.5);
      expect(components(thin(mask))).toHaveLength(components(mask).length);
    }
  });
});

describe('traceStrokes', () => {
  it.each([
    ['a line', fill(50, 50, (x, y) => y === 20 && x > 5 && x < 45), 1],
    ['a ring', fill(50, 50, (x, y) => Math.abs(Math.hypot(x - 25, y - 25) - 15) < 1), 1],
    [
      'a cross, as two lines',
      fill(50, 50, (x, y) => (x === 25 || y === 20) && x > 3 && y > 3 && x < 46 && y < 46),
      2,
    ],
    [
      'a T, as two lines',
      fill(50, 50, (x, y) => (y === 5 && x > 3 && x < 46) || (x === 25 && y >= 5 && y < 40)),
      2,
    ],
    [
      'a corner, as one line',
      fill(50, 50, (x, y) => (y === 5 && x >= 5 && x < 46) || (x === 5 && y >= 5 && y < 40)),
      1,
    ],
    ['a pixel', fill(50, 50, (x, y) => x === 7 && y === 9), 1],
    ['nothing', fill(50, 50, () => false), 0],
  ])('traces %s', (_, mask, count) => {
    expect(trace(mask)).toHaveLength(count);
  });

  it('goes straight on where thick lines cross', () => {
    const mask = fill(120, 100, (x, y) => {
      const across = x > 10 && x < 110 && Math.abs(y - 50) < 4;
      return across || (y > 5 && y < 95 && Math.abs(x - 60 - 0.3 * (y - 50)) < 4);
    });
    const strokes = trace(mask, 7);
    expect(strokes).toHaveLength(2);
    for (const [x, y] of strokes)
      expect(Math.hypot(x[0]! - x.at(-1)!, y[0]! - y.at(-1)!)).toBeGreaterThan(75);
  });

  it('closes loops, puts dots on one point, the longest first and the upper end first', () => {
    const mask = fill(90, 60, (x, y) => {
      const ring = Math.abs(Math.hypot(x - 25, y - 25) - 15) < 1;
      return ring || (x === 80 && y === 50) || (x === 60 && y > 10 && y < 40);
    });
    const [ring, line, dot] = trace(mask);
    expect([ring?.[0][0], ring?.[1][0]]).toEqual([ring?.[0].at(-1), ring?.[1].at(-1)]);
    expect(line?.[1][0]).toBe(11);
    expect(dot).toEqual([[80], [50]]);
  });
});
