/** One of several machines' shares of the fits. */
export interface Shard {
  /** From 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

/** Whether a fit belongs to a shard: its key alone decides, so that every fit belongs to exactly one, on any machine. */
export const isOfShard = (key: string, { index, of }: Shard): boolean =>
  Number.parseInt(key.slice(0, 12), 16) % of === index - 1;
