import type * as tf from '@tensorflow/tfjs-core';
import { type Drawings, PIXELS } from '../classifier.ts';
import { addressOf, free, kernels, memory, output, withScratch } from '../kernels/instance.ts';
import { wideBytes } from '../kernels/layout.ts';
import { rowsAt } from '../rowsAt.ts';

/** Bytes of drawings whose ink is listed once and kept on the backend; of more it is gathered step by step. */
const MOST_KEPT = 32e6;

/**
 * The layer of a perceptron that sees the drawings, in training: the numbers of `denseForward` and `denseBackward`, from
 * lists of the drawings' ink that are made once a step. It holds memory until it is disposed of.
 */
export interface InkLayer {
  /** Lists the ink of the drawings at `indices`, for the calls that follow. */
  list(indices: Uint32Array): void;
  /** drawings . weights + bias, with the ReLU after it or not. [n, outputs] */
  forward(weights: tf.Tensor, bias: tf.Tensor, relu: boolean): tf.TensorInfo;
  /** The gradients of the weights [784, outputs] and of the bias, from the layer's output and the gradient of that. */
  backward(weights: tf.Tensor, y: tf.Tensor, dy: tf.Tensor, relu: boolean): tf.TensorInfo[];
  dispose(): void;
}

/**
 * @param batch drawings of a step at most
 * @param mostKept bytes of drawings whose ink is kept
 */
export function createInkLayer(
  { pixels, count }: Drawings,
  batch: number,
  outputs: number,
  mostKept = MOST_KEPT,
): InkLayer {
  const isKept = pixels.length <= mostKept;
  const kept = isKept ? count : batch;
  const ink = isKept ? inked(pixels) : batch * PIXELS;
  const entries = Math.min(ink, batch * PIXELS);
  const room = (bytes: number) => output([Math.ceil(bytes / 4)], 'int32');
  const rooms = {
    firsts: room(4 * (kept + 1)),
    places: room(2 * (ink + 1)),
    bytes: room(ink + 1),
    indices: room(4 * batch),
    byDrawing: room(8 * entries),
    starts: room(4 * (batch + 1)),
    byPixel: room(8 * entries),
    pixelStarts: room(4 * (PIXELS + 1)),
    inks: room(4 * 256),
  };
  const at = Object.fromEntries(
    Object.entries(rooms).map(([name, info]) => [name, addressOf(info)]),
  ) as Record<keyof typeof rooms, number>;
  let n = 0;

  const gather = (drawings: Uint8Array) =>
    withScratch([drawings.length], (address = 0) => {
      new Uint8Array(memory().buffer).set(drawings, address);
      kernels().gatherInk(address, drawings.length / PIXELS, PIXELS, at.firsts, at.places, at.bytes);
    });
  if (isKept) gather(pixels);

  /** Writes the product of a factor given as lists and of b [k, outputs] to `c` [m, outputs]. */
  const multiply = (starts: number, b: number, c: number, m: number, k: number) =>
    withScratch([wideBytes(k, outputs), wideBytes(1, outputs)], (...scratch) => {
      kernels().multiplyListed(starts, b, c, m, k, outputs, ...scratch);
    });

  return {
    list(indices) {
      n = indices.length;
      const wanted = new Uint32Array(memory().buffer, at.indices, n);
      if (isKept) wanted.set(indices);
      else {
        wanted.set(indices.map((_, i) => i));
        gather(rowsAt(pixels, indices));
      }
      const { firsts, places, bytes, byDrawing, starts, byPixel, pixelStarts, inks } = at;
      const { listInk } = kernels();
      listInk(
        ...[firsts, places, bytes, at.indices, n, PIXELS],
        ...[byDrawing, starts, byPixel, pixelStarts, inks],
      );
    },
    forward(weights, bias, relu) {
      const y = output([n, outputs]);
      multiply(at.starts, addressOf(weights), addressOf(y), n, PIXELS);
      kernels().addBias(addressOf(y), addressOf(bias), n, outputs, Number(relu));
      return y;
    },
    backward(_, y, dy, relu) {
      const weightsGradient = output([PIXELS, outputs]);
      const biasGradient = output([outputs]);
      withScratch([relu ? 4 * n * outputs : 0], (scratch = 0) => {
        const [gradients, values, sums] = [dy, y, biasGradient].map(addressOf) as [number, number, number];
        kernels().sumOpen(gradients, values, n, outputs, relu ? scratch : 0, sums);
        multiply(at.pixelStarts, relu ? scratch : gradients, addressOf(weightsGradient), PIXELS, n);
      });
      return [weightsGradient, biasGradient];
    },
    dispose() {
      for (const info of Object.values(rooms)) free(info);
    },
  };
}

/** How many pixels are not blank. */
function inked(pixels: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < pixels.length; i++) if (pixels[i] !== 0) count++;
  return count;
}
