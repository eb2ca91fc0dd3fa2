/**
 * Convolutions of stride 1 on maps [n, height, width, channels] and their gradients, without padding, or with zeros
 * around ("same"). Sums run over the filter's rows, its columns, then the channels; those of the filter's gradient
 * over the images, then the places in reading order.
 */
import { COLUMNS, pack, ROWS, storeTile, TILE, tile, tileTransposed } from './product';

/** Bytes of floats. */
const FLOAT: i32 = 2;

/** Copies one image [height, width, channels] into the middle of zeros, `rows` and `columns` on each side. */
function frame(image: i32, height: i32, width: i32, channels: i32, rows: i32, columns: i32, to: i32): void {
  const inner = (width * channels) << FLOAT;
  const side = (columns * channels) << FLOAT;
  const outer = inner + 2 * side;
  memory.fill(to, 0, outer * (height + 2 * rows));
  for (let y = 0; y < height; y++) memory.copy(to + (y + rows) * outer + side, image + y * inner, inner);
}

/** One image through a packed filter; `height` and `width` are those of the image. */
function convolveImage(
  image: i32,
  panels: i32,
  maps: i32,
  height: i32,
  width: i32,
  channels: i32,
  sizeY: i32,
  sizeX: i32,
  outputs: i32,
): void {
  const outHeight = height - sizeY + 1;
  const outWidth = width - sizeX + 1;
  const length = sizeX * channels;
  const row = (width * channels) << FLOAT;
  const panel = (sizeY * length * COLUMNS) << FLOAT;
  for (let y = 0; y < outHeight; y++)
    for (let x = 0; x < outWidth; x += ROWS) {
      const from = image + y * row + ((x * channels) << FLOAT);
      const to = maps + (((y * outWidth + x) * outputs) << FLOAT);
      for (let j = 0, b = panels; j < outputs; j += COLUMNS, b += panel)
        tile(from, channels << FLOAT, min(ROWS, outWidth - x), sizeY, row, length, b, to + (j << FLOAT), outputs << FLOAT, min(COLUMNS, outputs - j));
    }
}

/** Where one image, with its zeros around, is laid out; nowhere if there are none. */
export function frameBytes(height: i32, width: i32, channels: i32, rows: i32, columns: i32): i32 {
  return ((height + 2 * rows) * (width + 2 * columns) * channels) << FLOAT;
}

/**
 * Maps [n, height + 2 rows - sizeY + 1, width + 2 columns - sizeX + 1, outputs] of images with `rows` and `columns` of
 * zeros on each side. `panels` is the packed filter [sizeY * sizeX * channels, outputs]; room for one image with its
 * zeros at `framed`.
 */
export function convolve(
  images: i32,
  panels: i32,
  maps: i32,
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
): void {
  const image = (height * width * channels) << FLOAT;
  const fullHeight = height + 2 * rows;
  const fullWidth = width + 2 * columns;
  const map = ((fullHeight - sizeY + 1) * (fullWidth - sizeX + 1) * outputs) << FLOAT;
  for (let i = 0; i < n; i++) {
    let from = images + i * image;
    if (rows > 0 || columns > 0) {
      frame(from, height, width, channels, rows, columns, framed);
      from = framed;
    }
    convolveImage(from, panels, maps + i * map, fullHeight, fullWidth, channels, sizeY, sizeX, outputs);
  }
}

/**
 * Packs a filter [sizeY, sizeX, channels, outputs] for the gradient with respect to the input: turned by half a turn,
 * its channels and outputs swapped. The gradient is then the convolution of the maps' gradient, with enough zeros
 * around it, by this filter.
 */
export function packTurned(filter: i32, taps: i32, channels: i32, outputs: i32, panels: i32): void {
  for (let first = 0; first < channels; first += COLUMNS) {
    const width = min(COLUMNS, channels - first);
    for (let tap = taps - 1; tap >= 0; tap--)
      for (let o = 0; o < outputs; o++) {
        for (let j = 0; j < COLUMNS; j++)
          f32.store(
            panels + (j << FLOAT),
            j < width ? f32.load(filter + (((tap * channels + first + j) * outputs + o) << FLOAT)) : 0,
          );
        panels += COLUMNS << FLOAT;
      }
  }
}

/**
 * The gradient with respect to the filter [sizeY, sizeX, channels, outputs], from that of the maps. Room for one
 * image with its zeros at `framed`, for the packed gradient of one image's maps at `panels`, and for
 * sizeY * ceil(sizeX * channels / 5) * ceil(outputs / 8) tiles at `tiles`. A row of the filter has at least five weights.
 */
export function filterGradient(
  images: i32,
  gradients: i32,
  result: i32,
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
  panels: i32,
  tiles: i32,
): void {
  const image = (height * width * channels) << FLOAT;
  const outHeight = height + 2 * rows - sizeY + 1;
  const outWidth = width + 2 * columns - sizeX + 1;
  const places = outHeight * outWidth;
  const length = sizeX * channels;
  const row = ((width + 2 * columns) * channels) << FLOAT;
  const tilesInRow = (length + ROWS - 1) / ROWS;
  const tilesAcross = (outputs + COLUMNS - 1) / COLUMNS;
  memory.fill(tiles, 0, sizeY * tilesInRow * tilesAcross * TILE);
  for (let i = 0; i < n; i++) {
    let from = images + i * image;
    if (rows > 0 || columns > 0) {
      frame(from, height, width, channels, rows, columns, framed);
      from = framed;
    }
    pack(gradients + ((i * places * outputs) << FLOAT), outputs << FLOAT, 4, places, outputs, panels);
    let at = tiles;
    for (let ky = 0; ky < sizeY; ky++)
      for (let t = 0; t < tilesInRow; t++) {
        // The last weights once more with some before them, rather than what lies beyond the row.
        const first = min(t * ROWS, length - ROWS);
        for (let j = 0; j < tilesAcross; j++) {
          const b = panels + ((j * places * COLUMNS) << FLOAT);
          tileTransposed(from + ky * row + (first << FLOAT), channels << FLOAT, outHeight, row, outWidth, b, at);
          at += TILE;
        }
      }
  }
  let at = tiles;
  for (let ky = 0; ky < sizeY; ky++)
    for (let t = 0; t < tilesInRow; t++) {
      const first = min(t * ROWS, length - ROWS);
      for (let j = 0; j < outputs; j += COLUMNS) {
        const to = result + (((ky * length + first) * outputs + j) << FLOAT);
        storeTile(at, to, outputs << FLOAT, ROWS, min(COLUMNS, outputs - j));
        at += TILE;
      }
    }
}
