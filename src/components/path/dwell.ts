/** For so long a block has to be in the window, all told, before it counts as seen: nobody reads what only rushes past. */
export const SEEN_SECONDS = 5;

/** Counts for how many seconds each block of a page has been in the window. */
export class Dwell<Block> {
  readonly #seconds = new Map<Block, number>();
  readonly #inWindow = new Set<Block>();

  /** A block has come into the window, or has left it. */
  show(block: Block, isIn: boolean): void {
    if (isIn) this.#inWindow.add(block);
    else this.#inWindow.delete(block);
  }

  /** A second has passed in which the page could be seen. @returns the blocks that count as seen from now on */
  tick(): Block[] {
    const seen: Block[] = [];
    for (const block of this.#inWindow) {
      const seconds = (this.#seconds.get(block) ?? 0) + 1;
      this.#seconds.set(block, seconds);
      if (seconds === SEEN_SECONDS) seen.push(block);
    }
    return seen;
  }

  /** Blocks that are in the window and have been seen, in no order. */
  stayedWith(): Block[] {
    return [...this.#inWindow].filter((block) => (this.#seconds.get(block) ?? 0) >= SEEN_SECONDS);
  }
}
