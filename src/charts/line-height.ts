/** Height of a line of marks at a horizontal place, for what must not stand on it. */

/** @returns y at x by straight lines between marks; null beside the line */
export function heightAt(
  marks: readonly { readonly x: number; readonly y: number }[],
  x: number,
): number | null {
  for (let i = 1; i < marks.length; i++) {
    const [a, b] = [marks[i - 1], marks[i]];
    if (!a || !b || x < a.x || x > b.x) continue;
    return b.x === a.x ? b.y : a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
  }
  return null;
}

/** The least and the greatest height of a line between two places; null where it is not. */
export function heightRange(
  marks: readonly { readonly x: number; readonly y: number }[],
  from: number,
  to: number,
): readonly [number, number] | null {
  const inside = marks.filter(({ x }) => x > from && x < to).map(({ y }) => y);
  const heights = [heightAt(marks, from), heightAt(marks, to), ...inside].filter((y) => y !== null);
  return heights.length === 0 ? null : [Math.min(...heights), Math.max(...heights)];
}
