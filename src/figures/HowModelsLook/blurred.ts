const SIDE = 28;

/**
 * Weighted mean over 3x3 squares, weights 1 2 1 both ways, fewer at the edge: much of the grain of a unit's weights is what
 * chance began with.
 * @param picture [784]
 */
export function blurred(picture: Float32Array): Float32Array {
  return picture.map((_, pixel) => {
    let [sum, total] = [0, 0];
    for (const dy of [-1, 0, 1])
      for (const dx of [-1, 0, 1]) {
        const [x, y] = [(pixel % SIDE) + dx, Math.floor(pixel / SIDE) + dy];
        if (x < 0 || x >= SIDE || y < 0 || y >= SIDE) continue;
        const share = (2 - Math.abs(dx)) * (2 - Math.abs(dy));
        sum += share * (picture[y * SIDE + x] ?? 0);
        total += share;
      }
    return sum / total;
  });
}
