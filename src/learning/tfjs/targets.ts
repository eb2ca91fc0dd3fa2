import type { LabelledDrawings } from '../classifier.ts';

/**
 * What the network is to answer for the drawings at `indices`: 1 at each drawing's class, 0 elsewhere; with label
 * smoothing 1 - s + s / k and s / k, for k classes (Szegedy et al., 2016, section 7). [n, classes]
 */
export function targetRows(
  { labels, classes }: Pick<LabelledDrawings, 'labels' | 'classes'>,
  indices: Uint32Array,
  smoothing = 0,
): Float32Array {
  const k = classes.length;
  const rows = new Float32Array(indices.length * k).fill(smoothing / k);
  for (const [i, index] of indices.entries())
    rows[i * k + (labels[index] as number)] = 1 - smoothing + smoothing / k;
  return rows;
}
