import { describe, expect, it } from 'vitest';
import {
  assertStrokes,
  type MutableStroke,
  normalize,
  resample,
  type Stroke,
  simplify,
  simplifyDrawing,
} from '../../src/core/strokes.ts';

/** A circle of `count` points. */
function circle(centre: number, radius: number, count: number): MutableStroke {
  const angles = Array.from({ length: count }, (_, i) => (2 * Math.PI * i) / (count - 1));
  return [
    angles.map((angle) => centre + radius * Math.cos(angle)),
    angles.map((angle) => centre + radius * Math.sin(angle)),
  ];
}

/** Largest distance of a point of `from` from the polyline `to`. */
function hausdorff([fromX, fromY]: MutableStroke, [toX, toY]: MutableStroke): number {
  let largest = 0;
  for (let k = 0; k < fromX.length; k++) {
    let nearest = Infinity;
    for (let j = 1; j < toX.length; j++) {
      const dx = toX[j]! - toX[j - 1]!;
      const dy = toY[j]! - toY[j - 1]!;
      const length2 = dx * dx + dy * dy;
      const along = ((fromX[k]! - toX[j - 1]!) * dx + (fromY[k]! - toY[j - 1]!) * dy) / (length2 || 1);
      const t = Math.min(1, Math.max(0, along));
      nearest = Math.min(
        nearest,
        Math.hypot(toX[j - 1]! + t * dx - fromX[k]!, toY[j - 1]! + t * dy - fromY[k]!),
      );
    }
    largest = Math.max(largest, nearest);
  }
  return largest;
}

describe('normalize', () => {
  const cases: { title: string; input: Stroke[]; output: MutableStroke[] }[] = [
    {
      title: 'moves the drawing to the origin',
      input: [
        [
          [-10, 245],
          [7, 7],
        ],
      ],
      output: [
        [
          [0, 255],
          [0, 0],
        ],
      ],
    },
    {
      title: 'scales both axes by the longer side',
      input: [
        [
          [0, 1],
          [0, 0],
        ],
        [
          [0, 0],
          [0, 2],
        ],
      ],
      output: [
        [
          [0, 127.5],
          [0, 0],
        ],
        [
          [0, 0],
          [0, 255],
        ],
      ],
    },
    { title: 'leaves a single point a point', input: [[[42], [17]]], output: [[[0], [0]]] },
    {
      title: 'leaves a drawing without extent without extent',
      input: [
        [
          [5, 5],
          [6, 6],
        ],
      ],
      output: [
        [
          [0, 0],
          [0, 0],
        ],
      ],
    },
    {
      title: 'drops empty strokes',
      input: [
        [[], []],
        [
          [0, 255],
          [0, 0],
        ],
      ],
      output: [
        [
          [0, 255],
          [0, 0],
        ],
      ],
    },
    { title: 'gives no strokes for none', input: [], output: [] },
  ];
  it.each(cases)('$title', ({ input, output }) => expect(normalize(input)).toEqual(output));

  it('takes typed arrays and passes over further columns, such as times', () => {
    const stroke: Stroke = [Float32Array.of(10, 20), Int16Array.of(0, 10), [0, 16]];
    expect(normalize([stroke])).toEqual([
      [
        [0, 255],
        [0, 255],
      ],
    ]);
  });
});

describe('resample', () => {
  it('sets points at equal distances along the stroke, across corners', () => {
    const [x, y] = resample([
      [0, 2.5, 2.5],
      [0, 0, 2.5],
    ]);
    expect(x).toEqual([0, 1, 2, 2.5, 2.5, 2.5]);
    expect(y).toEqual([0, 0, 0, 0.5, 1.5, 2.5]);
  });
  it('keeps the last point when it falls between two distances', () => {
    const [x] = resample([
      [0, 3.25],
      [0, 0],
    ]);
    expect(x).toEqual([0, 1, 2, 3, 3.25]);
  });
  it('does not repeat a last point that falls on a distance', () => {
    const [x] = resample([
      [0, 3],
      [0, 0],
    ]);
    expect(x).toEqual([0, 1, 2, 3]);
  });
  it('makes a dot of two equal points', () => {
    expect(resample([[4], [5]])).toEqual([
      [4, 4],
      [5, 5],
    ]);
    expect(
      resample([
        [4, 4, 4],
        [5, 5, 5],
      ]),
    ).toEqual([
      [4, 4],
      [5, 5],
    ]);
  });
  it('leaves an empty stroke empty', () => expect(resample([[], []])).toEqual([[], []]));
});

describe('simplify', () => {
  it('reduces a straight run to its ends', () => {
    const x = Array.from({ length: 50 }, (_, i) => i);
    expect(simplify([x, x])).toEqual([
      [0, 49],
      [0, 49],
    ]);
  });
  it('keeps a corner farther from the chord than epsilon and drops a nearer one', () => {
    const bump = (height: number): Stroke => [
      [0, 5, 10],
      [0, height, 0],
    ];
    expect(simplify(bump(2.01))[0]).toEqual([0, 5, 10]);
    expect(simplify(bump(2))[0]).toEqual([0, 10]);
    expect(simplify(bump(2.01), 3)[0]).toEqual([0, 10]);
  });
  it('keeps the far side of a loop that closes on its start', () => {
    const [x, y] = simplify(circle(100, 80, 400));
    expect(x[0]).toBeCloseTo(x.at(-1)!, 9);
    expect(Math.min(...x)).toBeLessThan(21);
    expect(Math.max(...y)).toBeGreaterThan(178);
  });
  it('keeps within epsilon of the stroke', () => {
    const stroke = circle(127, 120, 1000);
    const simple = simplify(stroke);
    expect(simple[0].length).toBeLessThan(40);
    expect(hausdorff(stroke, simple)).toBeLessThanOrEqual(2);
  });
  it('takes strokes of 200,000 points without running out of stack', () => {
    const x = Float64Array.from({ length: 200_000 }, (_, i) => i / 1000);
    const y = x.map((value) => value * value);
    expect(simplify([x, y])[0].length).toBeLessThan(200);
  });
});

describe('simplifyDrawing', () => {
  it('turns pointer input of any unit into whole numbers 0..255', () => {
    const strokes = [circle(512.5, 300.25, 200), circle(600, 10, 30)];
    for (const unit of [0.01, 1, 1000]) {
      const scaled = strokes.map(([x, y]): Stroke => [x.map((v) => v * unit), y.map((v) => v * unit)]);
      const simple = simplifyDrawing(scaled);
      const values = simple.flat(2);
      expect(values.every(Number.isInteger)).toBe(true);
      expect(Math.min(...values)).toBe(0);
      expect(Math.max(...values)).toBe(255);
      expect(simple).toHaveLength(2);
      expect(simple[0]![0].length).toBeGreaterThan(10);
      expect(simple[0]![0].length).toBeLessThan(40);
    }
  });
  it('keeps every corner of a triangle to the nearest whole number but one', () => {
    const [stroke] = simplifyDrawing([
      [
        [0, 100, 50, 0],
        [0, 0, 80, 0],
      ],
    ]);
    const corners = [
      [0, 0],
      [255, 0],
      [128, 204],
      [0, 0],
    ];
    expect(stroke![0]).toHaveLength(4);
    corners.forEach(([x, y], i) => {
      expect(Math.abs(stroke![0][i]! - x!)).toBeLessThanOrEqual(1);
      expect(Math.abs(stroke![1][i]! - y!)).toBeLessThanOrEqual(1);
    });
  });
  it('moves no vertex by more than epsilon and rounding when simplified again', () => {
    const once = simplifyDrawing([circle(300, 200, 500), circle(250, 40, 100)]);
    const twice = simplifyDrawing(once);
    once.forEach((stroke, i) => {
      expect(hausdorff(stroke, twice[i]!)).toBeLessThan(2 + Math.SQRT1_2);
    });
  });
  it('makes a dot of two equal points, as the dataset does', () => {
    expect(simplifyDrawing([[[90], [44]]])).toEqual([
      [
        [0, 0],
        [0, 0],
      ],
    ]);
  });
  it('drops empty strokes and gives no strokes for none', () => {
    expect(simplifyDrawing([[[], []]])).toEqual([]);
    expect(simplifyDrawing([])).toEqual([]);
  });
});

describe('assertStrokes', () => {
  const bad: { title: string; strokes: Stroke[]; message: RegExp }[] = [
    {
      title: 'columns of different lengths',
      strokes: [
        [[1], [1]],
        [[1, 2], [1]],
      ],
      message: /stroke 1 has 2 x but 1 y/,
    },
    {
      title: 'NaN',
      strokes: [
        [
          [1, NaN],
          [1, 2],
        ],
      ],
      message: /point 1 of stroke 0 is \(NaN, 2\)/,
    },
    { title: 'infinity', strokes: [[[1], [-Infinity]]], message: /point 0 of stroke 0 is \(1, -Infinity\)/ },
  ];
  it.each(bad)('refuses $title', ({ strokes, message }) => {
    for (const check of [assertStrokes, normalize, simplifyDrawing]) {
      expect(() => check(strokes)).toThrow(RangeError);
      expect(() => check(strokes)).toThrow(message);
    }
  });
  it('accepts empty strokes', () => expect(() => assertStrokes([[[], []]])).not.toThrow());
});
