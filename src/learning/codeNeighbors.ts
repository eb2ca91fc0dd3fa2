import type { Random } from '../core/random.ts';
import { type LabelledDrawings, type NearestCodesState, PIXELS } from './classifier.ts';
import { type FindNeighbors, keepNearest, noNeighbors } from './neighbors.ts';
import { principalComponents } from './pca.ts';

type Projection = Pick<NearestCodesState, 'mean' | 'components'>;

/**
 * z = (x - mean) . components, for ink x = pixel / 255; summed in double precision, rounded once. [count, d]
 */
function project(pixels: Uint8Array, { mean, components }: Projection): Float32Array {
  const count = pixels.length / PIXELS;
  const d = components.length / PIXELS;
  const shift = new Float64Array(d); // mean . components
  for (let p = 0; p < PIXELS; p++) for (let c = 0; c < d; c++) shift[c]! += mean[p]! * components[p * d + c]!;
  const codes = new Float32Array(count * d);
  const sums = new Float64Array(d);
  for (let i = 0; i < count; i++) {
    sums.fill(0);
    for (let p = 0; p < PIXELS; p++) {
      const ink = pixels[i * PIXELS + p]!;
      if (ink !== 0) for (let c = 0; c < d; c++) sums[c]! += ink * components[p * d + c]!;
    }
    for (let c = 0; c < d; c++) codes[i * d + c] = sums[c]! / 255 - shift[c]!;
  }
  return codes;
}

/**
 * Fits principal components and encodes the training drawings with them. One scale serves all components, so that
 * distances between codes stay true; it is the smallest that fits the largest code into -127..127.
 */
export function encode(train: LabelledDrawings, d: number, k: number, random: Random): NearestCodesState {
  const pca = principalComponents(train, d, random);
  const mean = Float32Array.from(pca.mean);
  const components = Float32Array.from(pca.components);
  const exact = project(train.pixels, { mean, components });
  const scale = Math.fround((exact.reduce((most, z) => Math.max(most, Math.abs(z)), 0) || 1) / 127);
  return {
    family: 'nearest',
    form: 'codes',
    classes: train.classes.length,
    k,
    mean,
    components,
    scale,
    codes: Int8Array.from(exact, (z) => Math.max(-127, Math.min(127, Math.round(z / scale)))),
    labels: train.labels.slice(),
  };
}

/**
 * Neighbours on codes: the query keeps its float32 code z, a stored drawing is float32(code * scale), and the
 * squared distance between them is sum((z - stored)^2), summed in double precision.
 *
 * A float32 graph (MatMul, then differences or |z|^2 - 2 z.s + |s|^2) gives the same up to about 1e-6 of the
 * distances' size; its neighbours differ only where two distances are closer than that. Equal distances go to
 * the earlier drawing, as in ONNX TopK.
 */
export function codeNeighbors(state: NearestCodesState): FindNeighbors {
  const { codes, components, scale, k } = state;
  const d = components.length / PIXELS;
  const count = codes.length / d;
  const stored = Float64Array.from(codes, (code) => Math.fround(code * scale));
  const distances = new Float64Array(count);
  /** Squared distances of the query at `from` to all; four sums at a time, since each waits for its last summand. */
  const compare = (queries: Float32Array, from: number) => {
    let j = 0;
    for (; j + 4 <= count; j += 4) {
      const base = j * d;
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      for (let c = 0; c < d; c++) {
        const z = queries[from + c]!;
        const d0 = z - stored[base + c]!;
        const d1 = z - stored[base + d + c]!;
        const d2 = z - stored[base + 2 * d + c]!;
        const d3 = z - stored[base + 3 * d + c]!;
        s0 += d0 * d0;
        s1 += d1 * d1;
        s2 += d2 * d2;
        s3 += d3 * d3;
      }
      distances[j] = s0;
      distances[j + 1] = s1;
      distances[j + 2] = s2;
      distances[j + 3] = s3;
    }
    for (; j < count; j++) {
      let squares = 0;
      for (let c = 0; c < d; c++) squares += (queries[from + c]! - stored[j * d + c]!) ** 2;
      distances[j] = squares;
    }
  };
  return (drawings) => {
    const found = noNeighbors(drawings.count, k);
    const queries = project(drawings.pixels, state);
    for (let query = 0; query < drawings.count; query++) {
      compare(queries, query * d);
      keepNearest(found, query, 0, distances, count);
    }
    return found;
  };
}
