/**
 * The worker's side of the protocol, free of the worker: the runtime, the network and the clock are passed in.
 * Models come first, one by one, and answer in plain arithmetic; the runtime comes last and takes over.
 */
import type { ModelId } from '../core/models.ts';
import { openPlainModel, type PlainModel } from '../core/plain-model.ts';
import { toInput } from '../core/rasterize.ts';
import { readOnnx } from '../core/read-onnx.ts';
import { type Download, type DownloadEffects, download } from './download.ts';
import {
  assertPixels,
  type LoadRequest,
  type ModelFile,
  PIXEL_COUNT,
  type PredictRequest,
  type Reply,
  type Request,
  type Result,
} from './protocol.ts';

/** A model in the runtime. */
export interface Session {
  /**
   * @param ink 0..1 [784]
   * @returns probabilities [classes]
   */
  run(ink: Float32Array): Promise<Float32Array>;
}

export interface Runtime {
  open(model: Uint8Array): Promise<Session>;
}

export interface HostEffects extends DownloadEffects {
  post(reply: Reply): void;
  /** In milliseconds. */
  now(): number;
  /** Resolves when messages that have come meanwhile have been handled. */
  pause(): Promise<void>;
  /** The runtime's WebAssembly. */
  readonly runtimeFile: Download;
  /** @throws Error for the reader when this browser cannot run the runtime; asked before anything is fetched. */
  assertSupport(): Promise<void>;
  startRuntime(wasm: Uint8Array): Promise<Runtime>;
}

/** Answers wait for those of slower models no longer than this. */
export const HOLD_MS = 8;

/** Ink here and there, for the first runs: of a blank drawing the networks would skip most. */
const SPECKLED = Float32Array.from({ length: PIXEL_COUNT }, (_, pixel) => Number(pixel % 3 === 0));
/** After so many runs plain arithmetic has been compiled. */
const WARM_UP_RUNS = 3;

/** What is here of a model. */
interface Loaded {
  readonly bytes: Uint8Array;
  readonly plain: PlainModel | null;
  /** Why there is no plain model. */
  readonly obstacle: string;
}

/** This browser cannot run the runtime, now or later. */
class Unsupported extends Error {}

/** Answers requests; never throws, every failure becomes an error reply. */
export class Host {
  readonly #effects: HostEffects;
  readonly #loaded = new Map<ModelId, Loaded>();
  readonly #sessions = new Map<ModelId, Session>();
  #runtime: Promise<Runtime> | null = null;

  constructor(effects: HostEffects) {
    this.#effects = effects;
  }

  async handle(request: Request): Promise<void> {
    if (request.type === 'load') await this.#load(request);
    else await this.#predict(request);
  }

  /** One after the other, so that on a slow line nothing delays the first model, and the largest file comes last. */
  async #load({ models, fresh, runtime }: LoadRequest): Promise<void> {
    for (const file of models) await this.#fetch(file, fresh.includes(file.id));
    if (runtime) await this.#handOver(fresh.includes('runtime'));
    if (this.#runtime !== null) return;
    for (const [id, { plain, obstacle }] of this.#loaded)
      if (plain === null) this.#fail('load', id, new Error(obstacle));
  }

  /** Starts the runtime and gives it the models that it does not have. */
  async #handOver(fresh: boolean): Promise<void> {
    try {
      this.#runtime ??= this.#startRuntime(fresh);
      const started = await this.#runtime;
      for (const id of this.#loaded.keys()) {
        if (!this.#sessions.has(id)) await this.#open(id, started);
        await this.#effects.pause();
      }
      if (this.#runtime !== null) this.#effects.post({ type: 'runtime', phase: 'ready' });
    } catch (error) {
      this.#runtime = null;
      this.#fail('load', 'runtime', error);
    }
  }

  /** Fetches a model; from then on it answers plainly. One that has an operator too many waits for the runtime. */
  async #fetch(file: ModelFile, fresh: boolean): Promise<void> {
    const { post } = this.#effects;
    try {
      const onProgress = (receivedBytes: number, totalBytes: number | null) =>
        post({ type: 'progress', file: file.id, receivedBytes, totalBytes });
      const bytes = await download({ ...file, kind: 'model', fresh }, this.#effects, onProgress);
      let plain: PlainModel | null = null;
      let obstacle = '';
      try {
        plain = openPlainModel(readOnnx(bytes));
        // The first runs take a multiple of the later ones: better not under the pen.
        for (let run = 0; run < WARM_UP_RUNS; run++) plain.probabilities(SPECKLED);
      } catch (error) {
        plain = null;
        obstacle = `Without the runtime this model cannot be run: ${reason(error)}.`;
      }
      this.#loaded.set(file.id, { bytes, plain, obstacle });
      if (plain !== null) post({ type: 'ready', model: file.id, engine: 'plain' });
      await this.#effects.pause();
    } catch (error) {
      this.#fail('load', file.id, error);
    }
  }

  async #startRuntime(fresh: boolean): Promise<Runtime> {
    const { post, runtimeFile, assertSupport, startRuntime } = this.#effects;
    post({ type: 'runtime', phase: 'loading' });
    try {
      await assertSupport();
    } catch (error) {
      throw new Unsupported(reason(error));
    }
    const wasm = await download({ ...runtimeFile, fresh }, this.#effects, (receivedBytes, totalBytes) =>
      post({ type: 'progress', file: 'runtime', receivedBytes, totalBytes }),
    );
    return startRuntime(wasm);
  }

  /** Hands a model over to the runtime. One that does not open there goes on as it was. */
  async #open(id: ModelId, runtime: Runtime): Promise<void> {
    const { bytes, plain } = this.#loaded.get(id) as Loaded;
    try {
      const session = await runtime.open(bytes);
      await session.run(SPECKLED); // as above
      if (this.#runtime === null) return; // it has failed meanwhile
      this.#sessions.set(id, session);
      this.#effects.post({ type: 'ready', model: id, engine: 'runtime' });
    } catch (error) {
      if (plain === null) this.#fail('load', id, error);
    }
  }

  /** Answers go out together, or as they come once the first has waited too long. */
  async #predict({ models, sequence, pixels }: PredictRequest): Promise<void> {
    const { post, now } = this.#effects;
    let results: Result[] = [];
    let heldSince = now();
    const ink = toInput(pixels);
    for (const [place, model] of models.entries()) {
      try {
        assertPixels(pixels);
        results.push({ model, sequence, ...(await this.#answer(model, ink)) });
      } catch (error) {
        this.#fail('predict', model, error);
      }
      if (results.length === 0 || place === models.length - 1 || now() - heldSince < HOLD_MS) continue;
      post({ type: 'results', sequence, results, done: false });
      results = [];
      heldSince = now();
    }
    post({ type: 'results', sequence, results, done: true });
  }

  async #answer(model: ModelId, ink: Float32Array): Promise<Omit<Result, 'model' | 'sequence'>> {
    const { now } = this.#effects;
    const session = this.#sessions.get(model);
    if (session !== undefined)
      try {
        const start = now();
        const probabilities = await session.run(ink);
        return { probabilities, engine: 'runtime', latencyMs: now() - start };
      } catch (error) {
        // All sessions share the memory that has failed: on without any of them.
        this.#sessions.clear();
        this.#runtime = null;
        this.#fail('predict', 'runtime', error);
      }
    const loaded = this.#loaded.get(model);
    if (loaded === undefined) throw new Error(`The model ${model} was asked before it was loaded.`);
    if (loaded.plain === null) throw new Error(loaded.obstacle);
    const start = now();
    const probabilities = loaded.plain.probabilities(ink);
    return { probabilities, engine: 'plain', latencyMs: now() - start };
  }

  #fail(during: 'load' | 'predict', file: ModelId | 'runtime', error: unknown): void {
    const lasting = error instanceof Unsupported ? { lasting: true } : {};
    this.#effects.post({ type: 'error', during, file, message: reason(error), ...lasting });
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
