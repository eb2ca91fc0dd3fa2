/** What a press on the pad is to do: `instead` takes back what a touch has drawn, `after` ends a stroke that was lost. */
export type Ruling = 'draw' | 'instead' | 'after' | 'ignore';

export interface Press {
  readonly id: number;
  /** `mouse`, `pen` or `touch`. */
  readonly type: string;
  readonly isPrimary: boolean;
}

/** For so long after a pen was last seen, a touch is the hand that holds it. */
export const PEN_STAYS_MS = 60_000;
/** A touch that ended so shortly before a pen comes was that hand too. */
export const JUST_BEFORE_MS = 500;

/**
 * Which of the pointers on the pad draws: the first, and all others are let be until it lifts. But a pen comes before
 * every touch, since a hand rests where it writes. Times are in milliseconds, of a clock that only goes forward.
 */
export class PointerOrder {
  #drawing: Press | null = null;
  #penAtMs = -Infinity;
  #touchedAtMs = -Infinity;

  /** The pointer that draws; null for none. */
  get drawing(): number | null {
    return this.#drawing?.id ?? null;
  }

  /** @param isLost whether the browser has forgotten the pointer that draws, without a word to the page. */
  press(press: Press, nowMs: number, isLost: boolean): Ruling {
    if (press.type === 'touch' && this.isPenHere(nowMs)) return 'ignore';
    if (press.type === 'pen' && this.pen(nowMs)) {
      this.#drawing = press;
      return 'instead';
    }
    const before = this.#drawing;
    if (before !== null && !(isLost && press.isPrimary)) return 'ignore';
    this.#drawing = press;
    return before === null ? 'draw' : 'after';
  }

  /**
   * A pen is on the pad or above it.
   * @returns whether a touch has left ink that was none of the reader's; it draws no more.
   */
  pen(nowMs: number): boolean {
    this.#penAtMs = nowMs;
    const drawing = this.#drawing;
    const hand = drawing === null ? nowMs - this.#touchedAtMs < JUST_BEFORE_MS : drawing.type === 'touch';
    this.#touchedAtMs = -Infinity;
    if (hand) this.#drawing = null;
    return hand;
  }

  /** Whether touches leave no ink for now. */
  isPenHere(nowMs: number): boolean {
    return nowMs - this.#penAtMs < PEN_STAYS_MS;
  }

  /** The pointer that draws has lifted; `ink`: and what it drew stays. */
  lift(nowMs: number, ink: boolean): void {
    if (ink && this.#drawing?.type === 'touch') this.#touchedAtMs = nowMs;
    this.#drawing = null;
  }
}
