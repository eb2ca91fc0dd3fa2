import { Drawing } from '../../../components/pad/drawing.ts';
import type { Stroke } from '../../../core/strokes.ts';
import { Replay } from '../replay.ts';
import type { Place } from './moment.ts';

/** How long each stroke stands where nothing is to move. */
const STEP_MS = 700;
/** The whole drawing stands for so long before it is over. */
const LAST_MS = 400;
const LONGEST_FRAME_MS = 50;

/** Told of every state of the drawing that is to be shown, and of the end by nulls. */
export type Show = (strokes: readonly Stroke[] | null, place: Place | null) => void;

/** Draws a drawing once more, on a pad of its own: as a hand would, or stroke by stroke where nothing is to move. */
export class Player {
  readonly #show: Show;
  #frame: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(strokes: readonly Stroke[], step: boolean, show: Show) {
    this.#show = show;
    if (step) this.#step(strokes, 1);
    else this.#draw(strokes);
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
  }

  #step(strokes: readonly Stroke[], count: number): void {
    if (count > strokes.length) {
      this.#show(null, null);
      return;
    }
    const shown = strokes.slice(0, count);
    this.#show(shown, placeOf(shown));
    this.#timer = setTimeout(() => this.#step(strokes, count + 1), STEP_MS);
  }

  #draw(strokes: readonly Stroke[]): void {
    const pad = new Drawing();
    const replay = new Replay(pad, strokes);
    let before = performance.now();
    const tick = (now: number) => {
      replay.advance(Math.min(LONGEST_FRAME_MS, Math.max(1, now - before)));
      before = now;
      const shown = pad.strokes;
      this.#show(shown, placeOf(shown));
      if (replay.done) this.#timer = setTimeout(() => this.#show(null, null), LAST_MS);
      else this.#frame = requestAnimationFrame(tick);
    };
    this.#frame = requestAnimationFrame(tick);
  }
}

function placeOf(strokes: readonly Stroke[]): Place | null {
  const last = strokes.at(-1);
  return last === undefined ? null : { strokes: strokes.length, points: last[0].length };
}
