/** What a file gives beside probabilities, compared with what the trained model says of the same drawings. */
import type { InferenceSession } from 'onnxruntime-web/wasm';
import type { PublishedState } from '../../src/learning/classifier.ts';

/** What the file gave for a batch. */
export type Outputs = InferenceSession.ReturnType;

/** Drawings of a batch. */
export interface Batch {
  /** Ink 0..255. [n, 784] */
  readonly pixels: Uint8Array;
  /** The drawings' numbers, for messages. [n] */
  readonly drawn: readonly number[];
}

/**
 * @returns the places in the batch where a tie decides, so that nothing follows from a difference of probabilities.
 * @throws Error that says which drawing differs, in what, got and expected.
 */
export type CheckEvidence<State extends PublishedState> = (
  outputs: Outputs,
  batch: Batch,
  state: State,
) => ReadonlySet<number>;

/** @throws Error where the output is not of this length, or of other numbers. */
export function floats(outputs: Outputs, name: string, length?: number): Float32Array {
  const data = outputs[name]?.data;
  if (!(data instanceof Float32Array) || (length !== undefined && data.length !== length))
    throw new Error(
      `output ${name}: got ${data?.length ?? 'nothing'}, expected ${length ?? ''} float32 values`,
    );
  return data;
}

export function mismatch(
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
