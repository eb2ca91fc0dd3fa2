/** The largest of every 2x2 places, a bias and the ReLU. */
import { storeSome } from './product';

/**
 * Of four neighbouring places, in reading order, and of four outputs: stores the largest plus the bias, cut at zero, of
 * the first `count` outputs, and one byte for each of four: which place it was, the first of equals.
 */
@inline
export function pool(
  first: v128,
  second: v128,
  third: v128,
  fourth: v128,
  bias: i32,
  map: i32,
  winner: i32,
  count: i32,
): void {
  let largest = first;
  let isLarger = f32x4.gt(second, largest);
  let place = v128.and(isLarger, i32x4.splat(1));
  largest = v128.bitselect(second, largest, isLarger);
  isLarger = f32x4.gt(third, largest);
  place = v128.bitselect(i32x4.splat(2), place, isLarger);
  largest = v128.bitselect(third, largest, isLarger);
  isLarger = f32x4.gt(fourth, largest);
  place = v128.bitselect(i32x4.splat(3), place, isLarger);
  largest = v128.bitselect(fourth, largest, isLarger);
  storeSome(map, f32x4.max(f32x4.add(largest, v128.load(bias)), f32x4.splat(0)), count);
  // The lowest byte of each of four.
  const bytes = i8x16.swizzle(place, i8x16(0, 4, 8, 12, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16));
  i32.store(winner, i32x4.extract_lane(bytes, 0));
}
