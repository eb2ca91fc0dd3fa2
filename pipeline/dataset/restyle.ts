/**
 * The embedded drawings come as one-pixel lines by Xiaolin Wu's algorithm, at 28/256 of the simplified form, not
 * centred, without the dots. Here their lines are found again and drawn as the official bitmaps are. Against the
 * rasterised strokes of the same drawings the mean correlation of the pixels is 0.96; what is missing is what the
 * thin form has lost: dots, the far edge, and the last half pixel of every line.
 */
import { rasterize, SCALE, SIDE_PX } from '../../src/core/rasterize.ts';
import type { MutableStroke } from '../../src/core/strokes.ts';

const PIXELS = SIDE_PX * SIDE_PX;
/** Units of the simplified form a thin pixel. */
const UNITS_PER_PX = 256 / SIDE_PX;
/** The longer side of a simplified drawing, and the least far edge in thin pixels that is taken for it. */
const FAR = 255;
const FAR_FROM_PX = 26.4;
/** Inks are rounded to thousandths, twice in a pair; this is amply above. */
const TOLERANCE = 0.02;
/** Found by trial on strokes drawn thin: how far apart linked points may lie on each axis, in pixels; */
const LINK_PX = 1.2;
/** the least ink that a pair must have left to be looked at; and what excess ink costs, and the least that must remain. */
const LEAST_INK = 0.3;
const EXCESS_COST = 0.2;
const LEAST_SCORE = 0.1;

/**
 * A place where a line may pass. In each column a flat line inks two pixels, one above the other, with 1 - f and f,
 * and passes f below the centre of the upper one; a steep line does so with two pixels side by side in each row.
 */
interface Crossing {
  readonly x: number;
  readonly y: number;
  /** 0 for a flat line, 1 for a steep one. */
  readonly direction: 0 | 1;
  /** Of the upper or left pixel, and of the other, which is -1 beyond the edge. */
  readonly first: number;
  readonly second: number;
  readonly f: number;
  /** Ink beyond that of one line. */
  readonly excess: number;
  /** Whether the ink can only be that of one line of this direction. */
  readonly alone: boolean;
}

/**
 * Redraws a thin drawing in the official look.
 * @param thin ink 0..1, row by row. [784]
 * @returns ink 0..255. [784]
 * @throws RangeError unless there are 784 inks.
 */
export function restyle(thin: ArrayLike<number>): Uint8Array {
  if (thin.length !== PIXELS)
    throw new RangeError(`thin drawing has ${thin.length} pixels: expected ${PIXELS}, inks 0..1`);
  const crossings = chooseCrossings(thin, findCrossings(thin));
  let farX = 0;
  let farY = 0;
  for (const { x, y } of crossings) {
    farX = Math.max(farX, x);
    farY = Math.max(farY, y);
  }
  // The longer side is known to end at 255, which the thin drawing cuts off or rounds away.
  const missing = Math.max(farX, farY) < FAR_FROM_PX ? 0 : FAR - Math.max(farX, farY) * UNITS_PER_PX;
  const shift = (-missing / 2) * SCALE;
  return rasterize(linkCrossings(crossings), { shiftPx: farX > farY ? [shift, 0] : [0, shift] });
}

function findCrossings(thin: ArrayLike<number>): Crossing[] {
  const ink = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < SIDE_PX && y < SIDE_PX ? (thin[y * SIDE_PX + x] as number) : 0;
  const found: Crossing[] = [];
  for (const direction of [0, 1] as const) {
    const [dx, dy] = direction === 0 ? [0, 1] : [1, 0]; // from the first pixel of a pair to the second
    for (let y = 0; y < SIDE_PX; y++)
      for (let x = 0; x < SIDE_PX; x++) {
        const u = ink(x, y);
        const beyond = x + dx >= SIDE_PX || y + dy >= SIDE_PX;
        const v = beyond ? 1 - u : ink(x + dx, y + dy); // what fell off the edge was the rest
        const excess = u + v - 1;
        if (excess < -TOLERANCE) continue;
        const f = Math.min(1, Math.max(0, (1 - u + v) / 2));
        const lonely = ink(x - dx, y - dy) < TOLERANCE && ink(x + 2 * dx, y + 2 * dy) < TOLERANCE;
        found.push({
          x: x + f * dx,
          y: y + f * dy,
          direction,
          first: y * SIDE_PX + x,
          second: beyond ? -1 : (y + dy) * SIDE_PX + x + dx,
          f,
          excess,
          alone: u > TOLERANCE && excess < TOLERANCE && lonely,
        });
      }
  }
  return found;
}

/** Takes the certain crossings, then one by one those that explain most of the ink that is left. */
function chooseCrossings(thin: ArrayLike<number>, found: readonly Crossing[]): Crossing[] {
  // Ink that is explained, by direction: a slanting line is found in both, and counts once.
  const explained = [new Float64Array(PIXELS), new Float64Array(PIXELS)] as const;
  const left = (pixel: number) =>
    pixel < 0
      ? 0
      : Math.max(
          0,
          (thin[pixel] as number) - Math.max(explained[0][pixel] as number, explained[1][pixel] as number),
        );
  const chosen: Crossing[] = [];
  const choose = (crossing: Crossing) => {
    chosen.push(crossing);
    const { direction, first, second, f } = crossing;
    explained[direction][first]! += 1 - f;
    if (second >= 0) explained[direction][second]! += f;
  };
  for (const crossing of found) if (crossing.alone) choose(crossing);
  for (;;) {
    let best: Crossing | undefined;
    let bestScore = LEAST_SCORE;
    for (const crossing of found) {
      const u = left(crossing.first);
      const v = left(crossing.second);
      if (u + v < LEAST_INK) continue;
      const gain = Math.min(1 - crossing.f, u) + Math.min(crossing.f, v);
      const score = gain - EXCESS_COST * crossing.excess;
      if (score > bestScore) {
        best = crossing;
        bestScore = score;
      }
    }
    if (!best) return chosen;
    choose(best);
  }
}

/** Joins neighbouring crossings; every connected part becomes one stroke, which runs back over itself at branches. */
function linkCrossings(crossings: readonly Crossing[]): MutableStroke[] {
  const neighbours = crossings.map((a, i) =>
    crossings.flatMap((b, j) =>
      i !== j && Math.abs(a.x - b.x) <= LINK_PX && Math.abs(a.y - b.y) <= LINK_PX ? [j] : [],
    ),
  );
  const walked = crossings.map(() => new Set<number>());
  const seen = new Set<number>();
  const strokes: MutableStroke[] = [];
  const walk = (from: number, [x, y]: MutableStroke) => {
    const put = (i: number) => {
      x.push((crossings[i] as Crossing).x * UNITS_PER_PX);
      y.push((crossings[i] as Crossing).y * UNITS_PER_PX);
    };
    seen.add(from);
    put(from);
    for (const to of neighbours[from] as number[]) {
      if (walked[from]?.has(to)) continue;
      walked[from]?.add(to);
      walked[to]?.add(from);
      if (seen.has(to)) put(to);
      else walk(to, [x, y]);
      put(from);
    }
  };
  for (let i = 0; i < crossings.length; i++) {
    if (seen.has(i)) continue;
    const stroke: MutableStroke = [[], []];
    walk(i, stroke);
    strokes.push(stroke);
  }
  return strokes;
}
