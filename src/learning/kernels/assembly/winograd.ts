/**
 * Convolutions with a 3x3 filter and stride 1, and their gradients, by Winograd's F(4x4, 3x3) (Lavin and Gray, 2015):
 * a tile of 4x4 places takes 36 multiplications per channel and output where it would take 144. Tiles of 6x6 go
 * into another base (B^T d B), are multiplied there with the filter's (G g G^T), 36 products of matrices, and the sums
 * come back (A^T m A). What rounding costs is some ten times that of the plain sum, 1e-6 of the largest map.
 *
 * Tiles run over the images in reading order, `BLOCK` at a time. Values in the other base are laid out in 36 planes.
 */
import { FLOAT } from './convolution';
import { COLUMNS, ROWS, storeSome, storeTile, TILE, tile, tileTransposed } from './product';
import { fused } from './fused';

/** Places of a tile on each side, and with what its filter sees. */
const SIDE: i32 = 4;
const SEEN: i32 = 6;
const PLANES: i32 = 36;
/** Tiles at a time, a multiple of `ROWS`: a plane of them stays in the nearest cache. */
const BLOCK: i32 = 40;
/** Bytes between planes beyond what they hold, so that they don't all fall on the same lines of the cache. */
const GAP: i32 = 64;
const VECTOR: i32 = 16;

function eight(count: i32): i32 {
  return (count + COLUMNS - 1) & -COLUMNS;
}

function four(count: i32): i32 {
  return (count + 3) & -4;
}

function tilesOf(places: i32): i32 {
  return (places + SIDE - 1) / SIDE;
}

/** B^T: six vectors, `step` bytes apart, to six. */
@inline
function toTileBase(from: i32, step: i32, to: i32, stepTo: i32): void {
  const d0 = v128.load(from);
  const d1 = v128.load(from + step);
  const d2 = v128.load(from + 2 * step);
  const d3 = v128.load(from + 3 * step);
  const d4 = v128.load(from + 4 * step);
  const d5 = v128.load(from + 5 * step);
  const minusFour = f32x4.splat(-4);
  const minusFive = f32x4.splat(-5);
  v128.store(to, fused(fused(d4, d2, minusFive), d0, f32x4.splat(4)));
  const even = fused(d4, d2, minusFour);
  const odd = fused(d3, d1, minusFour);
  v128.store(to + stepTo, f32x4.add(even, odd));
  v128.store(to + 2 * stepTo, f32x4.sub(even, odd));
  const near = f32x4.sub(d4, d2);
  const far = f32x4.sub(d3, d1);
  const twice = f32x4.add(far, far);
  v128.store(to + 3 * stepTo, f32x4.add(near, twice));
  v128.store(to + 4 * stepTo, f32x4.sub(near, twice));
  v128.store(to + 5 * stepTo, fused(fused(d5, d3, minusFive), d1, f32x4.splat(4)));
}

/** A: four vectors to six, for the gradients of the maps. */
@inline
function toSumBase(from: i32, step: i32, to: i32, stepTo: i32): void {
  const y0 = v128.load(from);
  const y1 = v128.load(from + step);
  const y2 = v128.load(from + 2 * step);
  const y3 = v128.load(from + 3 * step);
  v128.store(to, y0);
  const even = f32x4.add(y0, y2);
  const odd = f32x4.add(y1, y3);
  v128.store(to + stepTo, f32x4.add(even, odd));
  v128.store(to + 2 * stepTo, f32x4.sub(even, odd));
  const near = fused(y0, y2, f32x4.splat(4));
  const far = fused(f32x4.add(y1, y1), y3, f32x4.splat(8));
  v128.store(to + 3 * stepTo, f32x4.add(near, far));
  v128.store(to + 4 * stepTo, f32x4.sub(near, far));
  v128.store(to + 5 * stepTo, y3);
}

/** A^T: six vectors to four. */
@inline
function fromSumBase(from: i32, step: i32, to: i32, stepTo: i32): void {
  const m1 = v128.load(from + step);
  const m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step);
  const m4 = v128.load(from + 4 * step);
  const near = f32x4.add(m1, m2);
  const across = f32x4.sub(m1, m2);
  const far = f32x4.add(m3, m4);
  const beyond = f32x4.sub(m3, m4);
  v128.store(to, f32x4.add(f32x4.add(v128.load(from), near), far));
  v128.store(to + stepTo, fused(across, beyond, f32x4.splat(2)));
  v128.store(to + 2 * stepTo, fused(near, far, f32x4.splat(4)));
  v128.store(to + 3 * stepTo, fused(f32x4.add(across, v128.load(from + 5 * step)), beyond, f32x4.splat(8)));
}

/** G: three vectors to six. */
@inline
function toFilterBase(from: i32, step: i32, to: i32, stepTo: i32): void {
  const g0 = v128.load(from);
  const g1 = v128.load(from + step);
  const g2 = v128.load(from + 2 * step);
  v128.store(to, f32x4.mul(g0, f32x4.splat(1.0 / 4.0)));
  const outer = f32x4.add(g0, g2);
  const sixth = f32x4.splat(-1.0 / 6.0);
  v128.store(to + stepTo, f32x4.mul(f32x4.add(outer, g1), sixth));
  v128.store(to + 2 * stepTo, f32x4.mul(f32x4.sub(outer, g1), sixth));
  const even = fused(f32x4.mul(g0, f32x4.splat(1.0 / 24.0)), g2, f32x4.splat(1.0 / 6.0));
  const odd = f32x4.mul(g1, f32x4.splat(1.0 / 12.0));
  v128.store(to + 3 * stepTo, f32x4.add(even, odd));
  v128.store(to + 4 * stepTo, f32x4.sub(even, odd));
  v128.store(to + 5 * stepTo, g2);
}

/** G^T: six vectors to three, for the gradient of the filter. */
@inline
function fromFilterBase(from: i32, step: i32, to: i32, stepTo: i32): void {
  const u1 = v128.load(from + step);
  const u2 = v128.load(from + 2 * step);
  const u3 = v128.load(from + 3 * step);
  const u4 = v128.load(from + 4 * step);
  const near = f32x4.mul(f32x4.add(u1, u2), f32x4.splat(-1.0 / 6.0));
  const far = f32x4.add(u3, u4);
  const first = fused(near, v128.load(from), f32x4.splat(1.0 / 4.0));
  v128.store(to, fused(first, far, f32x4.splat(1.0 / 24.0)));
  const across = f32x4.mul(f32x4.sub(u2, u1), f32x4.splat(1.0 / 6.0));
  v128.store(to + stepTo, fused(across, f32x4.sub(u3, u4), f32x4.splat(1.0 / 12.0)));
  const last = f32x4.add(near, v128.load(from + 5 * step));
  v128.store(to + 2 * stepTo, fused(last, far, f32x4.splat(1.0 / 6.0)));
}

/** One image [height, width, channels] at (`ring`, `ring`) of zeros [rows, columns, channels]. */
function frameTiles(image: i32, height: i32, width: i32, channels: i32, ring: i32, rows: i32, columns: i32, to: i32): void {
  const inner = (width * channels) << FLOAT;
  const outer = (columns * channels) << FLOAT;
  memory.fill(to, 0, outer * rows);
  const first = to + ring * outer + ((ring * channels) << FLOAT);
  for (let y = 0; y < height; y++) memory.copy(first + y * outer, image + y * inner, inner);
}

/**
 * Takes a filter [3, 3, channels, outputs] into the other base, in panels [36, ceil(outputs / 8), channels, 8].
 * With `turned` it is the filter of the gradient with respect to the input, by half a turn, its channels and outputs
 * swapped: panels [36, ceil(channels / 8), outputs, 8]. Room for 9 + 18 + 36 vectors at `room`.
 */
export function winogradFilter(filter: i32, channels: i32, outputs: i32, turned: i32, panels: i32, room: i32): void {
  const inputs = turned ? outputs : channels;
  const results = turned ? channels : outputs;
  const plane = (eight(results) * inputs) << FLOAT;
  const half = room + 9 * VECTOR;
  const whole = half + 18 * VECTOR;
  const last = channels * outputs;
  for (let first = 0; first < results; first += 4) {
    const width = min(4, results - first);
    const panel = panels + (((first & -COLUMNS) * inputs + (first & 4)) << FLOAT);
    for (let c = 0; c < inputs; c++) {
      for (let tap = 0; tap < 9; tap++)
        for (let lane = 0; lane < 4; lane++) {
          const o = first + lane;
          const at = turned ? (8 - tap) * last + o * outputs + c : tap * last + c * outputs + o;
          f32.store(room + tap * VECTOR + (lane << FLOAT), lane < width ? f32.load(filter + (at << FLOAT)) : 0);
        }
      for (let x = 0; x < 3; x++) toFilterBase(room + x * VECTOR, 3 * VECTOR, half + x * VECTOR, 3 * VECTOR);
      for (let i = 0; i < SEEN; i++)
        toFilterBase(half + i * 3 * VECTOR, VECTOR, whole + i * SEEN * VECTOR, VECTOR);
      for (let f = 0; f < PLANES; f++)
        v128.store(panel + f * plane + ((c * COLUMNS) << FLOAT), v128.load(whole + f * VECTOR));
    }
    // The second half of the last panel, where there are no outputs any more.
    if (first + 4 >= results && (first & 4) == 0)
      for (let f = 0; f < PLANES; f++)
        for (let c = 0; c < inputs; c++)
          v128.store(panel + f * plane + ((c * COLUMNS + 4) << FLOAT), f32x4.splat(0));
  }
}

/** Takes one tile of a framed image into the other base: to 36 planes, `plane` bytes apart. Room for 36 vectors. */
function tileToBase(at: i32, row: i32, pixel: i32, channels: i32, to: i32, plane: i32, room: i32): void {
  for (let c = 0; c < channels; c += 4, at += VECTOR, to += VECTOR) {
    for (let x = 0; x < SEEN; x++) toTileBase(at + x * pixel, row, room + x * VECTOR, SEEN * VECTOR);
    for (let i = 0; i < SEEN; i++)
      toTileBase(room + i * SEEN * VECTOR, VECTOR, to + i * SEEN * plane, plane);
  }
}

/**
 * Maps [n, height + 2 ring - 2, width + 2 ring - 2, outputs] of images [n, height, width, channels] with `ring` zeros
 * around. `panels` from `winogradFilter`. Rooms: `framed`, one image with zeros up to whole tiles and 16 bytes;
 * `tiles` and `sums`, 36 planes of 40 rows of channels rounded up to fours, and of outputs rounded up to eights, with
 * 64 bytes after each plane; `room`, 60 vectors.
 */
export function winogradConvolve(
  images: i32,
  panels: i32,
  maps: i32,
  n: i32,
  height: i32,
  width: i32,
  channels: i32,
  outputs: i32,
  ring: i32,
  framed: i32,
  tiles: i32,
  sums: i32,
  room: i32,
): void {
  const outHeight = height + 2 * ring - 2;
  const outWidth = width + 2 * ring - 2;
  const across = tilesOf(outWidth);
  const perImage = tilesOf(outHeight) * across;
  const rows = SIDE * tilesOf(outHeight) + 2;
  const columns = SIDE * across + 2;
  const pixel = channels << FLOAT;
  const image = height * width * pixel;
  const stride = four(channels) << FLOAT;
  const tilePlane = BLOCK * stride + GAP;
  const sumStride = eight(outputs) << FLOAT;
  const sumPlane = BLOCK * sumStride + GAP;
  const panel = (channels * COLUMNS) << FLOAT;
  const filterPlane = (eight(outputs) * channels) << FLOAT;
  const mapPixel = outputs << FLOAT;
  const total = n * perImage;
  const half = room + PLANES * VECTOR;
  for (let start = 0; start < total; start += BLOCK) {
    const count = min(BLOCK, total - start);
    for (let t = 0; t < count; t++) {
      const own = (start + t) % perImage;
      if (own == 0)
        frameTiles(images + ((start + t) / perImage) * image, height, width, channels, ring, rows, columns, framed);
      const at = framed + ((own / across) * SIDE * columns + (own % across) * SIDE) * pixel;
      tileToBase(at, columns * pixel, pixel, channels, tiles + t * stride, tilePlane, room);
    }
    for (let f = 0; f < PLANES; f++) {
      const a = tiles + f * tilePlane;
      let b = panels + f * filterPlane;
      for (let o = 0; o < outputs; o += COLUMNS, b += panel)
        for (let t = 0; t < count; t += ROWS) {
          const to = sums + f * sumPlane + t * sumStride + (o << FLOAT);
          tile(a + t * stride, stride, min(ROWS, count - t), 1, 0, channels, 0, b, to, sumStride, COLUMNS);
        }
    }
    for (let t = 0; t < count; t++) {
      const own = (start + t) % perImage;
      const y0 = (own / across) * SIDE;
      const x0 = (own % across) * SIDE;
      const high = min(SIDE, outHeight - y0);
      const wide = min(SIDE, outWidth - x0);
      const to = maps + ((((start + t) / perImage) * outHeight + y0) * outWidth + x0) * mapPixel;
      for (let o = 0; o < outputs; o += 4) {
        const from = sums + t * sumStride + (o << FLOAT);
        for (let j = 0; j < SEEN; j++)
          fromSumBase(from + j * sumPlane, SEEN * sumPlane, room + j * VECTOR, SEEN * VECTOR);
        for (let y = 0; y < high; y++) {
          fromSumBase(room + y * SEEN * VECTOR, VECTOR, half, VECTOR);
          for (let x = 0; x < wide; x++)
            storeSome(to + (y * outWidth + x) * mapPixel + (o << FLOAT), v128.load(half + x * VECTOR), outputs - o);
        }
      }
    }
  }
}

/**
 * The gradient with respect to the filter [3, 3, channels, outputs], from those of the maps. Rooms: `framed` and
 * `tiles` as for `winogradConvolve`; `open`, one image of gradients with zeros up to whole tiles and 16 bytes; `panels`,
 * 36 planes of 40 rows of outputs rounded up to eights, with 64 bytes after each plane; `sums`,
 * 36 * ceil(channels / 5) * ceil(outputs / 8) packed tiles; `whole`, 36 planes of channels rows of outputs rounded up to eights;
 * `room`, 60 vectors. There are at least five channels.
 */
export function winogradFilterGradient(
  images: i32,
  gradients: i32,
  result: i32,
  n: i32,
  height: i32,
  width: i32,
  channels: i32,
  outputs: i32,
  ring: i32,
  framed: i32,
  open: i32,
  tiles: i32,
  panels: i32,
  sums: i32,
  whole: i32,
  room: i32,
): void {
  const outHeight = height + 2 * ring - 2;
  const outWidth = width + 2 * ring - 2;
  const across = tilesOf(outWidth);
  const perImage = tilesOf(outHeight) * across;
  const rows = SIDE * tilesOf(outHeight);
  const columns = SIDE * across;
  const pixel = channels << FLOAT;
  const stride = four(channels) << FLOAT;
  const tilePlane = BLOCK * stride + GAP;
  const mapPixel = outputs << FLOAT;
  const wide = eight(outputs);
  const panelPlane = ((BLOCK * wide) << FLOAT) + GAP;
  const tilesDown = (channels + ROWS - 1) / ROWS;
  const sumPlane = tilesDown * (wide / COLUMNS) * TILE;
  const total = n * perImage;
  memory.fill(sums, 0, PLANES * sumPlane);
  for (let start = 0; start < total; start += BLOCK) {
    const count = min(BLOCK, total - start);
    for (let t = 0; t < count; t++) {
      const own = (start + t) % perImage;
      const i = (start + t) / perImage;
      if (own == 0) {
        frameTiles(images + i * height * width * pixel, height, width, channels, ring, rows + 2, columns + 2, framed);
        frameTiles(gradients + i * outHeight * outWidth * mapPixel, outHeight, outWidth, outputs, 0, rows, columns, open);
      }
      const y0 = (own / across) * SIDE;
      const x0 = (own % across) * SIDE;
      const seen = framed + (y0 * (columns + 2) + x0) * pixel;
      tileToBase(seen, (columns + 2) * pixel, pixel, channels, tiles + t * stride, tilePlane, room);
      let at = open + (y0 * columns + x0) * mapPixel;
      for (let o = 0; o < outputs; o += 4, at += VECTOR) {
        const to = panels + (((o & -COLUMNS) * BLOCK + t * COLUMNS + (o & 4)) << FLOAT);
        for (let x = 0; x < SIDE; x++)
          toSumBase(at + x * mapPixel, columns * mapPixel, room + x * VECTOR, SIDE * VECTOR);
        for (let j = 0; j < SEEN; j++)
          toSumBase(room + j * SIDE * VECTOR, VECTOR, to + j * SEEN * panelPlane, panelPlane);
      }
    }
    for (let f = 0; f < PLANES; f++) {
      let at = sums + f * sumPlane;
      for (let c = 0; c < channels; c += ROWS) {
        const a = tiles + f * tilePlane + (min(c, channels - ROWS) << FLOAT);
        for (let o = 0; o < outputs; o += COLUMNS, at += TILE)
          tileTransposed(a, stride, 1, 0, count, panels + f * panelPlane + ((o * BLOCK) << FLOAT), at);
      }
    }
  }
  const plane = (channels * wide) << FLOAT;
  for (let f = 0; f < PLANES; f++) {
    let at = sums + f * sumPlane;
    for (let c = 0; c < channels; c += ROWS)
      for (let o = 0; o < outputs; o += COLUMNS, at += TILE)
        storeTile(at, whole + f * plane + ((min(c, channels - ROWS) * wide + o) << FLOAT), wide << FLOAT, ROWS, COLUMNS);
  }
  for (let c = 0; c < channels; c++)
    for (let o = 0; o < outputs; o += 4) {
      const from = whole + ((c * wide + o) << FLOAT);
      for (let j = 0; j < SEEN; j++) fromFilterBase(from + j * plane, SEEN * plane, room + j * VECTOR, SEEN * VECTOR);
      const half = room + 18 * VECTOR;
      for (let y = 0; y < 3; y++) {
        fromFilterBase(room + y * SEEN * VECTOR, VECTOR, half, VECTOR);
        for (let x = 0; x < 3; x++)
          storeSome(
            result + ((((y * 3 + x) * channels + c) * outputs + o) << FLOAT),
            v128.load(half + x * VECTOR),
            outputs - o,
          );
      }
    }
}
