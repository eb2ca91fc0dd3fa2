/** What the client tells its listener. */
import type { ModelId } from '../core/models.ts';
import type { Engine, ModelFile, Result } from './protocol.ts';

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
  /** What answers; null before it is ready. */
  readonly engine: Engine | null;
  /** Of the newest drawing that this model has answered; null after `forget`. */
  readonly result: Result | null;
}

/** Models answer without the runtime, if more slowly, before it is here and where it fails. */
export interface RuntimeState extends FileProgress {
  readonly phase: Phase;
  /** Why it failed. */
  readonly failure: string | null;
  /** Whether this browser cannot run it, so that trying again is of no use. */
  readonly lasting: boolean;
}

/** Everything there is to show. A new object after every change. */
export interface Snapshot {
  /** `ready` as soon as no model is loading any more and at least one is ready; `failed` when none is. */
  readonly phase: Phase;
  readonly runtime: RuntimeState;
  /** Why nothing can run at all; a single model's failure stands with the model. */
  readonly failure: string | null;
  readonly models: Readonly<Partial<Record<ModelId, ModelState>>>;
}

export function initialModel(file: ModelFile): ModelState {
  const progress = { receivedBytes: 0, totalBytes: file.bytes ?? null };
  return { phase: 'idle', progress, failure: null, engine: null, result: null };
}

/** Before anything has come. */
export function initialSnapshot(files: readonly ModelFile[], phase: 'idle' | 'loading' = 'idle'): Snapshot {
  return {
    phase,
    runtime: { phase: 'idle', receivedBytes: 0, totalBytes: null, failure: null, lasting: false },
    failure: null,
    models: Object.fromEntries(files.map((file) => [file.id, { ...initialModel(file), phase }])),
  };
}

/** The phase of the whole. */
export function overall({ failure, models }: Snapshot): Phase {
  if (failure !== null) return 'failed';
  const phases = Object.values(models).map((model) => model.phase);
  if (phases.includes('loading')) return 'loading';
  if (phases.includes('ready')) return 'ready';
  return phases.includes('failed') ? 'failed' : 'idle';
}
