/** A published file, run in the runtime that the site uses. */
import * as ort from 'onnxruntime-web/wasm';
import { createExclusive } from '../../src/core/exclusive.ts';
import { sessionOptions } from '../../src/core/session-options.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { SIDE } from '../../src/learning/export/drawing.ts';

/** The runtime takes one call at a time. */
const exclusive = createExclusive();
const BATCH = 50;

export interface OpenModel {
  /** Probabilities of each class. @param pixels ink 0..255 [n, 784] @returns [n, classes] */
  probabilities(pixels: Uint8Array): Promise<Float32Array>;
  /**
   * Any output by its name, such as `features`. @param pixels ink 0..255 [n, 784] @returns [n, ...], row by row
   * @throws Error of the runtime when there is no such output.
   */
  output(pixels: Uint8Array, name: string): Promise<Float32Array>;
  close(): Promise<void>;
}

/** @throws Error of the runtime when the bytes are no model. */
export async function openModel(bytes: Uint8Array): Promise<OpenModel> {
  ort.env.wasm.numThreads = 1;
  const session = await exclusive(() => ort.InferenceSession.create(bytes, sessionOptions()));
  const output = async (pixels: Uint8Array, name: string): Promise<Float32Array> => {
    const count = pixels.length / PIXELS;
    const parts: Float32Array[] = [];
    for (let from = 0; from < count; from += BATCH) {
      const part = pixels.subarray(from * PIXELS, Math.min(count, from + BATCH) * PIXELS);
      const ink = Float32Array.from(part, (pixel) => pixel / 255);
      const drawing = new ort.Tensor('float32', ink, [part.length / PIXELS, 1, SIDE, SIDE]);
      const outputs = await exclusive(() => session.run({ drawing }, [name]));
      parts.push(outputs[name]?.data as Float32Array);
    }
    const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  };
  return {
    output,
    probabilities: (pixels) => output(pixels, 'probabilities'),
    close: () => exclusive(() => session.release()),
  };
}
