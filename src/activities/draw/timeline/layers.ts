import { CLASS_COLORS, classColor } from '../../../charts/class-color.ts';
import type { Moment } from './moment.ts';

/** What is drawn as one area of the chart. */
export interface Layer {
  readonly name: string;
  /** Indices of the classes whose probabilities are added up. */
  readonly classes: readonly number[];
  readonly color: string;
}

/**
 * An area a class, from the bottom, as long as there are colours for all. Of more classes, those that some model held most
 * likely at some moment have one each, in the order of the classes, and all others one together, above them.
 */
export function layersOf(moments: readonly Moment[], classes: readonly string[]): Layer[] {
  if (classes.length <= CLASS_COLORS)
    return classes.map((name, index) => ({ name, classes: [index], color: classColor(index) }));
  const peaks = classes.map(() => 0);
  for (const { answers } of moments)
    for (const shares of Object.values(answers))
      for (let index = 0; index < peaks.length; index++)
        peaks[index] = Math.max(peaks[index] as number, shares[index] ?? 0);
  const byPeak = classes.map((_, index) => index).sort((a, b) => (peaks[b] ?? 0) - (peaks[a] ?? 0) || a - b);
  const own = byPeak.slice(0, CLASS_COLORS - 1).sort((a, b) => a - b);
  return [
    ...own.map((index, place) => ({
      name: classes[index] as string,
      classes: [index],
      color: classColor(place),
    })),
    {
      name: `${classes.length - own.length} others`,
      classes: byPeak.slice(own.length),
      color: 'var(--control)',
    },
  ];
}

/** Probabilities by layer. [layers] */
export const sharesOf = (layers: readonly Layer[], shares: ArrayLike<number>): number[] =>
  layers.map(({ classes }) => classes.reduce((sum, index) => sum + (shares[index] ?? 0), 0));
