/** Scores of a reader and of the models on the same drawings, and what they can tell. */
import { type ExhibitRef, type ExhibitSet, modelsOf, topClass } from '../../charts/exhibit-set.ts';
import { MODEL_NAMES, type ModelId } from '../../core/models.ts';
import type { Interval } from '../../core/results.ts';
import { mcnemarExact, wilsonInterval } from '../../core/statistics.ts';

/** A drawing and the class that the reader called it. */
export interface Answer {
  readonly exhibit: ExhibitRef;
  /** Place of the class. */
  readonly said: number;
}

export interface Score {
  readonly who: 'you' | ModelId;
  readonly right: number;
  readonly of: number;
  /** Share, with its 95 % Wilson interval. */
  readonly share: Interval;
}

const rightly = ({ exhibit, said }: Answer) => said === exhibit.classIndex;

/** The reader first, then every model. @throws RangeError when nothing was answered. */
export function scores(set: ExhibitSet, answers: readonly Answer[]): Score[] {
  const score = (who: Score['who'], right: number): Score => ({
    who,
    right,
    of: answers.length,
    share: wilsonInterval(right, answers.length),
  });
  return [
    score('you', answers.filter(rightly).length),
    ...modelsOf(set).map((model) =>
      score(
        model,
        answers.filter(({ exhibit }) => topClass(set, model, exhibit) === exhibit.classIndex).length,
      ),
    ),
  ];
}

/** Below this p-value a difference counts as more than luck. */
const LUCK = 0.05;

/**
 * A fair sentence on the reader against the best of the models: McNemar's exact test on the drawings that only one of
 * the two got right.
 */
export function fairSentence(set: ExhibitSet, answers: readonly Answer[]): string {
  const [you, ...models] = scores(set, answers);
  const best = [...models].sort((a, b) => b.right - a.right)[0];
  if (you === undefined || best === undefined) return '';
  const model = best.who as ModelId;
  const name = `the ${MODEL_NAMES[model].full.toLowerCase()}`;
  const modelRight = ({ exhibit }: Answer) => topClass(set, model, exhibit) === exhibit.classIndex;
  const onlyYou = answers.filter((answer) => rightly(answer) && !modelRight(answer)).length;
  const onlyModel = answers.filter((answer) => !rightly(answer) && modelRight(answer)).length;
  const lead =
    you.right > best.right
      ? `You read more of these drawings than any model; the best of them was ${name}.`
      : you.right === best.right
        ? `You and the best model, ${name}, are level.`
        : `The best model, ${name}, is ahead of you.`;
  if (onlyYou + onlyModel === 0) return `${lead} You two got the very same drawings right.`;
  const p = mcnemarExact(onlyYou, onlyModel);
  return p < LUCK
    ? `${lead} You disagreed about ${onlyYou + onlyModel} drawings, and a coin would seldom come out so lopsided (McNemar’s test, p = ${p.toFixed(3)}).`
    : `${lead} But ${answers.length} drawings cannot settle it: of the ${onlyYou + onlyModel} that only one of you two got right, ${onlyYou} ${onlyYou === 1 ? 'was' : 'were'} yours, and a coin does as much often enough (McNemar’s test, p = ${p.toFixed(2)}).`;
}
