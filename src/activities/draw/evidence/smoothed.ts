const SIDE = 28;

/**
 * Weighted mean over squares of 3 x 3, weights 1 2 1 both ways, fewer at the edge: much of the grain of a unit's
 * weights is what chance began with.
 * @param picture [784]
 */
export function smoothed(picture: Float32Array): Float32Array {
  return picture.map((_, pixel) => {
    let sum = 0;
    let total = 0;
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++) {
        const x = (pixel % SIDE) + dx;
        const y = Math.floor(pixel / SIDE) + dy;
        if (x < 0 || x >= SIDE || y < 0 || y >= SIDE) continue;
        const share = (2 - Math.abs(dx)) * (2 - Math.abs(dy));
        sum += share * (picture[y * SIDE + x] as number);
        total += share;
      }
    return sum / total;
  });
}
