/** Whether a model is as sure as it may be. */
import { formatPercent } from '../../../charts/format.ts';
import { capital, SUBJECTS } from '../../../components/verdict.ts';
import type { Score } from './scores.ts';

export type Confidence = 'too sure' | 'too modest' | 'fair';

/** Beside the interval of the accuracy: inside it, nothing is proven. */
export function confidenceOf({ accuracy, meanTopProbability }: Score): Confidence {
  if (meanTopProbability > accuracy.high) return 'too sure';
  return meanTopProbability < accuracy.low ? 'too modest' : 'fair';
}

/** "On average the convnet is 97 % sure of its answer, and right on 84 %: too sure of itself." */
export function calibrationSentence(score: Score): string {
  const { name, plural } = SUBJECTS[score.id];
  const verdict = {
    'too sure': `too sure of ${plural ? 'themselves' : 'itself'}`,
    'too modest': `better than ${plural ? 'they think' : 'it thinks'}`,
    fair: `as far as ${score.tested} drawings can tell, ${plural ? 'fair judges of themselves' : 'a fair judge of itself'}`,
  }[confidenceOf(score)];
  return `${capital(name)} ${plural ? 'are' : 'is'} ${formatPercent(score.meanTopProbability, 0)} sure on average, and right on ${formatPercent(score.accuracy.value, 0)}: ${verdict}.`;
}

/** What the trees that had not seen a drawing made of it. @param accuracy out of bag, 0..1. @param trained drawings. */
export function outOfBagSentence(accuracy: number, trained: number): string {
  return `The forest can be tested a second time, for nothing: each tree has grown without about a third of the training drawings. When only the trees vote that have not seen a drawing, ${formatPercent(accuracy)} of the ${trained} come out right (“out of bag”).`;
}
