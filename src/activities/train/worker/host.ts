/** The worker's side of the protocol, free of the worker: the clock, and what has to be loaded, are passed in. */
import { isNetwork, MODEL_NAMES } from '../../../core/models.ts';
import { NothingLearntError } from '../../../learning/nothingLearnt.ts';
import { loadPublished } from '../../../learning/published.ts';
import { datasetHash } from './dataset-hash.ts';
import { ProgressPacer } from './progress.ts';
import type { AliveReply, Reply, Request, TrainJob, TrainRequest } from './protocol.ts';
import { type Lesson, lessonOf, trainModel } from './train-model.ts';

export interface HostEffects {
  post(reply: Reply | AliveReply): void;
  /** In milliseconds. */
  now(): number;
  /** Does something again and again, until what it gives is called. */
  every(ms: number, action: () => void): () => void;
  /** @throws Error for the reader when this browser cannot run the kernels, which need WebAssembly with SIMD. */
  assertKernels(): Promise<void>;
  /** Loads what networks are computed with, where that has not been done. @throws Error for the reader. */
  prepareNetworks(): Promise<void>;
}

/** Between two signs of life. */
const ALIVE_MS = 1000;

/** Answers requests; never throws, every failure becomes a reply. */
export class TrainHost {
  readonly #effects: HostEffects;
  #stopped = false;

  constructor(effects: HostEffects) {
    this.#effects = effects;
  }

  async handle(request: Request): Promise<void> {
    if (request.type === 'stop') {
      this.#stopped = true;
      return;
    }
    this.#stopped = false;
    const { post, every } = this.#effects;
    const quiet = every(ALIVE_MS, () => post({ type: 'alive' }));
    try {
      await this.#trainAll(request);
    } finally {
      quiet();
      post({ type: 'done' });
    }
  }

  async #trainAll(request: TrainRequest): Promise<void> {
    const lesson = lessonOf(request, await datasetHash(request.trainPixels, request.trainLabels));
    // Networks come while others learn; whether that goes well is asked by those who need them.
    const networks = request.jobs.some(({ id }) => isNetwork(id)) ? this.#prepare() : undefined;
    networks?.catch(() => {});
    for (const job of request.jobs) {
      if (this.#stopped) return;
      this.#effects.post({ type: 'begun', model: job.id });
      try {
        if (isNetwork(job.id)) await networks;
        await this.#train(job, lesson);
      } catch (error) {
        if (error instanceof NothingLearntError) continue;
        this.#effects.post({ type: 'failed', model: job.id, message: forReader(job, error) });
      }
    }
  }

  async #prepare(): Promise<void> {
    await this.#effects.assertKernels();
    await this.#effects.prepareNetworks();
  }

  async #train(job: TrainJob, lesson: Lesson): Promise<void> {
    const { post, now, assertKernels } = this.#effects;
    const family = await loadPublished(job.id);
    if (family.needsKernels?.(job.hyperparameters)) await assertKernels();
    const pacer = new ProgressPacer(job.id, now);
    const model = await trainModel(family, job, lesson, {
      now,
      stopped: () => this.#stopped,
      onEpoch: (epoch) => pacer.keep(epoch),
      onProgress(progress) {
        const reply = pacer.next(progress);
        if (reply !== null) post(reply);
      },
    });
    post({ type: 'trained', model });
  }
}

/** A RangeError says what cannot be, and what can; of anything else the reader learns what was going on, too. */
function forReader({ id }: TrainJob, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError || error instanceof ReaderError) return reason;
  return `The ${MODEL_NAMES[id].full.toLowerCase()} could not be trained: ${reason}`;
}

/** Its message is written for the reader. */
export class ReaderError extends Error {}
