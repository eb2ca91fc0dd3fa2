/** What an experiment is called, and what it asks, by its classes alone: for `new`, and where `--classes` takes others. */

import { listed } from '../src/core/listed.ts';
import { isOfficialWord } from '../src/core/official-words.ts';
import { inPlural, kindOfClasses, withArticle } from '../src/core/word-forms.ts';

/** Few classes are named; more are counted. */
const MOST_NAMED = 3;

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

/** "an apple" -> "An apple" */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** "Apples and bananas", "50 words", "10 digits". */
export function titleOfClasses(classes: readonly string[]): string {
  if (classes.length <= MOST_NAMED) return capital(listed(classes.map(inPlural), 'and'));
  return `${classes.length} ${classes.every(isOfficialWord) ? 'words' : kindOfClasses(classes)}`;
}

/** "An apple or a banana?", "Which of 50 things is it?" */
export const whichOf = (classes: readonly string[]): string =>
  classes.length <= MOST_NAMED
    ? `${capital(listed(classes.map(withArticle), 'or'))}?`
    : `Which of ${classes.length} ${kindOfClasses(classes)} is it?`;

/** "An apple or a banana? How well do four models tell?" */
export const questionOfClasses = (classes: readonly string[], models: number): string =>
  `${whichOf(classes)} How well ${models === 1 ? 'does one model' : `do ${NUMBERS[models] ?? models} models`} tell?`;
