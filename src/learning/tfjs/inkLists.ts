import { type Drawings, PIXELS } from '../classifier.ts';
import { kernels, memory, withScratch } from '../kernels/instance.ts';
import { rowsAt } from '../rowsAt.ts';
import { inRooms, type Rooms } from './rooms.ts';

/** Bytes of drawings whose ink is listed once and kept; of more it is listed step by step. */
const MOST_KEPT = 32e6;

/**
 * Lists of drawings' ink on the backend, and products with it for the units of a network, in stripes of 52. They hold
 * memory until they are disposed of.
 */
export interface InkLists {
  /** The drawings that the calls after it are about. */
  take(indices: Uint32Array): void;
  /** The product [n, 52] of their ink and a stripe of weights [784, 52], all given as addresses. */
  sum(stripe: number, to: number): void;
  /** Lists their ink by pixel, for the calls of `sumTurned` after it. */
  turn(): void;
  /** The product [784, 52] of their ink by pixel and a matrix [n, 52], all given as addresses. */
  sumTurned(matrix: number, to: number): void;
  dispose(): void;
}

/**
 * @param batch drawings at a time at most
 * @param mostKept bytes of drawings whose ink is kept
 */
export const createInkLists = (drawings: Drawings, batch: number, mostKept = MOST_KEPT): InkLists =>
  inRooms((rooms) => listIn(rooms, drawings, batch, mostKept));

function listIn(rooms: Rooms, { pixels, count }: Drawings, batch: number, mostKept: number): InkLists {
  const isKept = pixels.length <= mostKept;
  const kept = isKept ? count : batch;
  const ink = isKept ? inked(pixels) : batch * PIXELS;
  const run = kernels();
  const starts = rooms.bytes(4 * (kept + 1));
  const entries = rooms.bytes(4 * (ink + 1));
  const taken = rooms.bytes(4 * batch);
  /** Drawings that are only predicted need no lists by pixel. */
  let byPixel: number | undefined;
  const ends = rooms.bytes(4 * PIXELS);
  const inks = rooms.bytes(4 * 256);
  let n = 0;

  const listAll = (drawings: Uint8Array) =>
    withScratch([drawings.length], (address = 0) => {
      new Uint8Array(memory().buffer).set(drawings, address);
      run.listInk(address, drawings.length / PIXELS, PIXELS, starts, entries);
    });
  run.layInks(inks);
  if (isKept) listAll(pixels);

  return {
    take(indices) {
      n = indices.length;
      if (!isKept) listAll(rowsAt(pixels, indices));
      new Uint32Array(memory().buffer, taken, n).set(isKept ? indices : indices.map((_, i) => i));
    },
    sum: (stripe, to) => void run.sumInk(taken, n, starts, inks, stripe, to),
    turn() {
      byPixel ??= rooms.bytes(4 * batch * PIXELS);
      run.turnInk(taken, n, starts, PIXELS, byPixel, ends);
    },
    sumTurned(matrix, to) {
      if (byPixel === undefined) throw new Error('the ink is not listed by pixel');
      run.sumTurned(byPixel, n, ends, PIXELS, inks, matrix, to);
    },
    dispose: () => rooms.free(),
  };
}

/** How many pixels are not blank. */
function inked(pixels: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < pixels.length; i++) if (pixels[i] !== 0) count++;
  return count;
}
