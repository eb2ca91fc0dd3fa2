/** Every two models on the same drawings, as a list that is read from top to bottom. */
import { MODEL_IDS, MODEL_NAMES, type ModelId } from '../core/models.ts';
import type { McNemar } from '../core/results.ts';

export interface ModelPair {
  /** The one that got more drawings right alone; of equals the first of the site. */
  readonly winner: ModelId;
  readonly loser: ModelId;
  /** Drawings that only the winner, or only the loser, got right. */
  readonly onlyWinner: number;
  readonly onlyLoser: number;
  readonly pValue: number;
}

/** The greatest lead first; pairs with an estimator that is no model of the site are left out. */
export function modelPairs(mcnemar: readonly McNemar[]): ModelPair[] {
  const isModel = (id: string): id is ModelId => (MODEL_IDS as readonly string[]).includes(id);
  return mcnemar
    .flatMap(({ a, b, onlyA, onlyB, pValue }): ModelPair[] => {
      if (!isModel(a) || !isModel(b)) return [];
      return onlyA > onlyB || (onlyA === onlyB && MODEL_IDS.indexOf(a) < MODEL_IDS.indexOf(b))
        ? [{ winner: a, loser: b, onlyWinner: onlyA, onlyLoser: onlyB, pValue }]
        : [{ winner: b, loser: a, onlyWinner: onlyB, onlyLoser: onlyA, pValue }];
    })
    .sort((p, q) => q.onlyWinner - q.onlyLoser - (p.onlyWinner - p.onlyLoser) || p.pValue - q.pValue);
}

/** "p < 0.001", "p = 0.021", "p = 0.34". */
export function formatPValue(pValue: number): string {
  if (pValue < 0.001) return 'p < 0.001';
  return `p = ${pValue.toFixed(pValue < 0.1 ? 3 : 2)}`;
}

/**
 * A pair in words. With `pairs` comparisons at once, 0.05 is shared out among them (Bonferroni), so that the whole
 * list has a chance of at most 5 % to call a difference where there is none.
 */
export function pairVerdict(pair: ModelPair, pairs: number): string {
  const lead = pair.onlyWinner - pair.onlyLoser;
  const winner = MODEL_NAMES[pair.winner].short;
  const loser = MODEL_NAMES[pair.loser].short;
  if (lead === 0) return `${winner}, ${loser}: level`;
  if (pair.pValue * pairs >= 0.05) return `${winner}, ${loser}: too close to call`;
  return `${winner} beats ${loser} by ${lead}`;
}
