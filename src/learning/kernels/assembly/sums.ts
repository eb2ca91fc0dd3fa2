/** Adds `n` floats to others, in place. */
export function addTo(sums: i32, values: i32, n: i32): void {
  let i = 0;
  for (; i + 4 <= n; i += 4, sums += 16, values += 16) v128.store(sums, f32x4.add(v128.load(sums), v128.load(values)));
  for (; i < n; i++, sums += 4, values += 4) f32.store(sums, f32.load(sums) + f32.load(values));
}
