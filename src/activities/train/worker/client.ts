/** The page's side of training: starts the worker when it is first needed, and again after it has died. */
import type { AliveReply, Reply, Request, TrainRequest } from './protocol.ts';

/** The part of `Worker` that is used. */
export interface WorkerLike {
  postMessage(request: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Reply | AliveReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface TrainerOptions {
  readonly createWorker: () => WorkerLike;
  readonly onReply: (reply: Reply) => void;
  /** The training has ended without `done`; the message is for the reader. */
  readonly onDeath: (message: string) => void;
  /** How long a worker that trains may be silent before it counts as dead; it says something every second. */
  readonly patienceMs?: number;
}

/** A phone that computes principal components of many drawings is silent for some seconds. */
const PATIENCE_MS = 30_000;
/** How long the worker's script may take to come. */
const STARTUP_MS = 60_000;
/** How soon a worker that is asked to stop has to. */
const STOP_MS = 5000;

export class TrainerClient {
  readonly #options: TrainerOptions;
  #worker: WorkerLike | null = null;
  #training = false;
  /** Whether the worker has said anything yet. */
  #heard = false;
  /** Whether something failed in this worker: what a browser could not load it does not try to load again. */
  #tainted = false;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #stopping: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TrainerOptions) {
    this.#options = options;
  }

  /** Begins a training; one that is going on ends without a word. Nothing is trained twice by itself. */
  train(request: TrainRequest): void {
    if (this.#training || this.#tainted) this.terminate();
    try {
      this.#worker ??= this.#start();
    } catch (error) {
      this.#options.onDeath(`This browser does not let the page start a worker to train in (${error}).`);
      return;
    }
    this.#training = true;
    this.#worker.postMessage(request);
    this.#watch();
  }

  /** Asks the worker to end with what has been learnt; one that does not is ended without. `done` comes either way. */
  stop(): void {
    if (!this.#training || this.#stopping !== undefined) return;
    this.#worker?.postMessage({ type: 'stop' });
    this.#stopping = setTimeout(() => {
      this.terminate();
      this.#options.onReply({ type: 'done' });
    }, STOP_MS);
  }

  /** Ends the worker, and with it the training; nothing is told. The next training starts another. */
  terminate(): void {
    this.#rest();
    this.#worker?.terminate();
    this.#worker = null;
    this.#heard = false;
    this.#tainted = false;
  }

  #start(): WorkerLike {
    const worker = this.#options.createWorker();
    worker.onmessage = ({ data }) => {
      if (worker === this.#worker) this.#receive(data);
    };
    worker.onerror = (event) => {
      event.preventDefault?.(); // handled here; else the page's console reports it again
      const silent = this.#heard ? 'it broke' : 'its script could not be loaded';
      if (worker === this.#worker) this.#died(event.message || silent);
    };
    worker.onmessageerror = () => {
      if (worker === this.#worker) this.#died('it sent what cannot be read');
    };
    return worker;
  }

  #receive(reply: Reply | AliveReply): void {
    this.#heard = true;
    if (!this.#training) return;
    if (reply.type === 'failed') this.#tainted = true;
    if (reply.type === 'done') this.#rest();
    else this.#watch();
    if (reply.type !== 'alive') this.#options.onReply(reply);
  }

  #died(reason: string): void {
    const wasTraining = this.#training;
    this.terminate();
    if (wasTraining)
      this.#options.onDeath(
        `The part of the page that trains has stopped working (${reason}). Your drawings are all here: train again.`,
      );
  }

  /** No training is going on any more. */
  #rest(): void {
    this.#training = false;
    clearTimeout(this.#watchdog);
    clearTimeout(this.#stopping);
    this.#stopping = undefined;
  }

  /** In two halves: after a sleep of the machine the first is long overdue, and the worker needs a moment. */
  #watch(): void {
    clearTimeout(this.#watchdog);
    const ms = this.#heard ? (this.#options.patienceMs ?? PATIENCE_MS) : STARTUP_MS;
    const message = this.#heard ? 'it no longer answers' : 'its script has not come';
    this.#watchdog = setTimeout(() => {
      this.#watchdog = setTimeout(() => this.#died(message), ms / 2);
    }, ms / 2);
  }
}
