/** Fetches the drawings of chosen words into classes, one word after the other; what failed can be tried again. */

import type { Word } from '../../../components/words/word.ts';
import { nameProblem } from '../changes.ts';
import { type Example, MOST_CLASSES } from '../project.ts';
import type { Bench } from './bench.svelte.ts';
import { newId } from './new-id.ts';
import { fetchDrawings, newDrawings } from './word-drawings.ts';

export interface WordLoad {
  readonly word: Word;
  /** Drawings that are asked for; null for all. */
  readonly count: number | null;
  /** Why they did not come, for the reader; empty while they are on their way. */
  readonly failure: string;
}

/** With the project that it is for, as the room counts them. */
interface Asked extends WordLoad {
  readonly opened: number;
}

export class WordLoader {
  #asked = $state.raw<readonly Asked[]>([]);
  readonly #bench: Bench;
  readonly #fetch: (word: Word) => Promise<Example[]>;
  /** The last word in the queue. */
  #last: Promise<void> = Promise.resolve();

  constructor(bench: Bench, fetch: (word: Word) => Promise<Example[]> = fetchDrawings) {
    this.#bench = bench;
    this.#fetch = fetch;
  }

  /** What is on its way or has failed, for the project that is there. */
  get loads(): readonly WordLoad[] {
    return this.#asked.filter(({ opened }) => opened === this.#bench.room.opened);
  }

  /** @param count drawings; null for all. @returns when the word's turn is over. */
  load(word: Word, count: number | null): Promise<void> {
    const already = this.loads.find((load) => load.word.word === word.word);
    if (already !== undefined && already.failure === '') return this.#last;
    const asked: Asked = { word, count, failure: '', opened: this.#bench.room.opened };
    this.#put(asked);
    this.#last = this.#last.then(() => this.#fetchNow(asked));
    return this.#last;
  }

  /** Takes back a word that failed. */
  dismiss(word: Word): void {
    this.#asked = this.#asked.filter((load) => load.word !== word);
  }

  /** Nothing comes of it once another project has taken the place of the one that it is for. */
  async #fetchNow(asked: Asked): Promise<void> {
    const { word, count } = asked;
    const isLate = () => asked.opened !== this.#bench.room.opened;
    if (isLate()) return;
    try {
      const problem = this.#problem(word);
      if (problem !== null) throw new Error(problem);
      const drawings = await this.#fetch(word);
      if (isLate()) return;
      this.#keep(word, count, drawings);
      this.dismiss(word);
    } catch (error) {
      if (!isLate()) this.#put({ ...asked, failure: (error as Error).message });
    }
  }

  #put(load: Asked): void {
    const { opened } = this.#bench.room;
    this.#asked = [
      ...this.#asked.filter((other) => other.opened === opened && other.word.word !== load.word.word),
      load,
    ];
  }

  #existing = (word: Word) => this.#bench.classes.find((each) => each.word === word.word);

  /** Why there can be no class of this word. */
  #problem(word: Word): string | null {
    if (this.#existing(word) !== undefined) return null;
    if (this.#bench.full)
      return `${MOST_CLASSES} classes are the most: remove one, then take “${word.word}”.`;
    return nameProblem(this.#bench.room.project, word.word);
  }

  #keep(word: Word, count: number | null, drawings: readonly Example[]): void {
    const { room } = this.#bench;
    const taken = new Set(this.#bench.classes.flatMap(({ examples }) => examples.map(({ id }) => id)));
    const examples = newDrawings(drawings, count, taken);
    const existing = this.#existing(word);
    if (existing !== undefined) {
      if (examples.length > 0) this.#bench.add(existing, examples);
      else this.#bench.say(`“${existing.name}” has all ${drawings.length} drawings that there are.`);
      return;
    }
    const problem = this.#problem(word); // a class may have come meanwhile
    if (problem !== null) throw new Error(problem);
    room.addClass({ id: newId(), name: word.word, word: word.word, examples });
    this.#bench.say(`“${word.word}” is there, with ${examples.length} drawings.`);
  }
}
