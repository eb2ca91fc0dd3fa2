/**
 * The page's side: starts the worker when it is first needed, keeps every model busy with the newest drawing and
 * nothing older, starts a dead worker again once, and tells one listener what there is to show.
 */
import type { ModelId } from '../core/models.ts';
import {
  assertPixels,
  type FileId,
  type ModelFile,
  type Reply,
  type Request,
  type ResultReply,
} from './protocol.ts';

/** The part of `Worker` that is used. */
export interface WorkerLike {
  postMessage(request: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Reply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface FileProgress {
  readonly receivedBytes: number;
  /** Null when unknown. */
  readonly totalBytes: number | null;
}

/** `idle`: not asked for yet. */
export type Phase = 'idle' | 'loading' | 'ready' | 'failed';

export interface ModelState {
  readonly phase: Phase;
  readonly progress: FileProgress;
  /** Why it failed. */
  readonly failure: string | null;
  /** Of the newest drawing that this model has answered; null after `forget`. */
  readonly result: ResultReply | null;
}

/** Everything there is to show. A new object after every change. */
export interface Snapshot {
  /** `ready` as soon as no model is loading any more and at least one is ready; `failed` when none is. */
  readonly phase: Phase;
  readonly runtime: FileProgress;
  /** Why nothing can run at all; a single model's failure stands with the model. */
  readonly failure: string | null;
  readonly models: Readonly<Partial<Record<ModelId, ModelState>>>;
}

export interface ClientOptions {
  /** In the order of loading. */
  readonly models: readonly ModelFile[];
  readonly createWorker: () => WorkerLike;
  readonly onChange?: (snapshot: Snapshot) => void;
  /** Outputs that are wanted beside the probabilities, by model. */
  readonly evidence?: Readonly<Partial<Record<ModelId, readonly string[]>>>;
  /** How long a loaded model may be silent about a drawing before the worker counts as dead. */
  readonly patienceMs?: number;
}

const NOTHING: FileProgress = { receivedBytes: 0, totalBytes: null };

export class InferenceClient {
  readonly #options: ClientOptions;
  #worker: WorkerLike | null = null;
  #snapshot: Snapshot;
  /** Restarts after a death that are still granted; the reader's retry grants one again. */
  #restarts = 1;
  #sequence = 0;
  /** Results up to this sequence are no longer of interest. */
  #forgotten = 0;
  #drawing: { readonly sequence: number; readonly pixels: Uint8Array } | null = null;
  /** Sequence on its way, by model. */
  readonly #busy = new Map<ModelId, number>();
  /** Newest sequence that a model was asked for. */
  readonly #asked = new Map<ModelId, number>();
  #watchdog: ReturnType<typeof setTimeout> | null = null;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#snapshot = {
      phase: 'idle',
      runtime: NOTHING,
      failure: null,
      models: Object.fromEntries(options.models.map((file) => [file.id, initialState(file)])),
    };
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Loads runtime and models. Does nothing when that has begun. */
  start(): void {
    if (this.#snapshot.phase === 'idle') this.#spawn(false);
  }

  /**
   * Asks every model about a drawing, loading them first when need be. An older drawing that has not been sent
   * yet is dropped.
   * @param pixels [784]; copied.
   * @returns the sequence number that the results will carry.
   */
  predict(pixels: Uint8Array): number {
    assertPixels(pixels);
    this.#sequence += 1;
    this.#drawing = { sequence: this.#sequence, pixels: pixels.slice() };
    this.start();
    for (const { id } of this.#options.models) this.#send(id);
    return this.#sequence;
  }

  /** There is no drawing any more: results vanish, and those that are on their way will not be shown. */
  forget(): void {
    this.#drawing = null;
    this.#forgotten = this.#sequence;
    const models = Object.entries(this.#snapshot.models).map(([id, state]) => [
      id,
      { ...state, result: null },
    ]);
    this.#change({ models: Object.fromEntries(models) });
  }

  /** Loads what failed once more, past the cache. */
  retry(): void {
    if (this.#snapshot.phase === 'idle') return;
    this.#restarts = 1;
    if (this.#snapshot.failure !== null || this.#worker === null) {
      this.#spawn(true);
      return;
    }
    const failed = this.#options.models.filter(({ id }) => this.#snapshot.models[id]?.phase === 'failed');
    if (failed.length === 0) return;
    for (const file of failed) this.#changeModel(file.id, { ...initialState(file), phase: 'loading' });
    this.#post({ type: 'load', models: failed, fresh: true });
  }

  /** Ends the worker. `start` and `predict` begin anew. */
  terminate(): void {
    this.#stop();
    this.#drawing = null;
    this.#restarts = 1;
    this.#change({
      failure: null,
      runtime: NOTHING,
      models: Object.fromEntries(this.#options.models.map((file) => [file.id, initialState(file)])),
    });
  }

  #spawn(fresh: boolean): void {
    this.#stop();
    const { models, createWorker } = this.#options;
    this.#change({
      failure: null,
      runtime: NOTHING,
      models: Object.fromEntries(
        models.map((file) => {
          const result = this.#snapshot.models[file.id]?.result ?? null; // stays in view until the new one
          return [file.id, { ...initialState(file), phase: 'loading', result }];
        }),
      ),
    });
    try {
      const worker = createWorker();
      this.#worker = worker;
      worker.onmessage = ({ data }) => {
        if (worker === this.#worker) this.#receive(data);
      };
      worker.onerror = (event) => {
        event.preventDefault?.(); // handled here; else the page's console reports it again
        if (worker === this.#worker) this.#died(event.message || 'its script could not be loaded or broke');
      };
      worker.onmessageerror = () => {
        if (worker === this.#worker) this.#died('it sent what cannot be read');
      };
    } catch (error) {
      this.#failAll(`This browser does not let the page start a worker (${error}).`);
      return;
    }
    this.#post({ type: 'load', models, fresh });
  }

  #stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#busy.clear();
    this.#asked.clear();
    this.#watch();
  }

  #post(request: Request): void {
    this.#worker?.postMessage(request);
  }

  /** Sends the drawing to a model that is ready, free and has not been asked about it. */
  #send(model: ModelId): void {
    const drawing = this.#drawing;
    if (drawing === null || this.#busy.has(model) || this.#snapshot.models[model]?.phase !== 'ready') return;
    if ((this.#asked.get(model) ?? 0) >= drawing.sequence) return;
    this.#busy.set(model, drawing.sequence);
    this.#asked.set(model, drawing.sequence);
    const outputs = this.#options.evidence?.[model] ?? [];
    this.#post({ type: 'predict', model, outputs, ...drawing });
    this.#watch();
  }

  #receive(reply: Reply): void {
    if (reply.type === 'progress') {
      const { file, receivedBytes, totalBytes } = reply;
      const progress = { receivedBytes, totalBytes };
      if (file === 'runtime') this.#change({ runtime: progress });
      else this.#changeModel(file, { progress });
    } else if (reply.type === 'ready') {
      this.#changeModel(reply.model, { phase: 'ready', failure: null });
      this.#send(reply.model);
    } else if (reply.type === 'result') {
      this.#busy.delete(reply.model);
      this.#watch();
      if (reply.sequence > this.#forgotten) this.#changeModel(reply.model, { result: reply });
      this.#send(reply.model);
    } else this.#fail(reply.during, reply.file, reply.message);
  }

  #fail(during: 'load' | 'predict', file: FileId, message: string): void {
    if (file === 'runtime') this.#failAll(message);
    else if (during === 'load') this.#changeModel(file, { phase: 'failed', failure: message });
    // A model that fails on a drawing has most likely taken the runtime's memory with it.
    else this.#died(message);
  }

  #died(message: string): void {
    if (this.#restarts > 0) {
      this.#restarts -= 1;
      this.#spawn(false);
    } else this.#failAll(`The part of the page that runs the models stopped working: ${message}.`);
  }

  #failAll(message: string): void {
    this.#stop();
    const models = Object.entries(this.#snapshot.models).map(([id, state]) => [
      id,
      { ...state, phase: 'failed' as const },
    ]);
    this.#change({ failure: message, models: Object.fromEntries(models) });
  }

  /** One timer over everything that is on its way; every answer sets it anew. */
  #watch(): void {
    if (this.#watchdog !== null) clearTimeout(this.#watchdog);
    this.#watchdog = null;
    if (this.#busy.size > 0)
      this.#watchdog = setTimeout(
        () => this.#died('it no longer answers'),
        this.#options.patienceMs ?? 15_000,
      );
  }

  #changeModel(id: ModelId, change: Partial<ModelState>): void {
    const state = this.#snapshot.models[id];
    if (state === undefined) return;
    this.#change({ models: { ...this.#snapshot.models, [id]: { ...state, ...change } } });
  }

  #change(change: Partial<Snapshot>): void {
    const next = { ...this.#snapshot, ...change };
    this.#snapshot = { ...next, phase: overall(next) };
    this.#options.onChange?.(this.#snapshot);
  }
}

function initialState(file: ModelFile): ModelState {
  const progress = { receivedBytes: 0, totalBytes: file.bytes ?? null };
  return { phase: 'idle', progress, failure: null, result: null };
}

function overall({ failure, models }: Snapshot): Phase {
  if (failure !== null) return 'failed';
  const phases = Object.values(models).map((model) => model.phase);
  if (phases.includes('loading')) return 'loading';
  if (phases.includes('ready')) return 'ready';
  return phases.includes('failed') ? 'failed' : 'idle';
}
