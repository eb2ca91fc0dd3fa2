/** Whether the two best models can be told apart. */
import { capital, SUBJECTS } from '../../../components/verdict.ts';
import { mcnemar } from '../../../core/metrics/classification.ts';
import { TRAINABLE_IDS, type TrainableId } from '../../../core/models.ts';
import type { Score } from './scores.ts';

/** Two models on the same drawings. */
export interface Pair {
  readonly first: TrainableId;
  readonly second: TrainableId;
  /** Drawings that only the one, or only the other, got right. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** McNemar's exact test, two-sided. */
  readonly pValue: number;
}

/** The scores, the best first; of equals in the order of the site. */
export function ranked(scores: readonly Score[]): Score[] {
  return [...scores].sort(
    (a, b) => b.right - a.right || TRAINABLE_IDS.indexOf(a.id) - TRAINABLE_IDS.indexOf(b.id),
  );
}

/** The two best; null where there are not two. @param labels of the held-out drawings. [n] */
export function bestPair(scores: readonly Score[], labels: Uint8Array): Pair | null {
  const [first, second] = ranked(scores);
  if (first === undefined || second === undefined) return null;
  const { onlyFirstCorrect, onlySecondCorrect, pValue } = mcnemar(first.predicted, second.predicted, labels);
  return {
    first: first.id,
    second: second.id,
    onlyFirst: onlyFirstCorrect,
    onlySecond: onlySecondCorrect,
    pValue,
  };
}

/** The pair in plain words: how they differ, and whether that is more than luck. */
export function pairSentence({ first, second, onlyFirst, onlySecond, pValue }: Pair): string {
  const [a, b] = [SUBJECTS[first].name, SUBJECTS[second].name];
  if (onlyFirst + onlySecond === 0)
    return `${capital(a)} and ${b} got exactly the same drawings right: nothing tells them apart.`;
  const counts = `${capital(a)} got ${onlyFirst} right that ${b} got wrong, and the other way round it was ${onlySecond}.`;
  if (onlyFirst === onlySecond) return `${counts} That makes them level.`;
  const percent = Math.round(100 * pValue);
  const luck =
    percent > 99
      ? 'nearly always'
      : pValue < 0.01
        ? 'in less than 1 of 100 experiments'
        : `in ${percent} of 100 experiments`;
  const told =
    pValue < 0.05
      ? `So ${a} ${isOrAre(first)} the better one here`
      : `So the two are not told apart yet, whatever the score says`;
  return `${counts} If both were equally good, luck alone would part them at least so far ${luck} (McNemar’s test). ${told}.`;
}

const isOrAre = (id: TrainableId): string => (SUBJECTS[id].plural ? 'are' : 'is');
