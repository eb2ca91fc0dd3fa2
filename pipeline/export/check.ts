/** Proof that an exported file says what the trained model says, by running it in the runtime that the site uses. */
import * as ort from 'onnxruntime-web/wasm';
import { createExclusive } from '../../src/core/exclusive.ts';
import { sessionOptions } from '../../src/core/session-options.ts';
import {
  type Drawings,
  type ForestState,
  type NearestCodesState,
  PIXELS,
  type PublishedState,
} from '../../src/learning/classifier.ts';
import { SIDE } from '../../src/learning/export/drawing.ts';

/** More drawings than this add time and no certainty. */
const MOST_DRAWINGS = 1000;
const BATCH = 50;

/** Largest difference of a probability that rounding explains. */
const TOLERANCE = 1e-4;

/** Distances this close, relative to each other, are a tie: rounding may decide it either way. */
const TIE = 1e-5;

/** What float32 loses of a distance: codes are sums of 784 products of inks, so of the order of 1 with steps of 1e-7. */
const ROUNDING = 1e-5;

const exclusive = createExclusive();

export interface ExportCheck {
  /** Largest absolute difference of a probability over the compared drawings. */
  readonly maxDifference: number;
  readonly comparedDrawings: number;
  /** Drawings left out, since a tie of distances decides which neighbours they have. */
  readonly tiedDrawings: number;
}

/**
 * Runs an exported model on up to 1,000 drawings, spread evenly, in onnxruntime-web and compares it with the trained one:
 * the probabilities; for a forest also every tree's vote, for neighbours also which they are and how far.
 * @param bytes what `exportModel` gave for `state`.
 * @param reference the trained model's probabilities of the drawings. [count, classes]
 * @throws Error that says which drawing differs, in what, got and expected.
 */
export function checkExport(
  bytes: Uint8Array,
  reference: Float32Array,
  drawings: Drawings,
  state: PublishedState,
): Promise<ExportCheck> {
  return exclusive(() => check(bytes, reference, drawings, state));
}

async function check(
  bytes: Uint8Array,
  reference: Float32Array,
  drawings: Drawings,
  state: PublishedState,
): Promise<ExportCheck> {
  const k = state.classes;
  if (drawings.count === 0) throw new RangeError('no drawings to check the export on');
  if (reference.length !== drawings.count * k)
    throw new RangeError(
      `${reference.length} reference probabilities for ${drawings.count} drawings of ${k} classes`,
    );
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(bytes, sessionOptions());
  let maxDifference = 0;
  let tiedDrawings = 0;
  const count = Math.min(MOST_DRAWINGS, drawings.count);
  try {
    for (let from = 0; from < count; from += BATCH) {
      const n = Math.min(BATCH, count - from);
      const drawn = Array.from({ length: n }, (_, i) => Math.floor(((from + i) * drawings.count) / count));
      const pixels = gather(drawings, drawn);
      const outputs = await session.run({ drawing: inkTensor(pixels) });
      const probabilities = floats(outputs, 'probabilities', n * k);
      const tied = checkEvidence(outputs, pixels, state, drawn);
      for (let i = 0; i < n; i++) {
        if (tied.has(i)) {
          tiedDrawings++;
          continue;
        }
        for (let c = 0; c < k; c++) {
          const got = probabilities[i * k + c]!;
          const expected = reference[drawn[i]! * k + c]!;
          const difference = Math.abs(got - expected);
          if (!(difference <= TOLERANCE))
            throw mismatch(state, drawn[i]!, `probability of class ${c}`, got, expected);
          maxDifference = Math.max(maxDifference, difference);
        }
      }
    }
  } finally {
    await session.release();
  }
  return { maxDifference, comparedDrawings: count - tiedDrawings, tiedDrawings };
}

/** Pixels 0..255 as the models' input. [n, 1, 28, 28] */
function inkTensor(pixels: Uint8Array): ort.Tensor {
  const ink = Float32Array.from(pixels, (pixel) => pixel / 255);
  return new ort.Tensor('float32', ink, [pixels.length / PIXELS, 1, SIDE, SIDE]);
}

function gather({ pixels }: Drawings, drawn: readonly number[]): Uint8Array {
  const gathered = new Uint8Array(drawn.length * PIXELS);
  drawn.forEach((row, i) => {
    gathered.set(pixels.subarray(row * PIXELS, (row + 1) * PIXELS), i * PIXELS);
  });
  return gathered;
}

/**
 * Checks what the model gives beside probabilities; returns the places in the batch where ties decide.
 * @param drawn the drawings' numbers, for messages. [n]
 */
function checkEvidence(
  outputs: ort.InferenceSession.ReturnType,
  pixels: Uint8Array,
  state: PublishedState,
  drawn: readonly number[],
): Set<number> {
  if (state.family === 'forest') checkVotes(floats(outputs, 'votes'), pixels, state, drawn);
  if (state.family === 'nearest' && state.form === 'codes') {
    const neighbors = outputs.neighbors!.data as BigInt64Array;
    return checkNeighbors(neighbors, floats(outputs, 'distances'), pixels, state, drawn);
  }
  return new Set();
}

/** Every tree's leaf, found by walking the tree. */
function checkVotes(
  votes: Float32Array,
  pixels: Uint8Array,
  state: ForestState,
  drawn: readonly number[],
): void {
  const { trees, classes } = state;
  const n = pixels.length / PIXELS;
  for (let i = 0; i < n; i++)
    trees.forEach(({ feature, threshold, left, right, shares }, t) => {
      let node = 0;
      while (feature[node]! >= 0)
        node = pixels[i * PIXELS + feature[node]!]! <= threshold[node]! ? left[node]! : right[node]!;
      for (let c = 0; c < classes; c++) {
        const got = votes[(i * trees.length + t) * classes + c]!;
        const expected = shares[node * classes + c]!;
        if (got !== expected)
          throw mismatch(state, drawn[i]!, `vote of tree ${t} for class ${c}`, got, expected);
      }
    });
}

/** Neighbours found by exhaustive search in float64. */
function checkNeighbors(
  neighbors: BigInt64Array,
  distances: Float32Array,
  pixels: Uint8Array,
  state: NearestCodesState,
  drawn: readonly number[],
): Set<number> {
  const { k } = state;
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
}

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

function floats(outputs: ort.InferenceSession.ReturnType, name: string, length?: number): Float32Array {
  const data = outputs[name]?.data;
  if (!(data instanceof Float32Array) || (length !== undefined && data.length !== length))
    throw new Error(
      `output ${name}: got ${data?.length ?? 'nothing'}, expected ${length ?? ''} float32 values`,
    );
  return data;
}

function mismatch(
  state: PublishedState,
  drawing: number,
  what: string,
  got: unknown,
  expected: unknown,
): Error {
  return new Error(
    `the exported ${state.family} differs from the trained one on drawing ${drawing}: ${what} is ${got}, expected ${expected}. ` +
      'Either the export is wrong or the reference is of another model or other drawings.',
  );
}
