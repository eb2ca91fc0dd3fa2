import type { Point } from '../../components/pad/clip.ts';
import { Drawing } from '../../components/pad/drawing.ts';
import type { Sample } from '../../components/pad/samples.ts';
import { tooMuchInk } from '../../components/pad/too-much-ink.ts';
import { Throttle } from '../../components/throttle.ts';
import { rasterize } from '../../core/rasterize.ts';
import type { Stroke } from '../../core/strokes.ts';
import { InferenceClient } from '../../inference/client.ts';
import { createWorker } from '../../inference/create-worker.ts';
import { followPage } from '../../inference/follow-page.ts';
import type { ModelFile } from '../../inference/protocol.ts';
import { initialSnapshot, type Snapshot } from '../../inference/snapshot.ts';
import { FrameRequest } from './frame-request.ts';
import { simpleForm } from './picture.ts';
import { Replay } from './replay.ts';
import type { ShownExhibit } from './shown-exhibit.ts';
import { Timeline } from './timeline/timeline.svelte.ts';

/** A frame that came late moves a replay no farther than this. */
const LONGEST_FRAME_MS = 50;

/** `scribble`: ink nearly everywhere, of which nobody is asked either. */
export type Extent = Drawing['extent'] | 'scribble';

/** Between two changes of what is said in words and numbers. */
const SAY_EVERY_MS = 120;

/**
 * One reader's drawing and what the models make of it. Every change is shown with the next frame; the models are asked
 * at once, or as soon as they have answered about an older drawing. The fields are for the components to show.
 */
export class Session {
  strokes = $state.raw<readonly Stroke[]>([]);
  extent = $state<Extent>('empty');
  canUndo = $state(false);
  canRedo = $state(false);
  /** What the models see, ink 0..255 [784]; null for nothing. */
  pixels = $state.raw<Uint8Array | null>(null);
  snapshot = $state.raw(initialSnapshot([]));
  /** What there is to say about the models: no faster than can be read, where bars follow at once. */
  said = $state.raw<Snapshot['models']>({});
  readonly timeline = new Timeline((...question) => this.#client.askAside(...question));

  /** On the canvas in place of the drawing, until anything is done to that. */
  exhibit = $state.raw<ShownExhibit | null>(null);
  /** Whether the reader has something for the models, and must say first that they may be fetched. */
  asking = $state(false);
  /** Counts what the reader does to the drawing: what was waited for before is then no longer wanted. */
  acts = $state(0);

  #drawing: Drawing;
  /** What the gesture under way has taken away. */
  #covered: ShownExhibit | null = null;
  #mayFetch: boolean;
  readonly #client: InferenceClient;
  #replay: Replay | null = null;
  readonly #frame = new FrameRequest((now) => this.#tick(now));
  readonly #saying = new Throttle<Snapshot['models']>(SAY_EVERY_MS, (models) => {
    this.said = models;
  });
  #frameAt = 0;
  /** What the models see of the drawing as it is; null when it has changed since. */
  #picture: Uint8Array | null = null;
  /** Whether the drawing has changed while the models were at an older one. */
  #due = false;
  #unfollow: (() => void) | null = null;

  /**
   * @param models in the order of loading.
   * @param drawing what is there already, if anything: it is then shown and asked about at once.
   * @param mayFetch whether models are fetched without more ado; otherwise only after `allow`.
   */
  constructor(models: readonly ModelFile[], drawing = new Drawing(), mayFetch = true) {
    this.#drawing = drawing;
    this.#mayFetch = mayFetch;
    this.#client = new InferenceClient({
      models,
      createWorker,
      onChange: (next) => {
        this.snapshot = next;
        this.#say(next.models);
        if (this.#due && !this.#client.busy) this.#ask();
        this.timeline.answered(next.models);
      },
    });
    this.snapshot = this.#client.snapshot;
    this.said = this.snapshot.models;
    if (!drawing.canUndo && !drawing.canRedo) return;
    this.reach();
    this.#changed();
  }

  /** The drawing as it is; `strokes` is what is shown of it, a frame later. */
  get drawn(): readonly Stroke[] {
    return this.#drawing.strokes;
  }

  /** The reader is about to draw: models and runtime are fetched now. */
  reach(): void {
    this.asking = !this.#mayFetch;
    if (this.asking) return;
    this.#unfollow ??= followPage(this.#client);
    this.#client.start();
  }
  /** The reader lets the models be fetched. */
  allow(): void {
    this.#mayFetch = true;
    this.reach();
    this.#changed();
  }
  retry(): void {
    this.#client.retry();
  }

  begin(point: Point): void {
    const covered = this.exhibit;
    this.#complete();
    this.#covered = covered;
    this.#drawing.begin(point);
    this.#changed(true);
  }
  extend(points: readonly Point[]): void {
    for (const point of points) this.#drawing.extend(point);
    this.#changed();
  }
  lift(): void {
    this.#drawing.end();
    this.#changed(true);
  }
  /** The gesture under way, or the last one, was none of the reader's: all is as it was before. */
  takeBack(): void {
    this.#drawing.takeBack();
    this.exhibit = this.#covered;
    this.#changed(true);
  }
  undo(): void {
    this.#act(() => this.#drawing.undo());
  }
  redo(): void {
    this.#act(() => this.#drawing.redo());
  }
  clear(): void {
    this.#act(() => this.#drawing.clear());
  }

  /** An empty pad that remembers nothing: undo does not bring back what was drawn before. */
  reset(): void {
    this.#replay = null;
    this.exhibit = null;
    this.#drawing = new Drawing();
    this.#client.forget();
    this.strokes = [];
    this.extent = 'empty';
    this.canUndo = false;
    this.canRedo = false;
    this.#changed();
  }

  /** Puts a sample in place of the drawing: at once, or stroke by stroke. */
  show(sample: Pick<Sample, 'strokes'>, atOnce: boolean): void {
    this.reach();
    this.#act(() => {
      if (atOnce) this.#drawing.replace(sample.strokes);
      else {
        this.#drawing.clear();
        this.#replay = new Replay(this.#drawing, sample.strokes);
        this.#frameAt = performance.now();
      }
    });
  }

  /** Goes on with what was drawn on a pad before this one, where nothing was done on this. @param strokes in pad units. */
  resume(strokes: readonly Stroke[]): void {
    this.reach();
    this.#drawing.restore(strokes);
    this.#changed();
  }

  /** Puts a drawing without strokes before the models, as it is; the reader's own goes, and undo brings it back. */
  look(exhibit: ShownExhibit): void {
    this.reach();
    this.clear();
    this.exhibit = exhibit;
    this.#changed();
  }

  destroy(): void {
    this.#unfollow?.();
    this.#due = false;
    this.timeline.destroy();
    this.#saying.stop();
    this.#frame.cancel();
    this.#client.terminate();
  }

  #act(action: () => void): void {
    this.#complete();
    action();
    this.#changed();
  }

  /** A sample that is being drawn is completed before the reader does anything else to the drawing. */
  #complete(): void {
    this.acts += 1;
    this.#replay?.finish();
    this.#replay = null;
    this.exhibit = null;
    this.#covered = null;
  }

  /**
   * Asked about at once; shown with the next frame, however many changes come until then.
   * @param byPen whether a press or a lift of the pen has done it.
   */
  #changed(byPen = false): void {
    this.#picture = null;
    this.timeline.now();
    this.#ask();
    if (byPen) this.#frame.makeSoon();
    else this.#frame.make();
  }

  /** What the models see of the drawing as it is now. */
  #rasterized(): Uint8Array {
    this.#picture ??= rasterize(simpleForm(this.#drawing.strokes));
    return this.#picture;
  }

  #extent(): Extent {
    const { extent } = this.#drawing;
    return extent === 'drawing' && tooMuchInk(this.#rasterized()) ? 'scribble' : extent;
  }

  /** Asks the models, or lets it be until they have answered about the drawing before. */
  #ask(): void {
    this.#due = false;
    // A dot would be blown up to fill the picture, and every model would have an opinion on it, and on a scribble too:
    // they are not asked.
    const shown = this.exhibit !== null;
    if (!this.#mayFetch) this.#record(null);
    else if (this.#client.busy && (shown || this.#drawing.strokes.length > 0)) this.#due = true;
    else if (this.exhibit !== null) this.#client.predict(this.exhibit.pixels);
    else if (this.#extent() !== 'drawing') this.#client.forget();
    else this.#record(this.#client.predict(this.#rasterized()));
  }

  #say(models: Snapshot['models']): void {
    const all = Object.values(models).every(({ result }) => result !== null);
    if (all) this.#saying.offer(models);
    else this.#saying.force(models);
  }

  /** @param sequence of the question about the drawing as it is; null when nobody was asked. */
  #record(sequence: number | null): void {
    const { strokes, penDown } = this.#drawing;
    this.timeline.drew(strokes, penDown, performance.now(), sequence);
  }

  #tick(now: number): void {
    if (this.#replay !== null) {
      this.#replay.advance(Math.min(LONGEST_FRAME_MS, now - this.#frameAt));
      if (this.#replay.done) this.#replay = null;
      this.#changed();
    }
    this.#frameAt = now;
    this.strokes = this.#drawing.strokes;
    this.extent = this.#extent();
    this.canUndo = this.#drawing.canUndo;
    this.canRedo = this.#drawing.canRedo;
    this.pixels = this.exhibit?.pixels ?? (this.extent === 'empty' ? null : this.#rasterized());
    if (!this.#drawing.penDown) this.#record(null);
  }
}
