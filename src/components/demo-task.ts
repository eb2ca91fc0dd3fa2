import type { ModelId } from '../core/models.ts';

export interface DemoModel {
  readonly id: ModelId;
  /** Path below the site's base. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Share of test drawings, 0..1. */
  readonly accuracy: number;
}

/** Drawings of one class that may be shown: a sprite of 28 x 28 cells. */
export interface ExhibitSheet {
  readonly class: string;
  /** Path below the site's base. */
  readonly file: string;
  readonly count: number;
  /** Cells that are not shown. */
  readonly blocked: readonly number[];
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
}

/** A few are named one by one; more are counted by their kind. */
export function taskName(experiment: string, classes: readonly string[]): string {
  return classes.length === 2
    ? experiment.replace(/^(.+)-and-(.+)$/, '$1 and $2')
    : experiment.replaceAll('-', ' ');
}
