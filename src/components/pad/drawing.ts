import type { MutableStroke, Stroke } from '../../core/strokes.ts';
import { clipSegment, type Point } from './clip.ts';

/** The pad is a square of this side; strokes are kept in its units, whatever its size on the screen. */
export const PAD_SIDE = 1000;

/** Below this extent a drawing is a dot: blown up to 28 pixels it would be nothing but the hand's tremble. */
const DOT_EXTENT = 30;

/** Nothing, something too small to be anything, or a drawing. */
export type Extent = 'empty' | 'dot' | 'drawing';

/** @param strokes in pad units. */
export function extentOf(strokes: readonly Stroke[]): Extent {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (const [xs, ys] of strokes)
    for (let i = 0; i < xs.length; i++) {
      minX = Math.min(minX, xs[i] as number);
      maxX = Math.max(maxX, xs[i] as number);
      minY = Math.min(minY, ys[i] as number);
      maxY = Math.max(maxY, ys[i] as number);
    }
  if (minX === Infinity) return 'empty';
  return Math.max(maxX - minX, maxY - minY) < DOT_EXTENT ? 'dot' : 'drawing';
}

/** What one press of the pen has left: more than one stroke when it went over the edge and came back. */
type Gesture = readonly Stroke[];

/** A drawing with its history. Clearing and samples are steps like any other, so undo brings a drawing back. */
export class Drawing {
  /** Every state so far, oldest first; `#now` is the one on show, those behind it are for redo. */
  #states: readonly (readonly Gesture[])[] = [[]];
  #now = 0;
  /** The gesture that is under way. */
  #active: MutableStroke[] | null = null;
  #last: Point | null = null;

  /** In the order of drawing, the one under way included. The same stroke is the same array until it grows. */
  get strokes(): readonly Stroke[] {
    const done = (this.#states[this.#now] ?? []).flat();
    return this.#active === null ? done : [...done, ...this.#active];
  }

  get extent(): Extent {
    return extentOf(this.strokes);
  }

  get penDown(): boolean {
    return this.#active !== null;
  }
  get canUndo(): boolean {
    return this.#active !== null || this.#now > 0;
  }
  get canRedo(): boolean {
    return this.#active === null && this.#now < this.#states.length - 1;
  }

  /** Sets the pen down; where a gesture is under way, it ends first. */
  begin(point: Point): void {
    this.end();
    this.#active = [];
    this.#last = point;
    const inside = clipSegment(point, point, PAD_SIDE);
    if (inside !== null) this.#active.push([[point.x], [point.y]]);
  }

  /** Draws on to `point`. What lies over the edge is left out, and a stroke that comes back begins where it enters. */
  extend(point: Point): void {
    const last = this.#last;
    if (this.#active === null || last === null) return;
    if (last.x === point.x && last.y === point.y) return;
    this.#last = point;
    const visible = clipSegment(last, point, PAD_SIDE);
    if (visible === null) return;
    const [from, to] = visible;
    const stroke = this.#active.at(-1);
    if (stroke !== undefined && from === last) {
      stroke[0].push(to.x);
      stroke[1].push(to.y);
    } else
      this.#active.push([
        [from.x, to.x],
        [from.y, to.y],
      ]);
  }

  /** Lifts the pen. */
  end(): void {
    const gesture = this.#active?.filter(([x]) => x.length > 0) ?? [];
    this.#active = null;
    this.#last = null;
    if (gesture.length > 0) this.#commit([...(this.#states[this.#now] ?? []), gesture]);
  }

  /** Takes the gesture under way back, or the last step. */
  undo(): void {
    if (this.#active !== null) this.#drop();
    else this.#now = Math.max(0, this.#now - 1);
  }

  /** The gesture under way, or else the one that was made last, was none: it goes, and cannot be had again. */
  takeBack(): void {
    if (this.#active !== null) this.#drop();
    else if (this.#now > 0 && this.#now === this.#states.length - 1) {
      this.#states = this.#states.slice(0, -1);
      this.#now -= 1;
    }
  }

  redo(): void {
    if (this.canRedo) this.#now += 1;
  }

  clear(): void {
    this.end();
    if ((this.#states[this.#now] ?? []).length > 0) this.#commit([]);
  }

  /** Begins anew with what was drawn before, every stroke a step. @param strokes in pad units; kept, not copied. */
  restore(strokes: readonly Stroke[]): void {
    this.#drop();
    this.#states = [[]];
    this.#now = 0;
    for (const stroke of strokes) this.#commit([...(this.#states[this.#now] ?? []), [stroke]]);
  }

  /** Puts other strokes in place of all there are, as one step. */
  replace(strokes: readonly Stroke[]): void {
    this.end();
    this.#commit(strokes.map((stroke) => [stroke]));
  }

  #drop(): void {
    this.#active = null;
    this.#last = null;
  }

  #commit(state: readonly Gesture[]): void {
    this.#states = [...this.#states.slice(0, this.#now + 1), state];
    this.#now += 1;
  }
}
