/** Where the arrow keys lead in a grid of options that reads row by row. */

/**
 * @param columns of the grid as it is laid out
 * @returns the next index, or null for a key that leads nowhere.
 */
export function nextOption(key: string, index: number, count: number, columns: number): number | null {
  const to = {
    ArrowRight: index + 1,
    ArrowLeft: index - 1,
    ArrowDown: index + columns,
    ArrowUp: index - columns,
    Home: 0,
    End: count - 1,
  }[key];
  if (to === undefined) return null;
  return to < 0 || to >= count ? index : to;
}

/** How many of a container's children stand in its first row. */
export function columnsOf(children: ArrayLike<Pick<HTMLElement, 'offsetTop'>>): number {
  const top = children[0]?.offsetTop;
  let columns = 0;
  while (columns < children.length && children[columns]?.offsetTop === top) columns++;
  return Math.max(1, columns);
}
