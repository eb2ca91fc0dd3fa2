/** Watches a drawing grow and keeps what the models said on the way: a bounded number of moments, pure bookkeeping. */

import { extentOf } from '../../../components/pad/drawing.ts';
import type { ModelId } from '../../../core/models.ts';
import type { Stroke } from '../../../core/strokes.ts';
import { cutStroke } from './cuts.ts';
import { comparePlaces, type Moment, type Place, strokesAt } from './moment.ts';
import { notePenTime, penTimesOf } from './pen-times.ts';

/** Beyond this the moments are thinned. */
const MOST_MOMENTS = 80;
/** A pen that rests for longer counts as moving for so long. */
const LONGEST_STEP_MS = 250;

type Draft = { -readonly [key in keyof Moment]: Moment[key] } & {
  answers: Partial<Record<ModelId, ArrayLike<number>>>;
};

export interface Frame {
  /** In pad units; a stroke's array stays the same while it grows and after. */
  readonly strokes: readonly Stroke[];
  readonly penDown: boolean;
  /** In milliseconds, of a clock that only goes forward. */
  readonly nowMs: number;
  /** What the answers about this state will carry; null when nobody was asked. */
  readonly sequence: number | null;
}

export class Recorder {
  #moments: Draft[] = [];
  #strokes: readonly Stroke[] = [];
  /** Points of every stroke, at the last frame. */
  #counts: readonly number[] = [];
  #penDown = false;
  #penMs = 0;
  /** When every stroke began, in pen time. */
  #beganMs: number[] = [];
  #nowMs = 0;
  readonly #asked = new Map<number, Draft>();

  /** As they were then: oldest first, and a copy. */
  get moments(): readonly Moment[] {
    return this.#moments.map((moment) => ({ ...moment, answers: { ...moment.answers } }));
  }

  /**
   * The drawing has changed, or has not. What is gone takes its moments along; strokes that appear with the pen lifted
   * (a sample, a link) get moments as if a hand had drawn them, or as a hand did, where that was seen (a redo, a change
   * of task).
   */
  drew({ strokes, penDown, nowMs, sequence }: Frame): void {
    const watched = penDown || this.#penDown;
    const stepMs = this.#penDown ? Math.min(LONGEST_STEP_MS, Math.max(0, nowMs - this.#nowMs)) : 0;
    const counts = strokes.map(([x]) => x.length);
    const kept = this.#kept(strokes);
    if (kept < this.#strokes.length) {
      this.#moments = this.#moments.filter((moment) => moment.strokes <= kept);
      this.#penMs = this.#moments.at(-1)?.penMs ?? 0;
      this.#beganMs.length = Math.min(kept, this.#beganMs.length);
    }
    const grown = counts.findIndex((count, s) => s >= kept || count !== this.#counts[s]);
    if (grown >= 0) {
      if (watched) this.#penMs += stepMs;
      for (let s = grown; s < strokes.length; s++) this.#stroke(strokes, s, watched);
    }
    this.#strokes = strokes;
    this.#counts = counts;
    this.#penDown = penDown;
    this.#nowMs = nowMs;
    this.#mark(penDown);
    const last = this.#moments.at(-1);
    if (sequence !== null && last !== undefined) this.#asked.set(sequence, last);
    this.#thin();
  }

  /** A model has answered about the drawing of that sequence; what came before it and got no answer never will. */
  answered(sequence: number, model: ModelId, probabilities: ArrayLike<number>): void {
    const moment = this.#asked.get(sequence);
    if (moment === undefined) return;
    moment.answers[model] = probabilities;
    for (const [earlier, skipped] of this.#asked) {
      if (earlier >= sequence) break;
      this.#asked.delete(earlier);
      if (skipped.whole || skipped === moment || Object.keys(skipped.answers).length > 0) continue;
      this.#moments = this.#moments.filter((each) => each !== skipped);
    }
  }

  /** A model has been asked about a place afterwards. Does nothing when the moment is gone. */
  fill(place: Place, model: ModelId, probabilities: ArrayLike<number>): void {
    const moment = this.#moments.find((each) => comparePlaces(each, place) === 0);
    if (moment !== undefined) moment.answers[model] = probabilities;
  }

  /** Nobody is to be asked about this moment. */
  pass(place: Place): void {
    const moment = this.#moments.find((each) => comparePlaces(each, place) === 0);
    if (moment !== undefined) moment.passed = true;
  }

  /**
   * The first moment that one of these models has not answered, with those that have not; none that was passed. The ends
   * of strokes come before what is between them, since they are what the table tells.
   */
  gap(models: readonly ModelId[]): { readonly moment: Moment; readonly models: ModelId[] } | null {
    const ends = this.#moments.filter(({ whole }) => whole);
    for (const moment of [...ends, ...this.#moments]) {
      if (moment.passed) continue;
      const missing = models.filter((model) => moment.answers[model] === undefined);
      if (missing.length > 0) return { moment, models: missing };
    }
    return null;
  }

  /** How many strokes are the same as before, from the first on. */
  #kept(strokes: readonly Stroke[]): number {
    const other = strokes.findIndex((stroke, s) => stroke !== this.#strokes[s]);
    return other < 0 ? strokes.length : other;
  }

  /** Adds the moments of a stroke that is new or has grown. */
  #stroke(strokes: readonly Stroke[], s: number, watched: boolean): void {
    const stroke = strokes[s] as Stroke;
    const last = s === strokes.length - 1;
    if (this.#beganMs.length <= s) this.#beganMs[s] = this.#penMs;
    const beganMs = this.#beganMs[s] as number;
    const now = { points: stroke[0].length, penMs: this.#penMs - beganMs };
    if (watched) notePenTime(stroke, now);
    for (const { points, penMs } of watched ? [now] : (penTimesOf(stroke) ?? cutStroke(stroke))) {
      this.#penMs = beganMs + penMs;
      const place = { strokes: s + 1, points };
      // Models are not asked about a dot. What is on show has been looked at already.
      if (extentOf(strokesAt(strokes, place)) !== 'drawing') continue;
      const before = this.#moments.at(-1);
      if (before !== undefined && comparePlaces(before, place) >= 0) continue;
      this.#moments.push({ ...place, penMs: this.#penMs, whole: !last, answers: {} });
    }
  }

  /** Notes which moments are the ends of strokes. */
  #mark(penDown: boolean): void {
    for (const moment of this.#moments) {
      const growing = penDown && moment.strokes === this.#strokes.length;
      moment.whole = !growing && moment.points === this.#counts[moment.strokes - 1];
    }
  }

  /** Lets go of what leaves the smallest gap, within strokes first; the first moment and the last stay. */
  #thin(): void {
    while (this.#moments.length > MOST_MOMENTS) {
      const spare = this.#moments.slice(1, -1).some(({ whole }) => !whole);
      let smallest = Infinity;
      let found = 1;
      for (let i = 1; i < this.#moments.length - 1; i++) {
        const [before, moment, after] = this.#moments.slice(i - 1, i + 2) as [Draft, Draft, Draft];
        const gap = after.penMs - before.penMs;
        if ((spare && moment.whole) || gap >= smallest) continue;
        smallest = gap;
        found = i;
      }
      this.#moments.splice(found, 1);
    }
  }
}
