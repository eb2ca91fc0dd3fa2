/**
 * Groups of files that import one another in a circle: the strongly connected parts of the graph, by Tarjan's algorithm
 * (SIAM Journal on Computing 1, 1972).
 * @param imports files by the file that imports them; those that are not files of the map are passed over
 * @returns each group sorted, one file alone where it imports itself
 */
export function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const place = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];

  function visit(file: string): void {
    place.set(file, place.size);
    lowest.set(file, place.get(file) as number);
    open.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!imports.has(next)) continue;
      if (!place.has(next)) visit(next);
      if (open.includes(next))
        lowest.set(file, Math.min(lowest.get(file) as number, lowest.get(next) as number));
    }
    if (lowest.get(file) !== place.get(file)) return;
    const group = open.splice(open.indexOf(file));
    if (group.length > 1 || imports.get(file)?.includes(file)) circles.push(group.sort());
  }

  for (const file of imports.keys()) if (!place.has(file)) visit(file);
  return circles;
}
