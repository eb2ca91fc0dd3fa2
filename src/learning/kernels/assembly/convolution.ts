/**
 * Convolutions of stride 1 on maps [n, height, width, channels] and their gradients, without padding, or with zeros
 * around ("same"). Sums run over the filter's rows, its columns, then the channels; those of the filter's gradient
 * over the images, then the places in reading order.
 */
import { COLUMNS, pack, ROWS, storeTile, TILE, tile, tileTransposed } from './product';
import { tileOfFives } from './tileOfFives';

/** Bytes of n floats: n << FLOAT. */
export const FLOAT: i32 = 2;

/** Copies one image [height, width, channels] into the middle of zeros, `rows` and `columns` on each side. */
export function frame(image: i32, height: i32, width: i32, channels: i32, rows: i32, columns: i32, to: i32): void {
  const inner = (width * channels) << FLOAT;
  const side = (columns * channels) << FLOAT;
  const outer = inner + 2 * side;
  memory.fill(to, 0, outer * (height + 2 * rows));
  for (let y = 0; y < height; y++) memory.copy(to + (y + rows) * outer + side, image + y * inner, inner);
}

/**
 * Which rows of the filter see only blank paper from `places` neighbouring places, bit by bit: most of a drawing is
 * blank. For images of one channel; none for others, whose maps are rarely zero all over.
 */
function blankRows(from: i32, row: i32, channels: i32, sizeY: i32, sizeX: i32, places: i32): i32 {
  const seen = places + sizeX - 1;
  if (channels > 1 || seen < 4 || sizeY > 31) return 0;
  let blank = 0;
  for (let ky = 0; ky < sizeY; ky++) {
    const at = from + ky * row;
    let ink = v128.load(at + ((seen - 4) << FLOAT));
    for (let x = 0; x < seen - 4; x += 4) ink = v128.or(ink, v128.load(at + (x << FLOAT)));
    if (!v128.any_true(ink)) blank |= 1 << ky;
  }
  return blank;
}

/** Row `y` of an image's maps, `stride` floats from place to place: `outputs`, or rounded up to whole panels. */
export function convolveRow(
  image: i32,
  panels: i32,
  to: i32,
  y: i32,
  width: i32,
  channels: i32,
  sizeY: i32,
  sizeX: i32,
  outputs: i32,
  stride: i32,
): void {
  const outWidth = width - sizeX + 1;
  const length = sizeX * channels;
  const row = (width * channels) << FLOAT;
  const panel = (sizeY * length * COLUMNS) << FLOAT;
  // The usual first layer of the networks here.
  if (channels == 1 && sizeX == ROWS && outWidth >= ROWS && outputs <= stride && stride % COLUMNS == 0) {
    for (let first = 0; first < outWidth; first += ROWS) {
      // The last places once more with some before them, rather than what lies beyond the row.
      const x = min(first, outWidth - ROWS);
      const from = image + y * row + (x << FLOAT);
      const blank = blankRows(from, row, channels, sizeY, sizeX, ROWS);
      let at = to + ((x * stride) << FLOAT);
      for (let j = 0, b = panels; j < outputs; j += COLUMNS, b += panel, at += COLUMNS << FLOAT)
        tileOfFives(from, sizeY, row, blank, b, at, stride << FLOAT);
    }
    return;
  }
  for (let x = 0; x < outWidth; x += ROWS) {
    const from = image + y * row + ((x * channels) << FLOAT);
    const places = min(ROWS, outWidth - x);
    const blank = blankRows(from, row, channels, sizeY, sizeX, places);
    let at = to + ((x * stride) << FLOAT);
    for (let j = 0, b = panels; j < outputs; j += COLUMNS, b += panel) {
      const columns = min(COLUMNS, stride - j);
      tile(from, channels << FLOAT, places, sizeY, row, length, blank, b, at, stride << FLOAT, columns);
      at += COLUMNS << FLOAT;
    }
  }
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
  const outHeight = fullHeight - sizeY + 1;
  const mapRow = ((fullWidth - sizeX + 1) * outputs) << FLOAT;
  for (let i = 0; i < n; i++) {
    let from = images + i * image;
    if (rows > 0 || columns > 0) {
      frame(from, height, width, channels, rows, columns, framed);
      from = framed;
    }
    for (let y = 0; y < outHeight; y++) {
      convolveRow(from, panels, maps, y, fullWidth, channels, sizeY, sizeX, outputs, outputs);
      maps += mapRow;
    }
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
