/** One shade of a bitmap: the squares of about the same ink, as one SVG path in units of pixels. */
export interface BitmapPath {
  /** 0..1, for `fill-opacity`. */
  readonly opacity: number;
  readonly d: string;
}

/**
 * A small bitmap as a few SVG paths, sharp at any size, in whatever colour the page fills them with.
 * @param ink 0..1 where drawn, [side * side], row by row; values below half a shade are left out
 * @param levels shades between none and full
 */
export function bitmapPaths(ink: ArrayLike<number>, side: number, levels = 6): BitmapPath[] {
  if (ink.length !== side * side)
    throw new RangeError(`bitmap has ${ink.length} values, expected ${side} x ${side}`);
  const paths = Array.from({ length: levels }, () => '');
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; ) {
      const level = Math.round(Math.min(1, ink[y * side + x] ?? 0) * levels);
      let run = 1;
      while (x + run < side && Math.round(Math.min(1, ink[y * side + x + run] ?? 0) * levels) === level)
        run++;
      if (level > 0) paths[level - 1] += `M${x} ${y}h${run}v1h-${run}z`;
      x += run;
    }
  return paths
    .map((d, i) => ({ opacity: Math.round((100 * (i + 1)) / levels) / 100, d }))
    .filter(({ d }) => d !== '');
}
