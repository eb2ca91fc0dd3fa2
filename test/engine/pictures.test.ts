import { describe, expect, it } from 'vitest';
import { firstInk, pictures } from '../../pipeline/engine/pictures.ts';
import { rasterize } from '../../src/core/rasterize.ts';
import { type Stroke, simplifyDrawing } from '../../src/core/strokes.ts';

/** A square in two strokes, 255 wide: 510 units each. */
const SQUARE: Stroke[] = [
  [
    [0, 255, 255],
    [0, 0, 255],
  ],
  [
    [255, 0, 0],
    [255, 255, 0],
  ],
];
const ink = (pixels: Uint8Array) => pixels.reduce((sum, value) => sum + value, 0);

describe('pictures of a drawing', () => {
  it('at the usual pen, size and place are the usual bitmap', () => {
    const usual = rasterize(SQUARE);
    for (const [changes, value] of [
      ['lineWidth', 16],
      ['size', 1],
      ['shiftPx', 0],
      ['ink', 1],
      ['strokes', 9],
    ] as const)
      expect(pictures(SQUARE, changes, value)).toEqual([usual]);
  });

  it('have more ink under a fatter pen, and less of a smaller drawing', () => {
    const of = (changes: 'lineWidth' | 'size', value: number) =>
      ink(pictures(SQUARE, changes, value)[0] as Uint8Array);
    expect(of('lineWidth', 32)).toBeGreaterThan(1.5 * of('lineWidth', 16));
    expect(of('size', 0.5)).toBeLessThan(0.7 * of('size', 1));
  });

  it('moved by some pixels are four, each the usual one moved', () => {
    const usual = rasterize(SQUARE);
    const [left, right, up, down] = pictures(SQUARE, 'shiftPx', 2) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    for (let y = 4; y < 24; y++)
      for (let x = 4; x < 24; x++) {
        expect(left[28 * y + x - 2]).toBe(usual[28 * y + x]);
        expect(right[28 * y + x + 2]).toBe(usual[28 * y + x]);
        expect(up[28 * (y - 2) + x]).toBe(usual[28 * y + x]);
        expect(down[28 * (y + 2) + x]).toBe(usual[28 * y + x]);
      }
  });

  it('of the first strokes are scaled anew, as an unfinished drawing is in the demo', () => {
    const line: Stroke[] = [
      [
        [0, 50],
        [0, 50],
      ],
      [
        [0, 255],
        [255, 255],
      ],
    ];
    expect(pictures(line, 'strokes', 1)).toEqual([rasterize(simplifyDrawing([line[0] as Stroke]))]);
    expect(ink(pictures(line, 'strokes', 1)[0] as Uint8Array)).toBeGreaterThan(
      ink(rasterize([line[0] as Stroke])),
    );
  });
});

describe('firstInk', () => {
  it.each([
    [
      0.25,
      [
        [
          [0, 255],
          [0, 0],
        ],
      ],
    ],
    [
      0.125,
      [
        [
          [0, 127.5],
          [0, 0],
        ],
      ],
    ],
    [0.5, [SQUARE[0]]],
    [
      0.75,
      [
        SQUARE[0],
        [
          [255, 0],
          [255, 255],
        ],
      ],
    ],
    [1, SQUARE],
  ])('%d of a square in two strokes', (share, strokes) => {
    expect(firstInk(SQUARE, share)).toEqual(strokes);
  });

  it('keeps a dot with what was drawn before it, and never shows nothing', () => {
    const dotted: Stroke[] = [
      [
        [0, 100],
        [0, 0],
      ],
      [[50], [50]],
      [
        [0, 100],
        [100, 100],
      ],
    ];
    expect(firstInk(dotted, 0.5)).toEqual(dotted.slice(0, 2));
    expect(
      firstInk(
        [
          [[5], [5]],
          [
            [0, 10],
            [0, 0],
          ],
        ],
        0.1,
      ),
    ).toEqual([
      [[5], [5]],
      [
        [0, 1],
        [0, 0],
      ],
    ]);
    expect(firstInk(SQUARE, 1e-9)).toHaveLength(1);
  });
});
