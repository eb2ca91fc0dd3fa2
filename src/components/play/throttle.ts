/** Lets a text through at most once in `everyMs`: the newest at the end of each span, and none twice in a row. */
export class Throttle {
  readonly #everyMs: number;
  readonly #say: (text: string) => void;
  #last: string | null = null;
  #next: string | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(everyMs: number, say: (text: string) => void) {
    this.#everyMs = everyMs;
    this.#say = say;
  }

  /** Says it now where the last saying is long enough ago, else when it is. */
  offer(text: string): void {
    this.#next = text;
    if (this.#timer === null) this.#flush();
  }

  /** Says it now, whatever was said before; what waits is dropped. */
  force(text: string): void {
    this.stop();
    this.#last = null;
    this.offer(text);
  }

  /** Says nothing of what waits. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#next = null;
  }

  #flush(): void {
    this.#timer = null;
    const text = this.#next;
    this.#next = null;
    if (text === null || text === this.#last) return;
    this.#last = text;
    this.#say(text);
    this.#timer = setTimeout(() => this.#flush(), this.#everyMs);
  }
}
