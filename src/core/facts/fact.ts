/** One quotable value of a results file, and the book that collects them by name. */
import type { Interval } from '../results.ts';

/** `share` is 0..1; `points` is the difference of two, -1..1; `date` is ISO 8601; `date` and `text` have no numeric value. */
export type Unit = 'share' | 'points' | 'count' | 'number' | 'bytes' | 'seconds' | 'pValue' | 'date' | 'text';

/** `low` and `high` are its 95 % interval, where it is an estimate. */
export interface Fact {
  readonly unit: Unit;
  readonly value: number | string;
  readonly low?: number;
  readonly high?: number;
}

export class FactBook {
  readonly facts = new Map<string, Fact>();

  /**
   * Leaves out what is undefined.
   * @throws Error when there is a fact of that name already: every name means one thing.
   */
  put(name: string, unit: Unit, value: number | string | undefined): void {
    if (value !== undefined) this.#add(name, { unit, value });
  }

  /** @throws Error when there is a fact of that name already. */
  estimate(name: string, unit: Unit, { value, low, high }: Interval): void {
    this.#add(name, { unit, value, low, high });
  }

  #add(name: string, fact: Fact): void {
    if (this.facts.has(name)) throw new Error(`two facts are named "${name}"`);
    this.facts.set(name, fact);
  }
}
