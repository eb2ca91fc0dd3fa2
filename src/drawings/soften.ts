/** The binomial blur 1 2 1 in both directions; pixels beyond the border repeat the border. Returns a new plane. */
export function soften(plane: Float32Array, width: number, height: number): Float32Array {
  const across = new Float32Array(plane.length);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++)
      across[i] = (plane[x > 0 ? i - 1 : i]! + 2 * plane[i]! + plane[x < width - 1 ? i + 1 : i]!) / 4;
  const result = new Float32Array(plane.length);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++)
      result[i] =
        (across[y > 0 ? i - width : i]! + 2 * across[i]! + across[y < height - 1 ? i + width : i]!) / 4;
  return result;
}
