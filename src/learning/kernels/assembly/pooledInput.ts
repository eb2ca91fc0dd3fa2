/** The gradient of a pooled convolution with respect to what it saw. */
import { FLOAT } from './convolution';
import { fused } from './fused';
import { ENTRY, winnersOf } from './pooledLists';
import { storeSome } from './product';

/**
 * Lists the gradients of one image's pooled maps by the place that they reach, in reading order, and there by output:
 * the address that the weights of the output's filter would have for a pixel in column 0, and the gradient. Where the
 * list of each place begins is written to `starts`, those of a row and the end of its last in one row.
 */
function listPlaces(
  open: i32,
  winners: i32,
  turned: i32,
  weights: i32,
  pooledHeight: i32,
  pooledWidth: i32,
  stride: i32,
  pixel: i32,
  list: i32,
  starts: i32,
): void {
  const filters = i32x4(0, weights, 2 * weights, 3 * weights);
  for (let y = 0; y < 2 * pooledHeight; y++) {
    for (let x = 0; x < 2 * pooledWidth; x++) {
      i32.store(starts, list);
      starts += 4;
      const place = i32x4.splat((y & 1) * 2 + (x & 1));
      const at = ((y >> 1) * pooledWidth + (x >> 1)) * stride;
      let addresses = i32x4.add(i32x4.splat(turned - x * pixel), filters);
      for (let o = 0; o < stride; o += 4) {
        const gradients = v128.load(open + ((at + o) << FLOAT));
        const isHere = i32x4.eq(winnersOf(winners + at + o), place);
        const kept = v128.and(v128.and(f32x4.ne(gradients, f32x4.splat(0)), isHere), i32x4.splat(ENTRY));
        const low = i32x4.shuffle(addresses, gradients, 0, 4, 1, 5);
        const high = i32x4.shuffle(addresses, gradients, 2, 6, 3, 7);
        v128.store64_lane(list, low, 0);
        list += i32x4.extract_lane(kept, 0);
        v128.store64_lane(list, low, 1);
        list += i32x4.extract_lane(kept, 1);
        v128.store64_lane(list, high, 0);
        list += i32x4.extract_lane(kept, 2);
        v128.store64_lane(list, high, 1);
        list += i32x4.extract_lane(kept, 3);
        addresses = i32x4.add(addresses, i32x4.splat(4 * weights));
      }
    }
    i32.store(starts, list);
    starts += 4;
  }
}

/**
 * One stripe of 32 channels of a pixel's gradient, or the `count` that are left of it: the sum over the places that saw
 * it, a row of places at a time.
 * `starts` is the row of the uppermost of them, `offset` how far the pixel's weights are from an entry's address there.
 */
function sumChannels(
  starts: i32,
  rowOfStarts: i32,
  rows: i32,
  first: i32,
  last: i32,
  offset: i32,
  turnedRow: i32,
  to: i32,
  count: i32,
): void {
  const zero = f32x4.splat(0);
  let s0 = zero;
  let s1 = zero;
  let s2 = zero;
  let s3 = zero;
  let s4 = zero;
  let s5 = zero;
  let s6 = zero;
  let s7 = zero;
  for (; rows > 0; rows--, starts += rowOfStarts, offset -= turnedRow) {
    const end = i32.load(starts + (last << 2));
    for (let entry = i32.load(starts + (first << 2)); entry < end; entry += ENTRY) {
      const weights = i32.load(entry) + offset;
      const gradient = v128.load32_splat(entry, 4);
      s0 = fused(s0, gradient, v128.load(weights));
      s1 = fused(s1, gradient, v128.load(weights, 16));
      s2 = fused(s2, gradient, v128.load(weights, 32));
      s3 = fused(s3, gradient, v128.load(weights, 48));
      s4 = fused(s4, gradient, v128.load(weights, 64));
      s5 = fused(s5, gradient, v128.load(weights, 80));
      s6 = fused(s6, gradient, v128.load(weights, 96));
      s7 = fused(s7, gradient, v128.load(weights, 112));
    }
  }
  storeSome(to, s0, count);
  if (count > 4) storeSome(to + 16, s1, count - 4);
  if (count > 8) storeSome(to + 32, s2, count - 8);
  if (count > 12) storeSome(to + 48, s3, count - 12);
  if (count > 16) storeSome(to + 64, s4, count - 16);
  if (count > 20) storeSome(to + 80, s5, count - 20);
  if (count > 24) storeSome(to + 96, s6, count - 24);
  if (count > 28) storeSome(to + 112, s7, count - 28);
}

/** Channels that are summed at once. */
const STRIPE: i32 = 32;

/**
 * Writes the gradient with respect to one image [height, width, channels], without the `rows` and `columns` of zeros
 * around it: of each pixel the sum over the places that saw it, in reading order, and there over the outputs, of
 * gradient times weight. `turned` has, for each output, sizeY rows of weights, `turnedRow` bytes each, and room for a
 * stripe after the last. Room at `list` for 8 bytes for each pooled place and output, at `starts` for 4 for each
 * place before pooling and one more a row.
 */
export function gradientOfImage(
  open: i32,
  winners: i32,
  turned: i32,
  gradient: i32,
  height: i32,
  width: i32,
  channels: i32,
  sizeY: i32,
  sizeX: i32,
  rows: i32,
  columns: i32,
  stride: i32,
  turnedRow: i32,
  list: i32,
  starts: i32,
): void {
  const pixel = channels << FLOAT;
  const placesHigh = (height + 2 * rows - sizeY + 1) & -2;
  const placesWide = (width + 2 * columns - sizeX + 1) & -2;
  const rowOfStarts = (placesWide + 1) << 2;
  listPlaces(open, winners, turned, sizeY * turnedRow, placesHigh >> 1, placesWide >> 1, stride, pixel, list, starts);
  for (let y = rows; y < rows + height; y++) {
    const top = max(0, y - sizeY + 1);
    const seenBy = min(y, placesHigh - 1) + 1 - top;
    const from = starts + top * rowOfStarts;
    for (let x = columns; x < columns + width; x++, gradient += pixel) {
      const first = max(0, x - sizeX + 1);
      const last = max(first, min(x, placesWide - 1) + 1);
      for (let c = 0; c < channels; c += STRIPE) {
        const offset = (y - top) * turnedRow + x * pixel + (c << FLOAT);
        const to = gradient + (c << FLOAT);
        const count = channels - c;
        sumChannels(from, rowOfStarts, seenBy, first, last, offset, turnedRow, to, count);
      }
    }
  }
}
