/** Index of the greatest value; of equals, the first. */
export function greatest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best;
}

/** The two likeliest classes, the likelier first; of equals, the earlier. */
export function topTwo(values: ArrayLike<number>): [winner: number, rival: number] {
  const winner = greatest(values);
  const others = Array.from(values, (value, i) => (i === winner ? -Infinity : value));
  return [winner, greatest(others)];
}
