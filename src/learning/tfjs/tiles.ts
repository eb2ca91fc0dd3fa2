import type * as tf from '@tensorflow/tfjs-core';
import { addressOf, kernels, output, withScratch } from '../kernels/instance.ts';
import { chosenKernels } from '../kernels/kernelSet.ts';
import type { Rings } from './padding.ts';
import { type Parts, sumOverParts } from './parts.ts';

type Shape4 = [number, number, number, number];

/** Tiles at a time, and bytes between planes: the numbers of `kernels/assembly/winograd.ts`. */
const BLOCK = 40;
const GAP = 64;
const PLANES = 36;
const VECTORS = 16 * 60;
/** With fewer channels or outputs the plain sum is as fast. */
const LEAST_CHANNELS = 12;

const eight = (count: number) => 8 * Math.ceil(count / 8);
const four = (count: number) => 4 * Math.ceil(count / 4);
/** The side of whole tiles that cover `places`. */
const covered = (places: number) => 4 * Math.ceil(places / 4);
const planes = (width: number) => PLANES * (4 * BLOCK * width + GAP);

/**
 * Whether a convolution goes by tiles: 3x3, with the same zeros on all sides and enough channels. Only in the set
 * "relaxed", as tiles round otherwise than the plain sum does.
 */
export function goesByTiles([sizeY, sizeX, channels, outputs]: Shape4, [rows, columns]: Rings): boolean {
  const isFit = sizeY === 3 && sizeX === 3 && rows === columns && rows <= 2;
  return isFit && Math.min(channels, outputs) >= LEAST_CHANNELS && chosenKernels() === 'relaxed';
}

/** The maps of `x` with `ring` zeros around by the filter, or by the turned one: the gradient with respect to the input. */
export function convolveTiles(
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  ring: number,
  form: 'filter' | 'turned',
): tf.TensorInfo {
  const [n, height, width, channels] = x.shape as Shape4;
  const [, , inputs, outputs] = filter.shape as Shape4;
  const results = form === 'filter' ? outputs : inputs;
  const places = [height + 2 * ring - 2, width + 2 * ring - 2] as const;
  const maps = output([n, ...places, results]);
  const scratch = [
    PLANES * 4 * eight(results) * channels,
    4 * (covered(places[0]) + 2) * (covered(places[1]) + 2) * channels + 16,
    planes(four(channels)),
    planes(eight(results)),
    VECTORS * 2,
  ];
  withScratch(scratch, (panels = 0, framed = 0, tiles = 0, sums = 0, room = 0) => {
    const { winogradFilter, winogradConvolve } = kernels();
    winogradFilter(addressOf(filter), inputs, outputs, form === 'filter' ? 0 : 1, panels, room);
    const sizes = [n, height, width, channels, results, ring];
    winogradConvolve(addressOf(x), panels, addressOf(maps), ...sizes, framed, tiles, sums, room);
  });
  return maps;
}

/** The gradient with respect to a filter [3, 3, channels, outputs], summed over the parts. */
export function tilesFilterGradient(
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  shape: Shape4,
  ring: number,
  parts: Parts,
): tf.TensorInfo {
  const [, height, width, channels] = x.shape as Shape4;
  const [, outHeight, outWidth, outputs] = dy.shape as Shape4;
  const [rows, columns] = [covered(outHeight), covered(outWidth)];
  const result = output(shape);
  const scratch = [
    4 * (rows + 2) * (columns + 2) * channels + 16,
    4 * rows * columns * outputs + 16,
    planes(four(channels)),
    planes(eight(outputs)),
    PLANES * 160 * Math.ceil(channels / 5) * (eight(outputs) / 8),
    PLANES * 4 * channels * eight(outputs),
    VECTORS * 2,
  ];
  withScratch(scratch, (...rooms) => {
    const [images, gradients] = [addressOf(x), addressOf(dy)];
    sumOverParts(parts, [9 * channels * outputs], [addressOf(result)], (first, count, [to = 0]) =>
      kernels().winogradFilterGradient(
        images + 4 * first * height * width * channels,
        gradients + 4 * first * outHeight * outWidth * outputs,
        to,
        ...[count, height, width, channels, outputs, ring],
        ...rooms,
      ),
    );
  });
  return result;
}
