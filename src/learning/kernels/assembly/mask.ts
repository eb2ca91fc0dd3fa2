/** Dropout. */

/** Turns `n` random numbers of 32 bits, in place, into 0 where they are below `limit`, and into `kept` elsewhere. */
export function dropMask(numbers: i32, n: i32, limit: i32, kept: f32): void {
  const most = i32x4.splat(limit);
  const value = f32x4.splat(kept);
  let i = 0;
  for (; i + 4 <= n; i += 4, numbers += 16)
    v128.store(numbers, v128.and(i32x4.ge_u(v128.load(numbers), most), value));
  for (; i < n; i++, numbers += 4) f32.store(numbers, load<u32>(numbers) < <u32>limit ? 0 : kept);
}
