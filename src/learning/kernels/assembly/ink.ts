/** Ink 0..1 of `n` pixels 0..255. */
export function inkOf(pixels: i32, ink: i32, n: i32): void {
  const white = f32x4.splat(255);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const four = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(pixels + i)));
    v128.store(ink + (i << 2), f32x4.div(f32x4.convert_i32x4_u(four), white));
  }
  for (; i < n; i++) f32.store(ink + (i << 2), <f32>load<u8>(pixels + i) / 255);
}
