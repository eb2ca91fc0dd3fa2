/** Proof that an exported file says what the trained model says, by running it in the runtime that the site uses. */
import * as ort from 'onnxruntime-web/wasm';
import { createExclusive } from '../../src/core/exclusive.ts';
import { FAMILY_FACTS } from '../../src/core/family-facts.ts';
import type { IdOfKind, ModelKind } from '../../src/core/models.ts';
import { sessionOptions } from '../../src/core/session-options.ts';
import { type Drawings, PIXELS, type PublishedState, type StateOf } from '../../src/learning/classifier.ts';
import { SIDE } from '../../src/learning/export/drawing.ts';
import { rowsAt } from '../../src/learning/rowsAt.ts';
import { type CheckEvidence, floats, mismatch } from './evidence.ts';
import { checkNeighbours } from './neighbours.ts';
import { checkVotes } from './votes.ts';

/** More drawings than this add time and no certainty. */
const MOST_DRAWINGS = 1000;
const BATCH = 50;

/** Largest difference of a probability that rounding explains. */
const TOLERANCE = 1e-4;

/** By what computes a model; null where probabilities are all that can be compared, as of networks. */
const EVIDENCE: { readonly [Kind in ModelKind]: CheckEvidence<StateOf<IdOfKind<Kind>>> | null } = {
  trees: checkVotes,
  neighbours: checkNeighbours,
  networks: null,
};

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
  const checkEvidence = EVIDENCE[FAMILY_FACTS[state.family].kind] as CheckEvidence<PublishedState> | null;
  let maxDifference = 0;
  let tiedDrawings = 0;
  const count = Math.min(MOST_DRAWINGS, drawings.count);
  try {
    for (let from = 0; from < count; from += BATCH) {
      const n = Math.min(BATCH, count - from);
      const drawn = Array.from({ length: n }, (_, i) => Math.floor(((from + i) * drawings.count) / count));
      const pixels = rowsAt(drawings.pixels, drawn);
      const outputs = await session.run({ drawing: inkTensor(pixels) });
      const probabilities = floats(outputs, 'probabilities', n * k);
      const tied = checkEvidence?.(outputs, { pixels, drawn }, state);
      for (let i = 0; i < n; i++) {
        if (tied?.has(i)) {
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
