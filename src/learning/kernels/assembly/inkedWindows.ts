/**
 * The first layer of the networks here: a convolution of drawings by filters of five by five, with its pooling. Two of
 * three pixels are blank, and what they would add is zero. So each image becomes lists of its ink, row by row; a window
 * of six by six pixels, all that four places to be pooled see, is what those lists have of it; and the four sums of
 * eight outputs stay in registers until the largest is known.
 */
import { FLOAT } from './convolution';
import { fused } from './fused';
import { pool } from './pool';
import { COLUMNS } from './product';

/** Sides of the filter and of the window. */
const FILTER: i32 = 5;
const WINDOW: i32 = 6;
/** Places of a panel with a ring of zeros around the filter, so that whatever a place does not see weighs nothing. */
const RINGED: i32 = 7;
/** Bytes of a panel's weights for one pixel, for a row of them, and for all. */
const TAP: i32 = COLUMNS << FLOAT;
const ROW: i32 = RINGED * TAP;
const PANEL: i32 = RINGED * ROW;
/** Ink of a pixel, and how far the weights of its column are from those of column 0. */
const ENTRY: i32 = 8;

/** Lays packed filters of five by five out with zeros around them. */
export function ring(panels: i32, outputs: i32, ringed: i32): void {
  for (let j = 0; j < outputs; j += COLUMNS, ringed += PANEL) {
    memory.fill(ringed, 0, PANEL);
    for (let ky = 1; ky <= FILTER; ky++, panels += FILTER * TAP)
      memory.copy(ringed + ky * ROW + TAP, panels, FILTER * TAP);
  }
}

/**
 * Lists the ink of an image, row by row, from left to right, and writes the address of the first entry at or after each
 * column to `starts`, width + 1 a row. A row of the list has room for `room` bytes.
 */
function listInk(image: i32, height: i32, width: i32, list: i32, room: i32, starts: i32): void {
  for (let y = 0; y < height; y++, list += room) {
    let end = list;
    for (let x = 0; x < width; x++, image += 4, starts += 4) {
      const ink = f32.load(image);
      i32.store(starts, end);
      f32.store(end, ink);
      i32.store(end, x * TAP, 4);
      end += i32(ink != 0) * ENTRY;
    }
    i32.store(starts, end);
    starts += 4;
  }
}

/** Lists the ink of a window, row by row, from the lists of its six rows; returns where that ends. */
@inline
function listWindow(starts: i32, rowOfStarts: i32, x: i32, to: i32): i32 {
  let down = i32x4.splat(0);
  for (let ky = 0; ky < WINDOW; ky++, starts += rowOfStarts) {
    const from = i32.load(starts + (x << 2));
    // Six at most, two at a time; those that are not of the window are written over.
    v128.store(to, i32x4.add(v128.load(from), down));
    v128.store(to, i32x4.add(v128.load(from, 16), down), 16);
    v128.store(to, i32x4.add(v128.load(from, 32), down), 32);
    to += i32.load(starts + ((x + WINDOW) << 2)) - from;
    down = i32x4.add(down, i32x4(0, ROW, 0, ROW));
  }
  return to;
}

/**
 * One image's maps after pooling, and their winners, as `convolvePooled` has them. Room at `starts` for 4 bytes for
 * each pixel and each row, and for 8 for each pixel and six more a row and, of a window, 42 more.
 */
export function convolveInk(
  image: i32,
  ringed: i32,
  biases: i32,
  maps: i32,
  winners: i32,
  height: i32,
  width: i32,
  outputs: i32,
  stride: i32,
  starts: i32,
): void {
  const list = starts + ((height * (width + 1)) << 2);
  const room = (width + WINDOW) * ENTRY;
  const window = list + height * room;
  const rowOfStarts = (width + 1) << 2;
  const pooledHeight = (height - FILTER + 1) >> 1;
  const pooledWidth = (width - FILTER + 1) >> 1;
  listInk(image, height, width, list, room, starts);
  for (let y = 0; y < pooledHeight; y++, starts += 2 * rowOfStarts)
    for (let x = 0; x < pooledWidth; x++, maps += outputs << FLOAT, winners += stride) {
      const end = listWindow(starts, rowOfStarts, 2 * x, window);
      let panel = ringed - 2 * x * TAP;
      for (let o = 0; o < outputs; o += COLUMNS, panel += PANEL) {
        let s00 = f32x4.splat(0);
        let s01 = s00;
        let s10 = s00;
        let s11 = s00;
        let s20 = s00;
        let s21 = s00;
        let s30 = s00;
        let s31 = s00;
        for (let entry = window; entry < end; entry += ENTRY) {
          const ink = v128.load32_splat(entry);
          const weights = panel + i32.load(entry, 4);
          s30 = fused(s30, ink, v128.load(weights));
          s31 = fused(s31, ink, v128.load(weights, 16));
          s20 = fused(s20, ink, v128.load(weights, TAP));
          s21 = fused(s21, ink, v128.load(weights, TAP + 16));
          s10 = fused(s10, ink, v128.load(weights, ROW));
          s11 = fused(s11, ink, v128.load(weights, ROW + 16));
          s00 = fused(s00, ink, v128.load(weights, ROW + TAP));
          s01 = fused(s01, ink, v128.load(weights, ROW + TAP + 16));
        }
        const to = maps + (o << FLOAT);
        const bias = biases + (o << FLOAT);
        pool(s00, s10, s20, s30, bias, to, winners + o, outputs - o);
        if (outputs - o > 4) pool(s01, s11, s21, s31, bias + 16, to + 16, winners + o + 4, outputs - o - 4);
      }
    }
}
