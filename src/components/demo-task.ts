import type { ModelId } from '../core/models.ts';

export interface DemoModel {
  readonly id: ModelId;
  /** Path below the site's base. */
  readonly file: string;
  /** Where it is instead, such as `blob:…` for one that was made in the page. */
  readonly url?: string | undefined;
  readonly bytes: number;
  /** Of these, about how many come over the line; left out where none do. */
  readonly lineBytes?: number | undefined;
  /** Left out where it cannot be worked out. */
  readonly sha256?: string | undefined;
  /** Share of test drawings, 0..1. */
  readonly accuracy: number;
}

/** Drawings of one class that may be shown: a sprite of 28 x 28 cells. */
export interface ExhibitSheet {
  readonly class: string;
  /** Path below the site's base. */
  readonly file: string;
  /** Where it is instead, such as `blob:…` for one that was made in the page. */
  readonly url?: string | undefined;
  readonly count: number;
  /** Cells that are not shown. */
  readonly blocked: readonly number[];
  /** Collected by the author, and not from Quick, Draw! */
  readonly own?: boolean | undefined;
  /** Whether the models have learnt from these drawings, or from most of them; left out where they have seen none. */
  readonly learntFrom?: 'all' | 'most' | undefined;
  /** Ink of every cell, 0..255 [count][784], where it need not be read from the sprite. */
  readonly pixels?: readonly Uint8Array[] | undefined;
}

/** Models that the reader has trained: where they were, and what they learnt from. */
export interface OwnModels {
  /** Page below the site's base that a shared drawing leads to. */
  readonly page: string;
  /** Drawings that their accuracy was measured on. */
  readonly heldOut: number;
}

/** What the models of one experiment tell apart. */
export interface DemoTask {
  readonly experiment: string;
  /** For people, such as "cats and sheep". */
  readonly name: string;
  /** In the order of the models' probabilities. */
  readonly classes: readonly string[];
  readonly models: readonly DemoModel[];
  readonly exhibits: readonly ExhibitSheet[];
  /** In place of classes and exhibits, which are then empty: the words of the game as `unpackWords` reads them. */
  readonly words?: string | undefined;
}

/**
 * A few are named one by one; more are counted by their kind.
 * @param title of an experiment that an author has added, which is its name
 */
export function taskName(experiment: string, classes: readonly string[], title?: string): string {
  if (title !== undefined) return title;
  return classes.length === 2
    ? experiment.replace(/^(.+)-and-(.+)$/, '$1 and $2')
    : experiment.replaceAll('-', ' ');
}
