import type { Drawing } from '../../components/pad/drawing.ts';
import type { Stroke } from '../../core/strokes.ts';

/** Pen speed in pad units a second, and the pause between two strokes. */
export const SPEED = 2600;
const PAUSE_MS = 70;

/** Draws strokes as a hand would, over several frames, through the same calls that the pointer makes. */
export class Replay {
  readonly #drawing: Drawing;
  readonly #strokes: readonly Stroke[];
  #stroke = 0;
  #point = 0;
  #waitMs = 0;

  constructor(drawing: Drawing, strokes: readonly Stroke[]) {
    this.#drawing = drawing;
    this.#strokes = strokes;
  }

  get done(): boolean {
    return this.#stroke >= this.#strokes.length;
  }

  /** Draws as far as the pen gets in `elapsedMs`. */
  advance(elapsedMs: number): void {
    let left = elapsedMs;
    while (!this.done && left > 0) {
      if (this.#waitMs > 0) {
        const waited = Math.min(left, this.#waitMs);
        this.#waitMs -= waited;
        left -= waited;
      } else left -= this.#step();
    }
  }

  /** Draws all that is left at once. */
  finish(): void {
    while (!this.done) this.#step();
  }

  /** One point; returns the milliseconds that it took. */
  #step(): number {
    const [xs, ys] = this.#strokes[this.#stroke] as Stroke;
    const point = { x: xs[this.#point] as number, y: ys[this.#point] as number };
    let tookMs = 0;
    if (this.#point === 0) this.#drawing.begin(point);
    else {
      const length = Math.hypot(
        point.x - (xs[this.#point - 1] as number),
        point.y - (ys[this.#point - 1] as number),
      );
      tookMs = (length / SPEED) * 1000;
      this.#drawing.extend(point);
    }
    this.#point += 1;
    if (this.#point >= xs.length) {
      this.#drawing.end();
      this.#point = 0;
      this.#stroke += 1;
      this.#waitMs = PAUSE_MS;
    }
    return tookMs;
  }
}
