import { tooMuchInk } from '../../../components/pad/too-much-ink.ts';
import type { ModelId } from '../../../core/models.ts';
import type { Stroke } from '../../../core/strokes.ts';
import type { InferenceClient, ModelState } from '../../../inference/client.ts';
import { pictureOf } from '../picture.ts';
import { type Moment, momentAt, type Place, strokesAt } from './moment.ts';
import { Player } from './player.ts';
import { Recorder } from './recorder.ts';

/** How often the moments are shown anew while the pen is down. */
const WHILE_DRAWING_MS = 300;
/** How long the pen must be up before moments that nobody sees are shown anew. */
const OUT_OF_VIEW_MS = 150;
/** How long nothing must happen before gaps are filled. */
const FILL_AFTER_MS = 200;

export interface Past {
  readonly strokes: readonly Stroke[];
  readonly pixels: Uint8Array | null;
  /** The last one by then; null for none. */
  readonly moment: Moment | null;
}

type States = Readonly<Partial<Record<ModelId, ModelState>>>;

/** What there was to see while the drawing came about, and the way back to any moment of it. */
export class Timeline {
  /** A new array after every change, at most one a frame, and fewer while the pen is down. */
  moments = $state.raw<readonly Moment[]>([]);
  /** What the reader has gone back to; null for now. */
  past = $state.raw<Past | null>(null);
  playing = $state(false);
  /** Index of the moment on show, the last one for now; -1 for none. */
  index = $derived(
    this.past === null
      ? this.moments.length - 1
      : this.past.moment === null
        ? -1
        : momentAt(this.moments, this.past.moment),
  );

  /** Whether anybody looks at the moments: gaps are filled only then. */
  #watched = false;
  /** Whether they are in the window, as far as is known. */
  #inView = true;
  readonly #recorder = new Recorder();
  readonly #askAside: InferenceClient['askAside'];
  #strokes: readonly Stroke[] = [];
  #ready: readonly ModelId[] = [];
  #penDown = false;
  #player: Player | null = null;
  #frame: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(askAside: InferenceClient['askAside']) {
    this.#askAside = askAside;
  }

  watch(): void {
    this.#watched = true;
    this.#fillLater();
  }

  /** Whether the moments are in the window; out of it they are shown anew only when the pen is up. */
  see(inView: boolean): void {
    if (inView === this.#inView) return;
    this.#inView = inView;
    this.#publish();
  }

  /** The drawing on the pad may have changed: see `Recorder.drew`. */
  drew(strokes: readonly Stroke[], penDown: boolean, nowMs: number, sequence: number | null): void {
    this.#recorder.drew({ strokes, penDown, nowMs, sequence });
    this.#strokes = strokes;
    this.#penDown = penDown;
    this.#publish();
    this.#fillLater();
  }

  answered(states: States): void {
    const ready: ModelId[] = [];
    let news = false;
    for (const [model, state] of Object.entries(states) as [ModelId, ModelState][]) {
      if (state.phase === 'ready') ready.push(model);
      if (state.result === null) continue;
      this.#recorder.answered(state.result.sequence, model, state.result.probabilities);
      news = true;
    }
    if (news) this.#publish();
    if (ready.join() === this.#ready.join()) return;
    this.#ready = ready;
    this.#fillLater();
  }

  /** Goes to a moment; the last one is now. */
  go(index: number): void {
    this.#stop();
    const moment = this.moments[Math.max(0, index)];
    if (moment === undefined || index >= this.moments.length - 1) this.past = null;
    else this.#show(strokesAt(this.#strokes, moment), moment);
  }

  /** Back to the present, where whoever draws is too. */
  now(): void {
    this.#stop();
    this.past = null;
  }

  /** Draws the drawing once more, before the reader's eyes; `step`: stroke by stroke, without motion. */
  play(step: boolean): void {
    this.#stop();
    if (this.#strokes.length === 0) return;
    this.playing = true;
    this.#player = new Player(this.#strokes, step, (strokes, place) => {
      if (strokes === null) this.now();
      else this.#show(strokes, place);
    });
  }

  destroy(): void {
    this.#stop();
    clearTimeout(this.#timer);
    clearTimeout(this.#later);
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
  }

  #show(strokes: readonly Stroke[], place: Place | null): void {
    const moment = place === null ? null : (this.moments[momentAt(this.moments, place)] ?? null);
    this.past = { strokes, pixels: pictureOf(strokes), moment };
  }

  #stop(): void {
    this.#player?.stop();
    this.#player = null;
    this.playing = false;
  }

  /**
   * With the next frame. While the pen moves only now and then, and not at all where nobody sees it: a chart takes time
   * that belongs to the bars.
   */
  #publish(): void {
    if (!this.#inView) this.#refreshLater(this.#penDown ? null : OUT_OF_VIEW_MS);
    else if (this.#penDown) this.#later ??= setTimeout(() => this.#refresh(), WHILE_DRAWING_MS);
    else this.#frame ??= requestAnimationFrame(() => this.#refresh());
  }

  /** Anew from now; null for not until more is said. */
  #refreshLater(ms: number | null): void {
    clearTimeout(this.#later);
    this.#later = ms === null ? undefined : setTimeout(() => this.#refresh(), ms);
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
  }

  #refresh(): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
    this.moments = this.#recorder.moments;
  }

  #fillLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fill(), FILL_AFTER_MS);
  }

  /** Asks about a moment that lacks answers, and then about the next; never while the pen is down. */
  #fill(): void {
    if (this.#penDown || !this.#watched) return;
    const gap = this.#recorder.gap(this.#ready);
    if (gap === null) return;
    const strokes = this.#strokes;
    const pixels = pictureOf(strokesAt(strokes, gap.moment));
    if (pixels === null) return;
    if (tooMuchInk(pixels)) {
      this.#recorder.pass(gap.moment);
      this.#fill();
      return;
    }
    this.#askAside(gap.models, pixels, (results) => {
      if (strokes !== this.#strokes) return; // the drawing has changed meanwhile, and `drew` has seen to it
      for (const { model, probabilities } of results) this.#recorder.fill(gap.moment, model, probabilities);
      this.#publish();
      if (results.length > 0) this.#fill();
    });
  }
}
