/** The page's side of the worker that reads pictures: one at a time, and one that kills the worker costs only itself. */
import type { Reply, Request } from './protocol.ts';

/** The part of `Worker` that is used. */
export interface PictureWorkerLike {
  postMessage(request: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Reply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface PictureClientOptions {
  readonly createWorker: () => PictureWorkerLike;
  /** A picture that has taken longer is given up, in milliseconds (default 60,000). */
  readonly patienceMs?: number;
  /** Calls `action` once, `ms` later, unless the function that it returns is called first. */
  after?(ms: number, action: () => void): () => void;
}

const byTimer = (ms: number, action: () => void) => {
  const timer = setTimeout(action, ms);
  return () => clearTimeout(timer);
};

export class PictureClient {
  readonly #options: PictureClientOptions;
  #worker: PictureWorkerLike | null = null;
  /** What is being read, and how to answer for it. */
  #asked: { readonly id: string; answer(reply: Reply): void } | null = null;

  constructor(options: PictureClientOptions) {
    this.#options = options;
  }

  /**
   * Reads a picture; always answers. Not to be called before the last call has been answered.
   * @throws Error when it is.
   */
  read(request: Request): Promise<Reply> {
    if (this.#asked !== null) throw new Error('one picture at a time');
    return new Promise((resolve) => {
      const { patienceMs = 60_000, after = byTimer } = this.#options;
      const cancelPatience = after(patienceMs, () => this.#died('It took too long to read.'));
      this.#asked = {
        id: request.id,
        answer: (reply) => {
          cancelPatience();
          this.#asked = null;
          resolve(reply);
        },
      };
      try {
        this.#worker ??= this.#start();
        this.#worker.postMessage(request);
      } catch (error) {
        this.#died(`Your browser cannot read pictures in the background (${error}).`);
      }
    });
  }

  /** Ends the worker; a picture that it is reading is answered for as refused. */
  terminate(): void {
    this.#died('It was not read to the end.');
  }

  #start(): PictureWorkerLike {
    const worker = this.#options.createWorker();
    worker.onmessage = ({ data }) => {
      if (worker === this.#worker && data.id === this.#asked?.id) this.#asked.answer(data);
    };
    worker.onerror = (event) => {
      event.preventDefault?.(); // handled here; else the page's console reports it again
      if (worker === this.#worker)
        this.#died('Reading it broke the reader: it may be too large, or damaged.');
    };
    worker.onmessageerror = () => {
      if (worker === this.#worker) this.#died('What came of it cannot be read.');
    };
    return worker;
  }

  #died(message: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#asked?.answer({ type: 'refused', id: this.#asked.id, message, shown: null });
  }
}
