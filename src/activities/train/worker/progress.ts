import type { TrainableId } from '../../../core/models.ts';
import type { Epoch, FitProgress } from '../../../learning/classifier.ts';
import type { ProgressReply } from './protocol.ts';

/** Between two replies: ten a second are as many as anybody can follow. */
const PACE_MS = 100;
/** What is left to do is guessed from at least so much work. */
const GUESS_AFTER_MS = 300;

/**
 * Turns the progress of one fit into replies at a pace that a page can follow; epochs wait for the next one. The last
 * are left to the `trained` reply, which tells of all.
 */
export class ProgressPacer {
  readonly #model: TrainableId;
  readonly #now: () => number;
  #epochs: Epoch[] = [];
  /** Of the stretch of work that time left is guessed from. */
  #begun: { readonly at: number; readonly done: number } | null = null;
  #last: FitProgress | null = null;
  #sentAt = Number.NEGATIVE_INFINITY;

  /** @param now in milliseconds */
  constructor(model: TrainableId, now: () => number) {
    this.#model = model;
    this.#now = now;
  }

  /** Keeps an epoch that has ended for the next reply. */
  keep(epoch: Epoch): void {
    this.#epochs.push(epoch);
  }

  /** @returns null when it is not time yet. */
  next(progress: FitProgress): ProgressReply | null {
    const now = this.#now();
    // What begins again, such as a refit, has another pace.
    if (this.#begun === null || progress.done < (this.#last?.done ?? 0))
      this.#begun = { at: now, done: progress.done };
    this.#last = progress;
    if (now - this.#sentAt < PACE_MS) return null;
    this.#sentAt = now;
    const { done, total, unit } = progress;
    const epochs = this.#epochs;
    this.#epochs = [];
    return { type: 'progress', model: this.#model, done, total, unit, secondsLeft: this.#left(now), epochs };
  }

  #left(now: number): number | null {
    const { at, done: from } = this.#begun as { at: number; done: number };
    const { done, total } = this.#last as FitProgress;
    if (now - at < GUESS_AFTER_MS || done <= from) return null;
    return (((now - at) / (done - from)) * (total - done)) / 1000;
  }
}
