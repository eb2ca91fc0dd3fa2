/** Every two models on the same drawings, as a list that is read from top to bottom. */
import { MODEL_IDS, MODEL_NAMES, type ModelId } from '../core/models.ts';
import type { Difference, McNemar } from '../core/results.ts';
import { formatPoints, formatPointsRange } from './format.ts';
import { type PairedDifference, pairedDifference } from './paired-difference.ts';

export interface ModelPair {
  /** The one that got more drawings right alone; of equals the first of the site. */
  readonly winner: ModelId;
  readonly loser: ModelId;
  /** Drawings that only the winner, or only the loser, got right. */
  readonly onlyWinner: number;
  readonly onlyLoser: number;
  readonly pValue: number;
  /** How much more the winner gets right over all training sets, or folds, below zero where the loser does; null where unknown. */
  readonly overall: PairedDifference | null;
}

/** The greatest lead first; pairs with an estimator that is no model of the site are left out. */
export function modelPairs(
  mcnemar: readonly McNemar[],
  differences?: readonly Difference[] | undefined,
): ModelPair[] {
  const isModel = (id: string): id is ModelId => (MODEL_IDS as readonly string[]).includes(id);
  return mcnemar
    .flatMap(({ a, b, onlyA, onlyB, pValue }): ModelPair[] => {
      if (!isModel(a) || !isModel(b)) return [];
      const first = onlyA > onlyB || (onlyA === onlyB && MODEL_IDS.indexOf(a) < MODEL_IDS.indexOf(b));
      const [winner, loser] = first ? [a, b] : [b, a];
      const [onlyWinner, onlyLoser] = first ? [onlyA, onlyB] : [onlyB, onlyA];
      const overall = pairedDifference(differences, winner, loser);
      return [{ winner, loser, onlyWinner, onlyLoser, pValue, overall }];
    })
    .sort((p, q) => q.onlyWinner - q.onlyLoser - (p.onlyWinner - p.onlyLoser) || p.pValue - q.pValue);
}

/** "Over all 5 training sets: +1.2 points (+0.3 to +2.1)", seen from the winner; empty where it is not known. */
export const overallSentence = ({ overall }: ModelPair, repeats: string): string =>
  overall
    ? `Over ${repeats}: ${formatPoints(overall.value)} points (${formatPointsRange(overall.low, overall.high)})`
    : '';

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
