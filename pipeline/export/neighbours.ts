import type { IdOfKind } from '../../src/core/models.ts';
import { type NearestCodesState, PIXELS, type StateOf } from '../../src/learning/classifier.ts';
import { type CheckEvidence, floats, mismatch } from './evidence.ts';

/** Distances this close, relative to each other, are a tie: rounding may decide it either way. */
const TIE = 1e-5;

/** What float32 loses of a distance: codes are sums of 784 products of inks, so of the order of 1 with steps of 1e-7. */
const ROUNDING = 1e-5;

/** Neighbours found by exhaustive search in float64. */
export const checkNeighbours: CheckEvidence<StateOf<IdOfKind<'neighbours'>>> = (
  outputs,
  { pixels, drawn },
  state,
) => {
  if (state.form !== 'codes') throw new RangeError('neighbours on pixels have no file that could be checked');
  const { k } = state;
  const neighbors = outputs['neighbors']!.data as BigInt64Array;
  const distances = floats(outputs, 'distances');
  const n = pixels.length / PIXELS;
  const tied = new Set<number>();
  for (let i = 0; i < n; i++) {
    const exact = codeDistances(pixels.subarray(i * PIXELS, (i + 1) * PIXELS), state);
    const ascending = exact.toSorted();
    const rows = Array.from(neighbors.subarray(i * k, (i + 1) * k), Number);
    if (new Set(rows).size !== k)
      throw mismatch(state, drawn[i]!, 'neighbours', rows.join(', '), `${k} different rows`);
    rows.forEach((row, place) => {
      const expected = ascending[place]!;
      const near = (got: number) => Math.abs(got - expected) <= ROUNDING + TIE * expected;
      if (!near(exact[row] ?? Number.NaN))
        throw mismatch(state, drawn[i]!, `distance of neighbour ${place} (row ${row})`, exact[row], expected);
      const told = distances[i * k + place]!;
      if (!near(told))
        throw mismatch(state, drawn[i]!, `distance told of neighbour ${place}`, told, expected);
    });
    if (ascending.length > k && ascending[k]! - ascending[k - 1]! <= ROUNDING + TIE * ascending[k]!)
      tied.add(i);
  }
  return tied;
};

/** Euclidean distances of one drawing's code to the stored ones. [n] */
function codeDistances(pixels: Uint8Array, { mean, components, scale, codes, labels }: NearestCodesState) {
  const d = codes.length / labels.length;
  const code = new Float64Array(d);
  for (let p = 0; p < PIXELS; p++) {
    const centred = Math.fround(pixels[p]! / 255) - mean[p]!;
    for (let j = 0; j < d; j++) code[j]! += centred * components[p * d + j]!;
  }
  return Float64Array.from(labels, (_, row) => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += (code[j]! - codes[row * d + j]! * scale) ** 2;
    return Math.sqrt(sum);
  });
}
