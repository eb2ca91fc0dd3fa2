/** Title and question of an experiment that is run on other classes than it declares. */
import type { ModelId } from '../../src/core/models.ts';
import { questionOfClasses, titleOfClasses, whichOf } from '../classWords.ts';
import type { Experiment } from '../experiments/experiment.ts';

/** Its words, each with a space before and after. */
const spaced = (text: string) => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;

/** Whether a sentence names one of the classes. */
const names = (sentence: string, classes: readonly string[]): boolean =>
  classes.some((name) => spaced(sentence).includes(spaced(name)));

/**
 * A comparison asks which of its classes a drawing is, so both are those of the new ones. A sweep asks about a setting, which
 * stays; where it names its classes beside that, the new ones take their place.
 * @param models of those that are asked for; left out, all that it declares.
 */
export function askedWords(
  declared: Experiment,
  classes: readonly string[],
  models?: readonly ModelId[],
): Pick<Experiment, 'title' | 'question'> {
  const { title, question } = declared;
  if (declared.kind === 'sweep')
    return { title, question: names(question, declared.classes) ? `${whichOf(classes)} ${title}` : question };
  const asked = (Object.keys(declared.models) as ModelId[]).filter((id) => models?.includes(id) ?? true);
  return { title: titleOfClasses(classes), question: questionOfClasses(classes, asked.length) };
}
