/** What is left of the learning rate when the share 0..1 of all steps is done. */
export type Schedule = (done: number) => number;

/**
 * A learning rate that rises linearly from zero over the share `warmup` of all steps, then falls to zero over the
 * rest: not at all ("none"), along a line, or along half a cosine (Loshchilov and Hutter, 2017).
 *
 * @param family named by the error
 * @throws RangeError for another name than "none", "linear" or "cosine"
 */
export function createSchedule(family: string, decay: string, warmup = 0): Schedule {
  const left = decayOf(family, decay);
  return (done) =>
    done < warmup ? done / warmup : left(warmup === 0 ? done : (done - warmup) / (1 - warmup));
}

function decayOf(family: string, name: string): Schedule {
  switch (name) {
    case 'none':
      return () => 1;
    case 'linear':
      return (done) => 1 - done;
    case 'cosine':
      return (done) => (1 + Math.cos(Math.PI * done)) / 2;
    default:
      throw new RangeError(`${family} decay must be "none", "linear" or "cosine", got "${name}"`);
  }
}
