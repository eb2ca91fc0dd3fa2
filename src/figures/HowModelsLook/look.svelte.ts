import { allowFetch, mayFetch } from '../../components/may-fetch.ts';
import { tabStorage } from '../../components/pad/kept-strokes.ts';
import { followInk } from '../../components/pad/readers-ink.ts';
import { readInk } from '../../components/read-ink.ts';
import { fileUrl } from '../../components/site-path.ts';
import type { LookExhibits, LookSource } from './look-source.ts';

/** The reader's own drawing, among the classes on show. */
export const OWN = 'own';

/** A drawing in words: "your drawing", "the cat on show". @param which `OWN` or a class */
export function drawingInWords(which: string): string {
  return which === OWN ? 'your drawing' : `the ${which} on show`;
}

/** This far outside the window a figure is near, and may fetch what it needs. */
const AHEAD = '50% 0px';

/**
 * Which drawing a figure looks at, and whether it may look. The reader's own is looked at as soon as there is one and the
 * figure is near; an exhibit when the reader says so; and where the browser saves data nothing is fetched without a word.
 */
export class Look {
  /** Ink 0..255 [784]; null while there is none. */
  own = $state.raw<Uint8Array | null>(null);
  /** What is to be looked at: `OWN` or a class. Until it is here, another is still shown. */
  chosen = $state('');
  /** What models are to look at, ink 0..255 [784]; null until it is here. */
  ink = $state.raw<Uint8Array | null>(null);
  /** Why the exhibit that is chosen has not come, or empty. */
  failure = $state('');
  near = $state(false);
  /** The reader wants to see it at work. */
  begun = $state(false);
  allowed = $state(false);

  readonly #source: LookSource;
  /** The exhibits that have come, by their classes, ink 0..255 [784]. */
  readonly #come = new Map<string, Uint8Array>();

  constructor(source: LookSource) {
    this.#source = source;
    this.chosen = source.exhibits[0]?.name ?? '';
  }

  /** Whether there is something to look at: then the model is fetched, if it may be. */
  readonly wanted = $derived(this.begun || this.own !== null);
  readonly works = $derived(this.wanted && this.allowed && this.near);
  /** Whether the reader must first say that the model may be fetched. */
  readonly asks = $derived(this.wanted && !this.allowed && this.near);

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
    this.failure = '';
    this.begun ||= begins;
    if (which === OWN) this.ink = this.own;
    else if (this.begun) void this.#fetch(which);
  }

  /** The reader wants to see how it works, with whatever drawing is chosen. */
  begin(): void {
    this.choose(this.chosen);
  }

  /**
   * Which drawing that is which a model has looked at: `OWN` or a class. It is known by its ink, since what a model shows
   * is older than what is chosen for as long as a file is on its way or the model is at work.
   * @param ink 0..255 [784]
   */
  whose(ink: Uint8Array): string {
    for (const [name, exhibit] of this.#come)
      if (exhibit.every((value, pixel) => value === ink[pixel])) return name;
    return OWN;
  }

  async #fetch(name: string): Promise<void> {
    const exhibits = this.exhibitsOf(name);
    if (exhibits === undefined) return;
    try {
      const ink = this.#come.get(name) ?? (await readInk(fileUrl(exhibits), exhibits.index, exhibits.count));
      this.#come.set(name, ink);
      if (this.chosen === name) this.ink = ink;
    } catch (error) {
      if (this.chosen === name) this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  exhibitsOf(name: string): LookExhibits | undefined {
    return this.#source.exhibits.find((each) => each.name === name);
  }
}
