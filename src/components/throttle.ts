/** Lets something through at most once in `everyMs`: the newest at the end of each span, and none twice in a row. */
export class Throttle<T> {
  readonly #everyMs: number;
  readonly #pass: (newest: T) => void;
  #last: { readonly value: T } | null = null;
  #next: { readonly value: T } | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(everyMs: number, pass: (newest: T) => void) {
    this.#everyMs = everyMs;
    this.#pass = pass;
  }

  /** Passes it now where the last one was long enough ago, else when it is. */
  offer(value: T): void {
    this.#next = { value };
    if (this.#timer === null) this.#flush();
  }

  /** Passes it now, whatever passed before; what waits is dropped. */
  force(value: T): void {
    this.stop();
    this.#last = null;
    this.offer(value);
  }

  /** Drops what waits. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#next = null;
  }

  #flush(): void {
    this.#timer = null;
    const next = this.#next;
    this.#next = null;
    if (next === null || next.value === this.#last?.value) return;
    this.#last = next;
    this.#pass(next.value);
    this.#timer = setTimeout(() => this.#flush(), this.#everyMs);
  }
}
