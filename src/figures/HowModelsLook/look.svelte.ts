import { allowFetch, mayFetch } from '../../components/may-fetch.ts';
import { tabStorage } from '../../components/pad/kept-strokes.ts';
import { followInk } from '../../components/pad/readers-ink.ts';
import { readInk } from '../../components/read-ink.ts';
import { fileUrl } from '../../components/site-path.ts';
import type { LookExhibits, LookSource } from './look-source.ts';

/** The reader's own drawing, among the classes on show. */
export const OWN = 'own';

/** This far outside the window a figure is near, and may fetch what it needs. */
const AHEAD = '50% 0px';

/**
 * Which drawing a figure looks at, and whether it may look. The reader's own is looked at as soon as there is one and the
 * figure is near; an exhibit when the reader says so; and where the browser saves data nothing is fetched without a word.
 */
export class Look {
  /** Ink 0..255 [784]; null while there is none. */
  own = $state.raw<Uint8Array | null>(null);
  /** `OWN` or a class. */
  chosen = $state('');
  /** What is looked at, ink 0..255 [784]; null until it is here. */
  ink = $state.raw<Uint8Array | null>(null);
  /** Why the exhibit has not come, or empty. */
  failure = $state('');
  near = $state(false);
  /** The reader wants to see it at work. */
  begun = $state(false);
  allowed = $state(false);

  readonly #source: LookSource;

  constructor(source: LookSource) {
    this.#source = source;
    this.chosen = source.exhibits[0]?.name ?? '';
  }

  /** Whether there is something to look at: then the model is fetched, if it may be. */
  readonly wanted = $derived(this.begun || this.own !== null);
  readonly works = $derived(this.wanted && this.allowed && this.near);
  /** Whether the reader must first say that the model may be fetched. */
  readonly asks = $derived(this.wanted && !this.allowed && this.near);

  /** What is looked at, in words. */
  readonly named = $derived(this.chosen === OWN ? 'your drawing' : `the ${this.chosen} on show`);

  /** To be called when the figure is on the page. @returns what ends it. */
  follow(figure: Element): () => void {
    this.allowed = mayFetch(tabStorage());
    const unfollow = followInk((ink) => {
      if (ink === this.own) return;
      this.own = ink;
      if (ink !== null) this.choose(OWN, false);
      else if (this.chosen === OWN) this.choose(this.#source.exhibits[0]?.name ?? '', false);
    });
    const sight = new IntersectionObserver(
      (entries) => {
        this.near = entries.some(({ isIntersecting }) => isIntersecting);
        // Perhaps another figure has been allowed to meanwhile.
        if (this.near) this.allowed = mayFetch(tabStorage());
      },
      { rootMargin: AHEAD },
    );
    sight.observe(figure);
    return () => {
      unfollow();
      sight.disconnect();
    };
  }

  /** The reader lets models be fetched. */
  allow(): void {
    allowFetch(tabStorage());
    this.allowed = true;
  }

  /** Looks at an exhibit, or at the reader's own drawing. @param begins whether the reader has said so */
  choose(which: string, begins = true): void {
    this.chosen = which;
    this.begun ||= begins;
    if (which === OWN) this.ink = this.own;
    else if (this.begun) void this.#fetch(which);
  }

  /** The reader wants to see how it works, with whatever drawing is chosen. */
  begin(): void {
    this.choose(this.chosen);
  }

  async #fetch(name: string): Promise<void> {
    const exhibits = this.exhibitsOf(name);
    if (exhibits === undefined) return;
    try {
      const ink = await readInk(fileUrl(exhibits), exhibits.index, exhibits.count);
      if (this.chosen !== name) return;
      this.ink = ink;
      this.failure = '';
    } catch (error) {
      if (this.chosen === name) this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  exhibitsOf(name: string): LookExhibits | undefined {
    return this.#source.exhibits.find((each) => each.name === name);
  }
}
