/**
 * Moves labels apart along one axis so that no two are closer than `gap`, none leaves [min, max],
 * their order is kept and the sum of squared moves is least (pool adjacent violators).
 * Should they not fit, they are set evenly from `min` on with the gap that fits.
 * @param wanted positions in pixels, in any order
 * @returns positions in the order of `wanted`
 */
export function spreadLabels(
  wanted: readonly number[],
  options: { gap: number; min: number; max: number },
): number[] {
  const count = wanted.length;
  if (count === 0) return [];
  const room = options.max - options.min;
  const gap = Math.min(options.gap, count > 1 ? room / (count - 1) : options.gap);
  const order = wanted.map((_, i) => i).sort((a, b) => at(wanted, a) - at(wanted, b) || a - b);

  // With i gaps taken off, "at least a gap apart" reads "not falling": least squares by pooling means.
  const blocks: { mean: number; size: number }[] = [];
  order.forEach((index, rank) => {
    let block = { mean: at(wanted, index) - rank * gap, size: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.mean > block.mean; last = blocks.at(-1)) {
      blocks.pop();
      const size = last.size + block.size;
      block = { mean: (last.mean * last.size + block.mean * block.size) / size, size };
    }
    blocks.push(block);
  });

  const placed = new Array<number>(count);
  const highest = options.max - (count - 1) * gap;
  let rank = 0;
  for (const block of blocks) {
    const base = Math.min(Math.max(block.mean, options.min), highest);
    for (let i = 0; i < block.size; i++, rank++) placed[at(order, rank)] = base + rank * gap;
  }
  return placed;
}

const at = (values: readonly number[], index: number): number => values[index] as number;
