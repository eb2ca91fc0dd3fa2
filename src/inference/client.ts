/**
 * The page's side: starts the worker when it is first needed, keeps the models busy with the newest drawing and
 * nothing older, starts a dead worker again, and tells one listener what there is to show.
 */
import type { ModelId } from '../core/models.ts';
import {
  assertPixels,
  type ErrorReply,
  type ModelFile,
  type Reply,
  type Request,
  type Result,
} from './protocol.ts';
import { initialModel, initialSnapshot, type ModelState, overall, type Snapshot } from './snapshot.ts';

export type { ModelState, Phase, RuntimeState, Snapshot } from './snapshot.ts';

/** The part of `Worker` that is used. */
export interface WorkerLike {
  postMessage(request: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Reply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface ClientOptions {
  /** In the order of loading. */
  readonly models: readonly ModelFile[];
  readonly createWorker: () => WorkerLike;
  readonly onChange?: (snapshot: Snapshot) => void;
  /** How long the worker may be silent about a drawing before it counts as dead. */
  readonly patienceMs?: number;
  /** How long its script may take to come and say something. */
  readonly startupMs?: number;
}

/** A drawing that is not the one on show. */
interface Aside {
  readonly models: readonly ModelId[];
  readonly pixels: Uint8Array;
  /** Below 0, so that its answers are not taken for those of the drawing on show. */
  readonly sequence: number;
  readonly done: (results: readonly Result[]) => void;
  readonly results: Result[];
}

/** A worker that dies is started again so often: the first time as it was, the second time without the runtime. */
const RESTARTS = 2;
/** Drawings answered after which earlier deaths are forgiven. */
const SOUND_AFTER = 200;
/** Patience with a worker that may have been lost while the page was away. */
const WAKE_MS = 3_000;

export class InferenceClient {
  readonly #options: ClientOptions;
  #worker: WorkerLike | null = null;
  #snapshot: Snapshot;
  #deaths = 0;
  #answered = 0;
  #sequence = 0;
  /** Results up to this sequence are no longer of interest. */
  #forgotten = 0;
  #drawing: { readonly sequence: number; readonly pixels: Uint8Array } | null = null;
  /** Whether the worker has said anything yet. */
  #alive = false;
  /** Whether a drawing is on its way. */
  #busy = false;
  /** Waits until nothing else is asked. */
  #aside: Aside | null = null;
  #asides = 0;
  /** Whether what is on its way was asked aside. */
  #besides = false;
  /** Newest sequence that a model was asked for. */
  readonly #asked = new Map<ModelId, number>();
  #watchdog: ReturnType<typeof setTimeout> | null = null;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#snapshot = initialSnapshot(options.models);
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Whether a drawing is on its way, so that another would have to wait. */
  get busy(): boolean {
    return this.#busy && !this.#besides;
  }

  /** Loads models and runtime. Does nothing when that has begun. */
  start(): void {
    if (this.#snapshot.phase === 'idle') this.#spawn();
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
    this.#send();
    return this.#sequence;
  }

  /**
   * Asks about a drawing that is not the one on show, whose answers stand as they are: its turn comes when those have
   * been given. There is one such question at a time; a newer one takes the place of an older.
   * @param models that are ready.
   * @param pixels [784]; copied.
   * @param done gets the answers; is not called where there are none, such as after `terminate`.
   */
  askAside(models: readonly ModelId[], pixels: Uint8Array, done: Aside['done']): void {
    assertPixels(pixels);
    this.#asides += 1;
    this.#aside = { models, pixels: pixels.slice(), sequence: -this.#asides, done, results: [] };
    this.#send();
  }

  /** There is no drawing any more: results vanish, and those that are on their way will not be shown. */
  forget(): void {
    this.#drawing = null;
    this.#forgotten = this.#sequence;
    this.#changeModels((state) => ({ ...state, result: null }));
  }

  /** Loads what failed once more, past the cache. */
  retry(): void {
    const { phase, runtime, models } = this.#snapshot;
    if (phase === 'idle') return;
    this.#deaths = 0;
    const failed = this.#options.models.filter(({ id }) => models[id]?.phase === 'failed');
    const ids = failed.map(({ id }) => id);
    if (this.#worker === null || runtime.phase === 'failed') {
      // A runtime that has failed in a worker stays so: its script is not loaded twice.
      this.#spawn(runtime.phase === 'failed' ? [...ids, 'runtime'] : ids);
    } else if (failed.length > 0) {
      this.#changeModels((state, { id }) =>
        ids.includes(id) ? { ...initialModel(this.#file(id)), phase: 'loading' } : state,
      );
      this.#post({ type: 'load', models: failed, fresh: ids, runtime: runtime.phase !== 'idle' });
    }
  }

  /**
   * The page is back from where the browser kept it: the worker is asked again, and started again should it be gone.
   */
  wake(): void {
    if (this.#worker === null) return;
    this.#busy = false;
    this.#asked.clear();
    this.#send();
    if (this.#busy) this.#watch(WAKE_MS);
  }

  /** Ends the worker. `start` and `predict` begin anew. */
  terminate(): void {
    this.#stop();
    this.#drawing = null;
    this.#aside = null;
    this.#deaths = 0;
    this.#change(initialSnapshot(this.#options.models));
  }

  #spawn(fresh: readonly ErrorReply['file'][] = []): void {
    this.#stop();
    const { models, createWorker } = this.#options;
    const before = this.#snapshot.models;
    const next = initialSnapshot(models, 'loading');
    // Earlier results stay in view until new ones come.
    this.#change({
      ...next,
      models: Object.fromEntries(
        models.map(({ id }) => [id, { ...next.models[id], result: before[id]?.result ?? null }]),
      ) as Snapshot['models'],
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
    this.#post({ type: 'load', models, fresh, runtime: this.#deaths < RESTARTS });
    this.#watch();
  }

  #stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#alive = false;
    this.#busy = false;
    this.#answered = 0;
    this.#asked.clear();
    this.#watch();
  }

  #post(request: Request): void {
    this.#worker?.postMessage(request);
  }

  /**
   * Sends the drawing, unless one is on its way, to the models that are ready and have not been asked about it; where
   * there are none, what was asked aside.
   */
  #send(): void {
    const drawing = this.#drawing;
    if (this.#busy || this.#worker === null) return;
    const ready = this.#options.models
      .map(({ id }) => id)
      .filter((id) => this.#snapshot.models[id]?.phase === 'ready');
    const models =
      drawing === null ? [] : ready.filter((id) => (this.#asked.get(id) ?? 0) < drawing.sequence);
    this.#besides = models.length === 0;
    if (drawing !== null && models.length > 0) {
      for (const id of models) this.#asked.set(id, drawing.sequence);
      this.#post({ type: 'predict', models, ...drawing });
    } else if (this.#aside !== null) {
      const { sequence, pixels } = this.#aside;
      const able = this.#aside.models.filter((id) => ready.includes(id));
      if (able.length === 0) return;
      this.#aside.results.length = 0;
      this.#post({ type: 'predict', models: able, sequence, pixels });
    } else return;
    this.#busy = true;
    this.#watch();
  }

  #receive(reply: Reply): void {
    if (!this.#alive) {
      this.#alive = true;
      this.#watch();
    }
    if (reply.type === 'progress') {
      const { file, receivedBytes, totalBytes } = reply;
      if (file === 'runtime')
        this.#change({ runtime: { ...this.#snapshot.runtime, receivedBytes, totalBytes } });
      else this.#changeModel(file, { progress: { receivedBytes, totalBytes } });
    } else if (reply.type === 'ready') {
      this.#changeModel(reply.model, { phase: 'ready', failure: null, engine: reply.engine });
      this.#send();
    } else if (reply.type === 'runtime') {
      this.#change({ runtime: { ...this.#snapshot.runtime, phase: reply.phase, failure: null } });
    } else if (reply.type === 'results') {
      if (reply.done) {
        this.#busy = false;
        this.#answered += 1;
        if (this.#answered === SOUND_AFTER) this.#deaths = 0;
      }
      this.#watch();
      const aside = reply.sequence === this.#aside?.sequence ? this.#aside : null;
      aside?.results.push(...reply.results);
      if (reply.sequence >= 0 && reply.sequence > this.#forgotten && reply.results.length > 0)
        this.#changeModels((state, { id }) => {
          const result = reply.results.find(({ model }) => model === id);
          return result === undefined ? state : { ...state, result, engine: result.engine };
        });
      if (aside !== null && reply.done) {
        this.#aside = null;
        aside.done(aside.results); // it may ask the next
      }
      this.#send();
    } else this.#fail(reply);
  }

  #fail({ during, file, message, lasting = false }: ErrorReply): void {
    if (file === 'runtime')
      this.#change({
        runtime: { ...this.#snapshot.runtime, phase: 'failed', failure: message, lasting },
      });
    else if (during === 'load') this.#changeModel(file, { phase: 'failed', failure: message });
    // Plain arithmetic does not fail: something is badly wrong in there.
    else this.#died(message);
  }

  #died(message: string): void {
    this.#deaths += 1;
    if (this.#deaths <= RESTARTS) this.#spawn();
    else this.#failAll(`The part of the page that runs the models stopped working: ${message}.`);
  }

  #failAll(message: string): void {
    this.#stop();
    this.#change({ failure: message });
    this.#changeModels((state) => ({ ...state, phase: 'failed' }));
  }

  /**
   * One timer over everything that the worker owes; every answer sets it anew. It runs in two halves: after a sleep of
   * the machine the first is long overdue, and the worker needs a moment to answer.
   */
  #watch(patienceMs = this.#options.patienceMs ?? 15_000): void {
    if (this.#watchdog !== null) clearTimeout(this.#watchdog);
    this.#watchdog = null;
    if (this.#worker === null || (this.#alive && !this.#busy)) return;
    const ms = this.#alive ? patienceMs : (this.#options.startupMs ?? 60_000);
    const message = this.#alive ? 'it no longer answers' : 'its script has not come';
    this.#watchdog = setTimeout(() => {
      this.#watchdog = setTimeout(() => this.#died(message), ms / 2);
    }, ms / 2);
  }

  #file(id: ModelId): ModelFile {
    return this.#options.models.find((file) => file.id === id) as ModelFile;
  }

  #changeModel(id: ModelId, change: Partial<ModelState>): void {
    this.#changeModels((state, file) => (file.id === id ? { ...state, ...change } : state));
  }

  /** One change, and so one snapshot, however many models it is about. */
  #changeModels(change: (state: ModelState, file: ModelFile) => ModelState): void {
    const models = this.#options.models.map((file) => {
      const state = this.#snapshot.models[file.id] as ModelState;
      return [file.id, change(state, file)];
    });
    this.#change({ models: Object.fromEntries(models) });
  }

  #change(change: Partial<Snapshot>): void {
    const next = { ...this.#snapshot, ...change };
    this.#snapshot = { ...next, phase: overall(next) };
    this.#options.onChange?.(this.#snapshot);
  }
}
