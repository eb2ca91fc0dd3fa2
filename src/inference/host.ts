/** The worker's side of the protocol, free of the worker: the runtime, the network and the clock are passed in. */
import type { ModelId } from '../core/models.ts';
import { type Download, type DownloadEffects, download } from './download.ts';
import {
  assertPixels,
  type LoadRequest,
  type ModelFile,
  PIXEL_COUNT,
  type PredictRequest,
  type Reply,
  type Request,
  type Tensor,
} from './protocol.ts';

/** A loaded model. */
export interface Session {
  /**
   * @param drawing ink 0..1 [1, 1, 28, 28]
   * @returns the named outputs.
   * @throws Error for a name that the model does not have.
   */
  run(drawing: Float32Array, outputs: readonly string[]): Promise<Readonly<Record<string, Tensor>>>;
}

export interface Runtime {
  open(model: Uint8Array): Promise<Session>;
}

export interface HostEffects extends DownloadEffects {
  post(reply: Reply): void;
  /** In milliseconds. */
  now(): number;
  /** The runtime's WebAssembly. */
  readonly runtimeFile: Download;
  /** @throws Error for the reader when this browser cannot run the runtime; asked before anything is fetched. */
  assertSupport(): Promise<void>;
  startRuntime(wasm: Uint8Array): Promise<Runtime>;
}

/** Answers requests; never throws, every failure becomes an error reply. */
export class Host {
  readonly #effects: HostEffects;
  readonly #sessions = new Map<ModelId, Session>();
  #runtime: Promise<Runtime> | null = null;

  constructor(effects: HostEffects) {
    this.#effects = effects;
  }

  async handle(request: Request): Promise<void> {
    if (request.type === 'load') await this.#load(request);
    else await this.#predict(request);
  }

  /**
   * The runtime and the first model come down together, since nothing can be answered without both; the others
   * wait until the runtime is here, then come one by one.
   */
  async #load({ models, fresh }: LoadRequest): Promise<void> {
    this.#runtime ??= this.#startRuntime(fresh);
    const runtime = this.#runtime;
    let arrived: Promise<unknown> = Promise.resolve();
    const opened = models.map((file, index) => {
      const bytes = arrived.then(() => this.#download(file, fresh));
      const settled = bytes.catch(() => undefined);
      arrived = index === 0 ? settled.then(() => runtime) : settled;
      arrived.catch(() => undefined); // a runtime that failed is reported below
      return this.#open(file.id, bytes, runtime);
    });
    try {
      await runtime;
    } catch (error) {
      this.#runtime = null;
      this.#fail('load', 'runtime', error);
    }
    await Promise.all(opened);
  }

  #download(file: ModelFile, fresh: boolean): Promise<Uint8Array> {
    const { post } = this.#effects;
    return download({ ...file, kind: 'model', fresh }, this.#effects, (receivedBytes, totalBytes) =>
      post({ type: 'progress', file: file.id, receivedBytes, totalBytes }),
    );
  }

  async #startRuntime(fresh: boolean): Promise<Runtime> {
    const { post, runtimeFile, assertSupport, startRuntime } = this.#effects;
    await assertSupport();
    const wasm = await download({ ...runtimeFile, fresh }, this.#effects, (receivedBytes, totalBytes) =>
      post({ type: 'progress', file: 'runtime', receivedBytes, totalBytes }),
    );
    return startRuntime(wasm);
  }

  async #open(model: ModelId, file: Promise<Uint8Array>, runtime: Promise<Runtime>): Promise<void> {
    const started = await runtime.catch(() => null);
    try {
      if (started === null) return; // said once, for the runtime
      const bytes = await file;
      const session = await started.open(bytes);
      // The first run allocates and takes a multiple of the later ones: better here than under the reader's pen.
      await session.run(new Float32Array(PIXEL_COUNT), ['probabilities']);
      this.#sessions.set(model, session);
      this.#effects.post({ type: 'ready', model });
    } catch (error) {
      this.#fail('load', model, error);
    }
  }

  async #predict({ model, sequence, pixels, outputs }: PredictRequest): Promise<void> {
    try {
      const session = this.#sessions.get(model);
      if (session === undefined) throw new Error(`The model ${model} was asked before it was loaded.`);
      assertPixels(pixels);
      const drawing = Float32Array.from(pixels, (ink) => ink / 255); // [1, 1, 28, 28]
      const start = this.#effects.now();
      const { probabilities, ...evidence } = await session.run(drawing, ['probabilities', ...outputs]);
      const latencyMs = this.#effects.now() - start;
      if (!(probabilities?.data instanceof Float32Array))
        throw new Error(`The model ${model} gave no float32 output "probabilities".`);
      const { data } = probabilities;
      this.#effects.post({ type: 'result', model, sequence, probabilities: data, evidence, latencyMs });
    } catch (error) {
      this.#fail('predict', model, error);
    }
  }

  #fail(during: 'load' | 'predict', file: ModelId | 'runtime', error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#effects.post({ type: 'error', during, file, message });
  }
}
