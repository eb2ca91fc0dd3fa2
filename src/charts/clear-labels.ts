/** Moves labels that stand right of their lines' ends off the other lines that run by. */
import { heightRange } from './line-height.ts';

type Line = readonly { readonly x: number; readonly y: number }[];

/** How far a label may go from where it is wanted, in gaps: further off, nobody sees whose name it is. */
const REACH = 4;

/**
 * Labels in the order in which they are wanted, at least a gap apart, none with a line through it, with the least way in all.
 * @param wanted heights of the labels' middles, in any order
 * @param spans from where to where each label goes
 * @param options `gap`: between the middles of two labels, of which a line keeps half; `min`, `max`: of their heights
 * @returns whole heights in the order of `wanted`, or null where a label has none within four gaps
 */
export function clearLabels(
  wanted: readonly number[],
  spans: readonly (readonly [from: number, to: number])[],
  lines: readonly Line[],
  options: { readonly gap: number; readonly min: number; readonly max: number },
): number[] | null {
  const { gap, min, max } = options;
  const order = wanted.map((_, i) => i).sort((a, b) => at(wanted, a) - at(wanted, b) || a - b);
  const heights = Array.from({ length: Math.floor(max) - Math.ceil(min) + 1 }, (_, k) => Math.ceil(min) + k);

  /** The cheapest way to set the labels so far, the last of them at each height or above. */
  let ways: (Way | null)[] = heights.map(() => ({ cost: 0, places: [] }));
  order.forEach((label, rank) => {
    const ranges = lines.map((line) => heightRange(line, ...at(spans, label)));
    const clear = (y: number) =>
      ranges.every((range) => range === null || range[0] >= y + gap / 2 || range[1] <= y - gap / 2);
    const before = ways;
    let best: Way | null = null;
    ways = heights.map((y, k) => {
      const last = rank === 0 ? before[k] : before[k - Math.ceil(gap)];
      const cost = (last?.cost ?? 0) + Math.abs(y - at(wanted, label));
      const near = Math.abs(y - at(wanted, label)) <= REACH * gap;
      if (last && near && clear(y) && cost < (best?.cost ?? Number.POSITIVE_INFINITY))
        best = { cost, places: [...last.places, y] };
      return best;
    });
  });
  const places = ways.at(-1)?.places;
  return places ? wanted.map((_, i) => at(places, order.indexOf(i))) : null;
}

interface Way {
  readonly cost: number;
  readonly places: readonly number[];
}

const at = <T>(values: readonly T[], index: number): T => values[index] as T;
