/**
 * The page's side: paces the questions to the worker that explains, and tells one listener what there is to show.
 * While the pen moves a drawing is explained a few times a second; when it rests, also stroke by stroke.
 */
import type { ModelId } from '../../core/models.ts';
import type { Stroke } from '../../core/strokes.ts';
import type { ModelFile } from '../protocol.ts';
import type {
  DrawingReply,
  EvidenceReply,
  ExhibitFile,
  OcclusionReply,
  Reply,
  Request,
  ShownWeights,
} from './protocol.ts';

/** The part of `Worker` that is used. */
export interface ExplainWorkerLike {
  postMessage(request: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Reply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

type ByModel<T> = Readonly<Partial<Record<ModelId, T>>>;

/** Everything there is to show. A new object after every change. */
export interface Explanation {
  /** `idle`: not asked for yet, or nothing works any more, which `failure` then says. */
  readonly phase: 'idle' | 'running';
  readonly failure: string | null;
  /** Why a single model has no evidence. */
  readonly failures: ByModel<string>;
  readonly weights: ByModel<ShownWeights>;
  /** The drawing that is explained, or null. */
  readonly drawing: DrawingReply | null;
  /** Newest of each model; older than `drawing` for a moment. */
  readonly evidence: ByModel<EvidenceReply>;
  /** Newest of each model; older than `drawing` while the pen moves. */
  readonly occlusion: ByModel<OcclusionReply>;
  /** Whether something is still to come: a model's file, or an explanation of the newest drawing. */
  readonly pending: boolean;
}

export interface ExplainOptions {
  /** In the order of loading. */
  readonly models: readonly ModelFile[];
  readonly exhibits: readonly ExhibitFile[];
  readonly createWorker: () => ExplainWorkerLike;
  /** Whether a drawing that rests is also explained stroke by stroke; it is unless this says no. */
  readonly occludes?: boolean;
  readonly onChange?: (explanation: Explanation) => void;
  /** In milliseconds. */
  now(): number;
  /** Calls `action` once, `ms` later, unless the function that it returns is called first. */
  after(ms: number, action: () => void): () => void;
}

/** The pen rests when it has not moved for so long. */
export const REST_MS = 150;
/** Between two questions while it moves. */
export const PACE_MS = 300;

const NOTHING: Explanation = {
  phase: 'idle',
  failure: null,
  failures: {},
  weights: {},
  drawing: null,
  evidence: {},
  occlusion: {},
  pending: false,
};

export class ExplainClient {
  readonly #options: ExplainOptions;
  #worker: ExplainWorkerLike | null = null;
  #explanation = NOTHING;
  #shown: readonly Stroke[] | Uint8Array | null = null;
  #sequence = 0;
  /** Replies about drawings up to this one are no longer of interest. */
  #forgotten = 0;
  #sentAt = -Infinity;
  /** Newest drawing about which all has been said. */
  #settled = 0;
  /** Models that have loaded or cannot. */
  readonly #arrived = new Set<ModelId>();
  #cancelRest: (() => void) | null = null;

  constructor(options: ExplainOptions) {
    this.#options = options;
  }

  get explanation(): Explanation {
    return this.#explanation;
  }

  /** Starts the worker, which fetches the models, unless it runs or has failed. */
  start(): void {
    if (this.#worker === null && this.#explanation.failure === null) this.#spawn(false);
  }

  /** Begins anew, past the HTTP cache. */
  retry(): void {
    this.terminate();
    this.#spawn(true);
  }

  /** Ends the worker; the drawing stays for the next `start`. */
  terminate(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#cancelRest?.();
    this.#cancelRest = null;
    this.#forgotten = this.#sequence;
    this.#settled = this.#sequence;
    this.#arrived.clear();
    const { pending: _, ...nothing } = NOTHING;
    this.#change(nothing);
  }

  /**
   * The drawing has changed; null when there is none to explain. The same array is the same drawing.
   * @param drawing strokes, or the ink of a drawing without any: 0..255 [784]
   */
  show(drawing: readonly Stroke[] | Uint8Array | null): void {
    if (drawing !== null && drawing === this.#shown) return;
    this.#shown = drawing;
    this.#cancelRest?.();
    this.#cancelRest = null;
    if (drawing === null) {
      this.#forgotten = this.#sequence;
      this.#settled = this.#sequence;
      this.#worker?.postMessage({ type: 'abandon' });
      this.#change({ drawing: null, evidence: {}, occlusion: {} });
      return;
    }
    if (this.#worker === null) return;
    this.#cancelRest = this.#options.after(REST_MS, () => this.#ask(true));
    if (this.#options.now() - this.#sentAt >= PACE_MS) this.#ask(false);
  }

  #spawn(fresh: boolean): void {
    const { createWorker, models, exhibits } = this.#options;
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
      this.#change({ failure: `This browser does not let the page start a worker (${error}).` });
      return;
    }
    this.#change({ phase: 'running' });
    this.#worker.postMessage({ type: 'load', models, exhibits, fresh });
    if (this.#shown !== null) this.#ask(true);
  }

  #died(message: string): void {
    this.terminate();
    this.#change({ failure: `The part of the page that looks for reasons stopped working: ${message}.` });
  }

  #ask(occlude: boolean): void {
    const shown = this.#shown;
    if (shown === null || this.#worker === null) return;
    this.#sequence += 1;
    this.#sentAt = this.#options.now();
    this.#worker.postMessage({
      type: 'explain',
      sequence: this.#sequence,
      ...(shown instanceof Uint8Array ? { strokes: [], ink: shown } : { strokes: shown }),
      occlude: occlude && this.#options.occludes !== false,
    });
    this.#change({});
  }

  #receive(reply: Reply): void {
    const { failures, weights, evidence, occlusion } = this.#explanation;
    if (reply.type === 'ready' || reply.type === 'error') this.#arrived.add(reply.model);
    if (reply.type === 'ready') {
      if (this.#sequence > this.#forgotten) this.#settled = Math.min(this.#settled, this.#sequence - 1); // not by it
      const { [reply.model]: _, ...others } = failures;
      const added = reply.weights === undefined ? weights : { ...weights, [reply.model]: reply.weights };
      this.#change({ failures: others, weights: added });
    } else if (reply.type === 'error')
      this.#change({ failures: { ...failures, [reply.model]: reply.message } });
    else if (reply.sequence <= this.#forgotten) return;
    else if (reply.type === 'drawing') this.#change({ drawing: reply });
    else if (reply.type === 'evidence') this.#change({ evidence: { ...evidence, [reply.model]: reply } });
    else if (reply.type === 'occlusion') this.#change({ occlusion: { ...occlusion, [reply.model]: reply } });
    else {
      this.#settled = reply.sequence;
      this.#change({});
    }
  }

  #change(change: Partial<Omit<Explanation, 'pending'>>): void {
    const loading = this.#worker !== null && this.#arrived.size < this.#options.models.length;
    const pending = loading || this.#settled < this.#sequence;
    this.#explanation = { ...this.#explanation, ...change, pending };
    this.#options.onChange?.(this.#explanation);
  }
}
