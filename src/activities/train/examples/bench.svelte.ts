/** What the reader is about to do with the examples: in which way, to which class, and what was done last. */
import { nameProblem } from '../changes.ts';
import { type Example, type ExampleClass, MOST_CLASSES, MOST_EXAMPLES } from '../project.ts';
import type { Room } from '../room.svelte.ts';
import { newId } from './new-id.ts';

/** How examples come in. */
export type Way = 'words' | 'draw' | 'pictures';

export class Bench {
  readonly room: Room;
  way = $state<Way>('words');
  /** What is suggested as the name of the next class. */
  suggestion = $state('');
  #target = $state('');
  #said = $state.raw({ text: '', opened: 0 });

  constructor(room: Room) {
    this.room = room;
  }

  get classes(): readonly ExampleClass[] {
    return this.room.project.classes;
  }
  get full(): boolean {
    return this.classes.length >= MOST_CLASSES;
  }

  /** The class that drawings go to; null for one that is yet to be made. */
  get target(): ExampleClass | null {
    if (this.#target === '') return null;
    return this.classes.find(({ id }) => id === this.#target) ?? null;
  }
  /** @param id of a class; empty for a new one. */
  aim(id: string): void {
    this.#target = id;
  }

  /** What was done last to the project that is there, for a live region. */
  get said(): string {
    return this.#said.opened === this.room.opened ? this.#said.text : '';
  }
  say(text: string): void {
    this.#said = { text, opened: this.room.opened };
  }

  /** Makes an empty class and aims at it. @returns why not, for the reader; null when it is there. */
  makeClass(name: string): string | null {
    if (this.full) return `${MOST_CLASSES} classes are the most: remove one first.`;
    const problem = nameProblem(this.room.project, name);
    if (problem !== null) return problem;
    const id = newId();
    this.room.addClass({ id, name: name.trim(), word: null, examples: [] });
    this.aim(id);
    this.suggestion = '';
    this.say(`“${name.trim()}” is there, and empty yet.`);
    return null;
  }

  /** @returns how many had no room. */
  add(target: ExampleClass, examples: readonly Example[]): number {
    const left = this.room.addExamples(target.id, examples);
    const added = examples.length - left;
    const what = `${added} ${added === 1 ? 'drawing' : 'drawings'} added to “${target.name}”.`;
    this.say(
      left === 0 ? what : `${what} ${left} more had no room: ${MOST_EXAMPLES} drawings a class are the most.`,
    );
    return left;
  }

  removeClass({ id, name, examples }: ExampleClass): void {
    this.room.removeClass(id);
    const count = examples.length;
    this.say(`Removed “${name}”${count === 0 ? '' : `, ${count} ${count === 1 ? 'drawing' : 'drawings'}`}.`);
  }

  undo(): void {
    if (!this.room.canUndo) return;
    this.room.undo();
    this.say('Taken back.');
  }

  /** The name of the class that has the very same drawing; null when none has. @param pixels ink 0..255 [784] */
  holder(pixels: Uint8Array): string | null {
    const has = ({ examples }: ExampleClass) =>
      examples.some((example) => example.pixels.every((ink, i) => ink === pixels[i]));
    return this.classes.find(has)?.name ?? null;
  }
}
