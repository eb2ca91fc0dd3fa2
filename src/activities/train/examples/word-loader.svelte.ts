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

export class WordLoader {
  loads = $state.raw<readonly WordLoad[]>([]);
  readonly #bench: Bench;
  readonly #fetch: (word: Word) => Promise<Example[]>;
  /** The last word in the queue. */
  #last: Promise<void> = Promise.resolve();

  constructor(bench: Bench, fetch: (word: Word) => Promise<Example[]> = fetchDrawings) {
    this.#bench = bench;
    this.#fetch = fetch;
  }

  /** @param count drawings; null for all. @returns when the word's turn is over. */
  load(word: Word, count: number | null): Promise<void> {
    const already = this.loads.find((load) => load.word.word === word.word);
    if (already !== undefined && already.failure === '') return this.#last;
    this.#put({ word, count, failure: '' });
    this.#last = this.#last.then(() => this.#fetchNow(word, count));
    return this.#last;
  }

  /** Takes back a word that failed. */
  dismiss(word: Word): void {
    this.loads = this.loads.filter((load) => load.word !== word);
  }

  async #fetchNow(word: Word, count: number | null): Promise<void> {
    try {
      const problem = this.#problem(word);
      if (problem !== null) throw new Error(problem);
      this.#keep(word, count, await this.#fetch(word));
      this.dismiss(word);
    } catch (error) {
      this.#put({ word, count, failure: (error as Error).message });
    }
  }

  #put(load: WordLoad): void {
    this.loads = [...this.loads.filter(({ word }) => word.word !== load.word.word), load];
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
