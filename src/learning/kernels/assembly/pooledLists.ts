/** Which gradients of pooled maps reach the filter of a convolution, and what their places saw, as lists. */
import { FLOAT } from './convolution';

/** A gradient that reaches the filter from one place: the address of the patch that the place saw, and the gradient. */
export const ENTRY: i32 = 8;

/** A pooled place whose patches hold ink: how far its gradient is into `open`, its winner into `winners`, and its patch. */
const INKED: i32 = 12;

/** Bytes of the list of the pooled places whose patches hold ink. */
export function inkedBytes(pooledHeight: i32, pooledWidth: i32): i32 {
  return INKED * pooledHeight * (pooledWidth + 1);
}

/**
 * Lists the pooled places whose patches hold ink, row by row: the others add nothing to the filter of an image of one
 * channel. After each row comes an entry without a patch. Returns where the list ends.
 */
export function listInked(
  image: i32,
  pooledHeight: i32,
  pooledWidth: i32,
  stride: i32,
  pixel: i32,
  row: i32,
  sizeY: i32,
  sizeX: i32,
  isSparse: bool,
  list: i32,
): i32 {
  const seen = ((sizeX + 1) * pixel) >> FLOAT;
  for (let y = 0; y < pooledHeight; y++) {
    let patch = image + 2 * y * row;
    for (let x = 0; x < pooledWidth; x++, patch += 2 * pixel) {
      const place = y * pooledWidth + x;
      i32.store(list, (place * stride) << FLOAT);
      i32.store(list, place * stride, 4);
      i32.store(list, patch, 8);
      let isInked: i32 = 1;
      if (isSparse) {
        let ink = f32x4.splat(0);
        for (let ky = 0; ky <= sizeY; ky++) {
          const from = patch + ky * row;
          let at = 0;
          for (; at + 4 <= seen; at += 4) ink = v128.or(ink, v128.load(from + (at << FLOAT)));
          if (at < seen) ink = v128.or(ink, v128.load(from + ((seen - 4) << FLOAT)));
        }
        isInked = i32(v128.any_true(ink));
      }
      list += isInked * INKED;
    }
    i32.store(list, 0, 8);
    list += INKED;
  }
  return list;
}

/** Which of its four places was the largest, of four outputs, as numbers 0 to 3. */
@inline
export function winnersOf(address: i32): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(address)));
}

/**
 * Lists what reaches the filters of four outputs, each in reading order of the places before pooling: of every row of
 * pooled places first the winners of the upper row, then those of the lower. The lists begin at `lists`, `room` bytes
 * apart; where each ends is written to `ends`.
 */
export function listOutputs(
  open: i32,
  winners: i32,
  inked: i32,
  inkedEnd: i32,
  pixel: i32,
  row: i32,
  lists: i32,
  room: i32,
  ends: i32,
): void {
  const right = i32x4.splat(pixel);
  let end0 = lists;
  let end1 = end0 + room;
  let end2 = end1 + room;
  let end3 = end2 + room;
  while (inked < inkedEnd) {
    const first = inked;
    for (let lower = 0; lower < 2; lower++) {
      inked = first;
      for (let patch = i32.load(inked, 8); patch != 0; patch = i32.load(inked, 8)) {
        const gradients = v128.load(open + i32.load(inked));
        const places = winnersOf(winners + i32.load(inked, 4));
        const isRight = i32x4.neg(v128.and(places, i32x4.splat(1)));
        const addresses = i32x4.add(i32x4.splat(patch + lower * row), v128.and(isRight, right));
        const isHere = i32x4.eq(i32x4.shr_u(places, 1), i32x4.splat(lower));
        const kept = v128.and(v128.and(f32x4.ne(gradients, f32x4.splat(0)), isHere), i32x4.splat(ENTRY));
        // Written to every list, and kept where it belongs: no branch that cannot be predicted.
        const low = i32x4.shuffle(addresses, gradients, 0, 4, 1, 5);
        const high = i32x4.shuffle(addresses, gradients, 2, 6, 3, 7);
        v128.store64_lane(end0, low, 0);
        v128.store64_lane(end1, low, 1);
        v128.store64_lane(end2, high, 0);
        v128.store64_lane(end3, high, 1);
        end0 += i32x4.extract_lane(kept, 0);
        end1 += i32x4.extract_lane(kept, 1);
        end2 += i32x4.extract_lane(kept, 2);
        end3 += i32x4.extract_lane(kept, 3);
        inked += INKED;
      }
    }
    inked += INKED;
  }
  i32.store(ends, end0);
  i32.store(ends, end1, 4);
  i32.store(ends, end2, 8);
  i32.store(ends, end3, 12);
}
