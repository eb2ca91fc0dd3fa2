/**
 * A convolution, the largest of every 2x2 places of its maps, a bias and the ReLU, in one: the maps before the
 * pooling, four times as many, never leave the processor's nearest cache. `pooledGradients.ts` has the gradients.
 */
import { convolveRow, FLOAT, frame } from './convolution';
import { convolveInk, ring } from './inkedWindows';
import { pool } from './pool';
import { COLUMNS } from './product';

/** Floats of a row of channels that ends with whole panels. */
export function padded(channels: i32): i32 {
  return (channels + COLUMNS - 1) & -COLUMNS;
}

/**
 * Maps [n, height', width', outputs] after pooling, where height' is half of height + 2 rows - sizeY + 1, rounded
 * down, and `winners` [n, height', width', outputs rounded up to eights], one byte each: which of the four places was
 * the largest, in reading order, the first of equals. `panels` is the packed filter. Room at `biases` for the
 * outputs, rounded up, at `strip` for two rows of the maps before pooling, and at `framed` for one image with its
 * zeros around. For filters of five by five on one channel: room at `ringed` for 1,568 bytes for every eight outputs, and at
 * `ink` for what `convolveInk` lists.
 */
export function convolvePooled(
  images: i32,
  panels: i32,
  bias: i32,
  maps: i32,
  winners: i32,
  n: i32,
  height: i32,
  width: i32,
  channels: i32,
  sizeY: i32,
  sizeX: i32,
  outputs: i32,
  rows: i32,
  columns: i32,
  framed: i32,
  biases: i32,
  strip: i32,
  ringed: i32,
  ink: i32,
): void {
  const image = (height * width * channels) << FLOAT;
  const fullHeight = height + 2 * rows;
  const fullWidth = width + 2 * columns;
  const outWidth = fullWidth - sizeX + 1;
  const pooledHeight = (fullHeight - sizeY + 1) >> 1;
  const pooledWidth = outWidth >> 1;
  const stride = padded(outputs);
  const place = stride << FLOAT;
  const below = outWidth * place;
  memory.fill(biases, 0, place);
  memory.copy(biases, bias, outputs << FLOAT);
  const isInk = channels == 1 && sizeY == 5 && sizeX == 5;
  if (isInk) ring(panels, outputs, ringed);
  for (let i = 0; i < n; i++, images += image) {
    let from = images;
    if (rows > 0 || columns > 0) {
      frame(from, height, width, channels, rows, columns, framed);
      from = framed;
    }
    if (isInk) {
      convolveInk(from, ringed, biases, maps, winners, fullHeight, fullWidth, outputs, stride, ink);
      maps += (pooledHeight * pooledWidth * outputs) << FLOAT;
      winners += pooledHeight * pooledWidth * stride;
      continue;
    }
    for (let y = 0; y < pooledHeight; y++) {
      convolveRow(from, panels, strip, 2 * y, fullWidth, channels, sizeY, sizeX, outputs, stride);
      convolveRow(from, panels, strip + below, 2 * y + 1, fullWidth, channels, sizeY, sizeX, outputs, stride);
      let at = strip;
      for (let x = 0; x < pooledWidth; x++, at += 2 * place, maps += outputs << FLOAT, winners += stride)
        for (let o = 0; o < outputs; o += 4) {
          const corner = at + (o << FLOAT);
          pool(
            v128.load(corner),
            v128.load(corner + place),
            v128.load(corner + below),
            v128.load(corner + below + place),
            biases + (o << FLOAT),
            maps + (o << FLOAT),
            winners + o,
            outputs - o,
          );
        }
    }
  }
}
