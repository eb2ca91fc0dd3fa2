import { withArticle } from '../core/word-forms.ts';
import { ranked } from './listed-answers.ts';
import { capital } from './verdict.ts';

/** From here on there is no other answer worth a word. */
const DOUBTLESS = 0.95;
/** From here on the first answer stands alone. */
const SURE = 0.65;
/** Below this nothing is likely. */
const LOST = 0.2;
/** Below this share of the first answer a second is not named. */
const NAMED = 0.25;

/**
 * What a model that knows hundreds of words makes of a drawing: "A lighthouse, most likely; or a candle."
 * @param probabilities by class [classes]
 */
export function guessSentence(probabilities: ArrayLike<number>, classes: readonly string[]): string {
  const [first, second, third] = ranked(probabilities, 3);
  const name = (each: { readonly index: number }) => withArticle(classes[each.index] ?? '?');
  if (first === undefined) return '';
  if (first.probability >= DOUBTLESS) return `${capital(name(first))}, without a doubt.`;
  if (first.probability >= SURE) return `${capital(name(first))}.`;
  if (second === undefined || second.probability < NAMED * first.probability)
    return `Perhaps ${name(first)}.`;
  if (first.probability >= LOST) return `${capital(name(first))}, most likely; or ${name(second)}.`;
  return `Hard to say: ${[first, second, ...(third ? [third] : [])]
    .map(name)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1')}?`;
}
