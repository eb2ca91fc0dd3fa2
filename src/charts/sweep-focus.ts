/** Which mark of several lines is read: nearest to a pointer, or moved to by arrow keys. */

/** Place of a mark: its line, and its number along it. */
export interface Focus {
  readonly line: number;
  readonly mark: number;
}

/** Lines of marks at (x, y), in pixels of the viewBox; marks of a line stand from left to right. */
export type MarkedLines = readonly {
  readonly marks: readonly { readonly x: number; readonly y: number }[];
}[];

/** The mark nearest to (x, y). */
export function nearestMark(lines: MarkedLines, x: number, y: number): Focus {
  const all = lines.flatMap(({ marks }, line) => marks.map((at, mark) => ({ line, mark, ...at })));
  const distance = (at: { x: number; y: number }) => (at.x - x) ** 2 + (at.y - y) ** 2;
  const nearest = all.reduce((a, b) => (distance(b) < distance(a) ? b : a));
  return { line: nearest.line, mark: nearest.mark };
}

/**
 * Left and right (Home, End) along a line, up and down to the next line above or below at about the same place.
 * @returns the new focus, the old one at the end of the way, or null when the key means nothing here
 */
export function moveFocus(lines: MarkedLines, { line, mark }: Focus, key: string): Focus | null {
  const marks = lines[line]?.marks ?? [];
  const here = marks[mark];
  if (!here) return null;
  const last = marks.length - 1;
  if (key === 'ArrowLeft') return { line, mark: Math.max(0, mark - 1) };
  if (key === 'ArrowRight') return { line, mark: Math.min(last, mark + 1) };
  if (key === 'Home') return { line, mark: 0 };
  if (key === 'End') return { line, mark: last };
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  const column = lines
    .map(({ marks: others }, i) => {
      const nearest = nearestMark([{ marks: others.map(({ x }) => ({ x, y: 0 })) }], here.x, 0).mark;
      return { line: i, mark: nearest, y: others[nearest]?.y ?? 0 };
    })
    .sort((a, b) => a.y - b.y || a.line - b.line);
  const place = column.findIndex((candidate) => candidate.line === line);
  const target = column[place + (key === 'ArrowUp' ? -1 : 1)];
  return target ? { line: target.line, mark: target.mark } : { line, mark };
}
