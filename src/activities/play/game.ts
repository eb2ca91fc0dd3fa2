/** The game as a state machine: words, clock, guesses and outcomes. It knows nothing of the page or the network. */
import type { Random } from '../../core/random.ts';
import type { Stroke } from '../../core/strokes.ts';
import { type Deal, dealWords } from './deal-words.ts';
import { ranked } from './ranked.ts';

export const ROUNDS = 6;
/** The word is known when it is the favourite with at least this probability ... */
export const CONFIDENT = 0.5;
/** ... for so long on end, of the round's own time. */
export const HOLD_MS = 400;
/** A tick that comes later than this (the machine slept, say) moves the clock no farther. */
export const LONGEST_TICK_MS = 1000;
/** A favourite below this probability is no guess. */
export const GUESS = 0.3;

/**
 * `intro` until the first start; `prompt`: a word is named, and the clock waits; `drawing`; `paused` by the player or
 * because nobody looks; `outcome` of the round; `over`.
 */
export type Phase = 'intro' | 'prompt' | 'drawing' | 'paused' | 'outcome' | 'over';

export interface Guess {
  readonly word: string;
  readonly probability: number;
  /** Of the round's own time. */
  readonly atMs: number;
}

export interface Round {
  readonly word: string;
  readonly outcome: 'known' | 'timed-out' | 'skipped';
  readonly elapsedMs: number;
  readonly strokes: readonly Stroke[];
  /** Every change of mind, in order. */
  readonly guesses: readonly Guess[];
  /** What the network thought of the last drawing, the most probable first; empty for none. */
  readonly thoughts: readonly { readonly word: string; readonly probability: number }[];
}

export interface GameState {
  readonly phase: Phase;
  /** Words of this game, in order; empty before the first. */
  readonly words: readonly string[];
  /** Rounds that are finished. */
  readonly rounds: readonly Round[];
  /** Of the round under way; null without a clock. */
  readonly limitMs: number | null;
  readonly elapsedMs: number;
  readonly guesses: readonly Guess[];
  /** Whether the network can be asked. While it cannot, no round begins and the clock stands. */
  readonly ready: boolean;
}

/** The word of the round under way, or of the outcome on show; null before a game and after it. */
export function wordOf({ phase, rounds, words }: GameState): string | null {
  return words[phase === 'outcome' ? rounds.length - 1 : rounds.length] ?? null;
}

export interface GameOptions {
  /** In the order of the network's probabilities; at least two. */
  readonly words: readonly string[];
  readonly random: Random;
  /** Which words come; by default any, in any order. */
  readonly deal?: Deal | undefined;
  /** The probability with which the network must name the word; by default `CONFIDENT`. */
  readonly confident?: number | undefined;
  /** Milliseconds of any origin. */
  readonly now: () => number;
  /** A new state after every change. */
  readonly onChange?: (state: GameState) => void;
}

export class Game {
  readonly #options: GameOptions;
  #state: GameState = {
    phase: 'intro',
    words: [],
    rounds: [],
    limitMs: null,
    elapsedMs: 0,
    guesses: [],
    ready: false,
  };
  #tickedAt = 0;
  #strokes: readonly Stroke[] = [];
  #thoughts: Round['thoughts'] = [];
  /** Since when, of the round's time, the network has been sure of the word. */
  #sureSince: number | null = null;

  /** @throws RangeError when there are fewer than two words. */
  constructor(options: GameOptions) {
    if (options.words.length < 2)
      throw new RangeError(`a game needs two words at least, got ${options.words.length}`);
    this.#options = options;
  }

  get state(): GameState {
    return this.#state;
  }

  /** A new game, at any time. @param limitMs for each drawing; null for no clock. */
  start(limitMs: number | null): void {
    const { words, random, deal = dealWords } = this.#options;
    const dealt = deal(words, this.#state.words, ROUNDS, random);
    this.#change({ words: dealt, rounds: [], limitMs });
    this.#prompt();
  }

  /** Whether the network can be asked. */
  setReady(ready: boolean): void {
    if (ready === this.#state.ready) return;
    this.#advance();
    this.#change({ ready });
  }

  /** The player has read the word: the clock starts. */
  begin(): void {
    if (this.#state.phase !== 'prompt' || !this.#state.ready) return;
    this.#tickedAt = this.#options.now();
    this.#change({ phase: 'drawing' });
  }

  /** What stands on the pad now. */
  draw(strokes: readonly Stroke[]): void {
    if (this.#state.phase === 'drawing') this.#strokes = strokes;
  }

  /** What the network says of the drawing, by word; null when there is none to judge. */
  observe(probabilities: ArrayLike<number> | null): void {
    if (this.#state.phase !== 'drawing') return;
    this.#advance();
    this.#thoughts = probabilities === null ? [] : ranked(this.#options.words, probabilities);
    const [first] = this.#thoughts;
    if (first?.word !== this.word || first.probability < (this.#options.confident ?? CONFIDENT))
      this.#sureSince = null;
    else this.#sureSince ??= this.#state.elapsedMs;
    if (first && first.probability >= GUESS && first.word !== this.#state.guesses.at(-1)?.word)
      this.#change({ guesses: [...this.#state.guesses, { ...first, atMs: this.#state.elapsedMs }] });
    this.#settle();
  }

  /** Time has passed. */
  tick(): void {
    this.#advance();
    this.#settle();
  }

  pause(): void {
    if (this.#state.phase !== 'drawing') return;
    this.tick();
    if (this.#state.phase === 'drawing') this.#change({ phase: 'paused' });
  }

  resume(): void {
    if (this.#state.phase !== 'paused') return;
    this.#tickedAt = this.#options.now();
    this.#change({ phase: 'drawing' });
  }

  /** Gives the word up, before or while it is drawn, and goes on to the next. */
  skip(): void {
    const { phase } = this.#state;
    if (phase !== 'prompt' && phase !== 'drawing' && phase !== 'paused') return;
    this.#advance();
    this.#finish('skipped');
    this.next();
  }

  /** From an outcome to the next word, or to the end. */
  next(): void {
    if (this.#state.phase !== 'outcome') return;
    if (this.#state.rounds.length < this.#state.words.length) this.#prompt();
    else this.#change({ phase: 'over' });
  }

  /** As `wordOf` the state. */
  get word(): string | null {
    return wordOf(this.#state);
  }

  #prompt(): void {
    this.#strokes = [];
    this.#thoughts = [];
    this.#sureSince = null;
    this.#change({ phase: 'prompt', elapsedMs: 0, guesses: [] });
  }

  /** Adds what has passed since the last look to the round's time, where its clock runs. */
  #advance(): void {
    const now = this.#options.now();
    const passed = Math.min(Math.max(0, now - this.#tickedAt), LONGEST_TICK_MS);
    this.#tickedAt = now;
    const { phase, ready, elapsedMs, limitMs } = this.#state;
    if (phase === 'drawing' && ready && passed > 0)
      this.#change({ elapsedMs: Math.min(elapsedMs + passed, limitMs ?? Infinity) });
  }

  #settle(): void {
    const { phase, elapsedMs, limitMs } = this.#state;
    if (phase !== 'drawing') return;
    if (this.#sureSince !== null && elapsedMs - this.#sureSince >= HOLD_MS) this.#finish('known');
    else if (limitMs !== null && elapsedMs >= limitMs) this.#finish('timed-out');
  }

  #finish(outcome: Round['outcome']): void {
    const { elapsedMs, guesses, rounds } = this.#state;
    const round: Round = {
      word: this.word as string,
      outcome,
      elapsedMs,
      strokes: this.#strokes,
      guesses,
      thoughts: this.#thoughts,
    };
    this.#change({ phase: 'outcome', rounds: [...rounds, round] });
  }

  #change(change: Partial<GameState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.onChange?.(this.#state);
  }
}
