/** One number of 2017 beside its counterpart here, and what such rows are made of. */

import { foldSizes } from '../facts/sweep-facts.ts';
import type { ModelId } from '../models.ts';
import { SEARCH_2017 } from '../reference-2017.ts';
import type { AnyResult, ExperimentResult, SweepResult } from '../results.ts';
import { accuracyInterval2017 } from './intervals.ts';
import { type BestVerdict, judge, type Measured, type Setting, type Verdict } from './judge.ts';

export interface ThenAndNowRow {
  readonly name: string;
  /** Whose colour the marks have. */
  readonly model: ModelId | 'other';
  readonly unit: 'share' | 'number';
  readonly then: Measured;
  readonly now: Measured | undefined;
  readonly verdict: Verdict;
}

/** What came out best of a search, then and now. */
export interface BestSetting {
  readonly then: string;
  readonly now: string;
  /** Of McNemar's test between them here; undefined when they are the same. */
  readonly pValue: number | undefined;
  readonly verdict: BestVerdict;
}

export interface Topic {
  readonly id: string;
  readonly title: string;
  /** What else differs between then and now, in a sentence or two. */
  readonly setting: string;
  readonly rows: readonly ThenAndNowRow[];
  readonly best?: BestSetting;
}

/** The results that the comparison draws on, as far as they are there. */
export interface Here {
  comparison(experiment: string): ExperimentResult | undefined;
  sweep(experiment: string): SweepResult | undefined;
}

export function here(results: readonly AnyResult[]): Here {
  const find = (experiment: string) => results.find((result) => result.experiment === experiment);
  return {
    comparison(experiment) {
      const result = find(experiment);
      return result?.kind === 'comparison' ? result : undefined;
    },
    sweep(experiment) {
      const result = find(experiment);
      return result?.kind === 'sweep' ? result : undefined;
    },
  };
}

/** A row with its verdict. */
export function row(of: Omit<ThenAndNowRow, 'verdict'>): ThenAndNowRow {
  return { ...of, verdict: judge(of.then, of.now) };
}

export function accuracy2017(accuracy: number, trainDrawings: number, testDrawings: number): Measured {
  return { value: accuracyInterval2017(accuracy, testDrawings), trainDrawings, testDrawings };
}

/** A search of 2017: each fold learned from the others' drawings. */
export function searched2017(accuracy: number): Measured {
  const { folds, drawings } = SEARCH_2017;
  return accuracy2017(accuracy, Math.round((drawings * (folds - 1)) / folds), drawings);
}

/** Of one sweep's validation folds. */
export function validationSize(result: SweepResult): Setting {
  const { fit, scored } = foldSizes(result);
  return { trainDrawings: fit, testDrawings: scored };
}
